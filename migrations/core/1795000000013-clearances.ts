import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to which level of sensitivity a key reads. */
export class Clearances1795000000013 implements MigrationInterface {
  readonly name = 'Clearances1795000000013';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.api_key add column clearance text`);
    // What only this Sitrep knows: it makes pseudonyms of reports that are withheld, and seals cursors.
    await connection.query(`
      create table sitrep.own_secret (
        only_row boolean primary key default true check (only_row),
        secret bytea not null check (length(secret) = 32)
      )`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.own_secret`);
    await connection.query(`alter table sitrep.api_key drop column clearance`);
  }
}
