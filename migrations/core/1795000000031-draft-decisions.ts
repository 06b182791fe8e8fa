import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when somebody has been deciding about a draft: a decision that the log never got must not hold it for good. */
export class DraftDecisions1795000000031 implements MigrationInterface {
  readonly name = 'DraftDecisions1795000000031';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(
      `alter table sitrep.draft_work drop column changed_at, add column deciding_since timestamptz(3)`,
    );
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(
      `alter table sitrep.draft_work drop column deciding_since,
         add column changed_at timestamptz(3) not null default now()`,
    );
  }
}
