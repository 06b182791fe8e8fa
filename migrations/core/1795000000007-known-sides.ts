import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sides that the page knows by a colour or letters, numbered in the order in which they were first seen. */
export class KnownSides1795000000007 implements MigrationInterface {
  readonly name = 'KnownSides1795000000007';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.known_side (
        number int primary key check (number > 0),
        actor text not null unique
      )`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.known_side`);
  }
}
