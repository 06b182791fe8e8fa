import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Editions with a definition, an end and what is known of them; and the jobs that make and check them. */
export class ControlPlane1795000000003 implements MigrationInterface {
  readonly name = 'ControlPlane1795000000003';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      alter table sitrep.edition
        add column id uuid not null unique default gen_random_uuid(),
        add column definition jsonb not null default '{}',
        add column end_position text,
        add column code_version text not null default 'unknown',
        add column failure text,
        add column pinned boolean not null default false,
        add column expires_at timestamptz(3),
        add column digest text,
        add column size_bytes bigint,
        add column ready_at timestamptz(3),
        drop constraint edition_status_check,
        add constraint edition_status_check check (status in ('building', 'ready', 'failed'))`);
    await connection.query(`
      update sitrep.edition set definition = jsonb_build_object(
        'until', jsonb_build_object('knownAtMs', round(extract(epoch from known_until) * 1000)))
      where known_until is not null`);
    await connection.query(`alter table sitrep.edition drop column known_until`);
    await connection.query(`
      create table sitrep.job (
        id uuid primary key,
        kind text not null check (kind in ('build', 'verification', 'switch')),
        edition_id uuid,
        payload jsonb not null default '{}',
        status text not null default 'accepted'
          check (status in ('accepted', 'running', 'successful', 'failed', 'dismissed')),
        dismiss_requested boolean not null default false,
        attempts int not null default 0,
        phase text,
        done bigint,
        total bigint,
        rate_per_second float8,
        message text,
        result jsonb,
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        updated_at timestamptz(3) not null default now(),
        finished_at timestamptz(3)
      )`);
    await connection.query(`create index on sitrep.job (created_at) where status in ('accepted', 'running')`);
    await connection.query(`create index on sitrep.job (edition_id, created_at)`);
    await connection.query(`create index on sitrep.job (created_at, id)`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.job`);
    await connection.query(`delete from sitrep.edition where status = 'failed'`);
    await connection.query(`alter table sitrep.edition add column known_until timestamptz(3)`);
    await connection.query(`
      update sitrep.edition
      set known_until = to_timestamp((definition->'until'->>'knownAtMs')::float8 / 1000)
      where definition->'until' ? 'knownAtMs'`);
    await connection.query(`
      alter table sitrep.edition
        drop constraint edition_status_check,
        add constraint edition_status_check check (status in ('building', 'ready')),
        drop column id, drop column definition, drop column end_position, drop column code_version,
        drop column failure, drop column pinned, drop column expires_at, drop column digest,
        drop column size_bytes, drop column ready_at`);
  }
}
