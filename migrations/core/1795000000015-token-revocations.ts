import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens of the OpenID provider that let nobody in any more: one by its id, or all of a subject that were issued by then. */
export class TokenRevocations1795000000015 implements MigrationInterface {
  readonly name = 'TokenRevocations1795000000015';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.token_revocation (
        token_id text unique,
        subject text unique,
        revoked_at timestamptz(3) not null default now(),
        check (num_nonnulls(token_id, subject) = 1)
      )`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.token_revocation`);
  }
}
