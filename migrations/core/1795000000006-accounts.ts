import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may do what, and who did what. A name stands in `principal` alone; events and the audit hold ids, so a name can be
 * forgotten. Nothing in `audit` can be changed or removed.
 */
export class Accounts1795000000006 implements MigrationInterface {
  readonly name = 'Accounts1795000000006';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.principal (
        id text primary key,
        name text unique,
        created_at timestamptz(3) not null default now(),
        erased_at timestamptz(3)
      )`);
    await connection.query(`
      create table sitrep.api_key (
        id text primary key check (id ~ '^[0-9a-f]{12}$'),
        principal_id text not null references sitrep.principal,
        digest bytea not null check (length(digest) = 32),
        roles text[] not null,
        outlets text[] not null,
        places text[] not null,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3),
        revoked_at timestamptz(3),
        last_used_at timestamptz(3)
      )`);
    await connection.query(`create index api_key_principal on sitrep.api_key (principal_id)`);
    await connection.query(`
      create table sitrep.audit (
        id bigint generated always as identity primary key,
        at timestamptz(3) not null default now(),
        principal text not null,
        action text not null,
        subject text not null,
        detail jsonb not null
      )`);
    await connection.query(`
      create function sitrep.refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'sitrep.audit is only ever added to'; end $$`);
    await connection.query(`
      create trigger audit_kept before update or delete or truncate on sitrep.audit
      for each statement execute function sitrep.refuse_change()`);
    await connection.query(`alter table sitrep.log_event add column principal text`);
    await connection.query(`alter table sitrep.intake add column principal text`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.intake drop column principal`);
    await connection.query(`alter table sitrep.log_event drop column principal`);
    await connection.query(`drop table sitrep.audit`);
    await connection.query(`drop function sitrep.refuse_change()`);
    await connection.query(`drop table sitrep.api_key`);
    await connection.query(`drop table sitrep.principal`);
  }
}
