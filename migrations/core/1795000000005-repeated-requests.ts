import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The answers to writing requests that carry an `Idempotency-Key`, so that the same request is answered alike. `status` is
 * null while the first of them is being answered.
 */
export class RepeatedRequests1795000000005 implements MigrationInterface {
  readonly name = 'RepeatedRequests1795000000005';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.keyed_request (
        key text primary key check (length(key) <= 255),
        request_digest bytea not null,
        begun_at timestamptz not null default now(),
        status smallint,
        headers jsonb,
        body text
      )`);
    await connection.query(`create index keyed_request_begun_at on sitrep.keyed_request (begun_at)`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.keyed_request`);
  }
}
