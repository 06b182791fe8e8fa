import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who is signed in on the page may read within bounds alone, as a key may. */
export class ReadingOfPeople1795000000043 implements MigrationInterface {
  readonly name = 'ReadingOfPeople1795000000043';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.page_session add column reads_within boolean not null default false`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.page_session drop column reads_within`);
  }
}
