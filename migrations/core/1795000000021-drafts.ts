import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table sitrep.draft_work (
    report_id uuid primary key,
    state text not null default 'new' check (state in ('new', 'in_review', 'needs_work')),
    assignee text,
    bundle text,
    changed_at timestamptz(3) not null default now()
  )`,
  `create index draft_work_bundle on sitrep.draft_work (bundle) where bundle is not null`,
  `create table sitrep.draft_entry (
    id bigint generated always as identity primary key,
    report_id uuid not null,
    at timestamptz(3) not null default now(),
    principal text not null,
    kind text not null check (kind in ('comment', 'assigned', 'state')),
    detail text
  )`,
  `create index draft_entry_report on sitrep.draft_entry (report_id, id)`,
];

/** The work on drafts: who looks at which, how far they are, and what they say about it. What is decided is in the log. */
export class Drafts1795000000021 implements MigrationInterface {
  readonly name = 'Drafts1795000000021';

  async up(connection: QueryRunner): Promise<void> {
    for (const statement of tables) await connection.query(statement);
  }

  async down(connection: QueryRunner): Promise<void> {
    for (const table of ['draft_entry', 'draft_work']) await connection.query(`drop table sitrep.${table}`);
  }
}
