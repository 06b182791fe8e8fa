import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People whom an OpenID provider vouches for, and how they are signed in on the page. Events and the audit hold `oidc:` and
 * the subject; the name stands here alone, so it can be forgotten. `principal_name` is every name, by what events hold.
 */
export class OpenId1795000000009 implements MigrationInterface {
  readonly name = 'OpenId1795000000009';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.openid_person (
        subject text primary key,
        pseudonym text not null unique,
        name text,
        seen_at timestamptz(3) not null default now(),
        erased_at timestamptz(3)
      )`);
    await connection.query(`
      create table sitrep.page_session (
        id text primary key check (id ~ '^[0-9a-f]{12}$'),
        digest bytea not null unique check (length(digest) = 32),
        subject text not null references sitrep.openid_person,
        roles text[] not null,
        outlets text[] not null,
        places text[] not null,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3)
      )`);
    await connection.query(`create index page_session_subject on sitrep.page_session (subject)`);
    await connection.query(`create index page_session_expires_at on sitrep.page_session (expires_at)`);
    await connection.query(`
      create table sitrep.sign_in (
        digest bytea primary key check (length(digest) = 32),
        state text not null,
        nonce text not null,
        verifier text not null,
        return_to text not null,
        expires_at timestamptz(3) not null
      )`);
    await connection.query(`create index sign_in_expires_at on sitrep.sign_in (expires_at)`);
    await connection.query(`
      create view sitrep.principal_name as
        select 'key:' || k.id as id, coalesce(p.name, 'erased-' || p.id) as name
        from sitrep.api_key k join sitrep.principal p on p.id = k.principal_id
        union all
        select 'oidc:' || subject, case when erased_at is null then name else 'erased-' || pseudonym end
        from sitrep.openid_person`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop view sitrep.principal_name`);
    for (const table of ['sign_in', 'page_session', 'openid_person'])
      await connection.query(`drop table sitrep.${table}`);
  }
}
