import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes after each reading of a draft: one revision of it or one decision about it, whoever sends them at once. */
export class DraftSuccessors1795000000032 implements MigrationInterface {
  readonly name = 'DraftSuccessors1795000000032';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(
      `create table sitrep.draft_successor (
         report_id uuid not null,
         revision uuid not null,
         event_id uuid not null,
         since timestamptz(3) not null default now(),
         primary key (report_id, revision)
       )`,
    );
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query('drop table sitrep.draft_successor');
  }
}
