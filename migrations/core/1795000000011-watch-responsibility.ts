import type { MigrationInterface, QueryRunner } from 'typeorm';

const codes = ['by_request', 'receiver_gone', 'too_many_waiting'];
const listed = (all: readonly string[]): string => all.map((code) => `'${code}'`).join(', ');

/** Who answers for what a watch sends: it pauses when that key may come in no more, and goes on under the one who resumes it. */
export class WatchResponsibility1795000000011 implements MigrationInterface {
  readonly name = 'WatchResponsibility1795000000011';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.watch add column responsible text`);
    await connection.query(`alter table sitrep.watch add column responsible_since timestamptz(3)`);
    await connection.query(`update sitrep.watch set responsible = created_by, responsible_since = created_at`);
    await connection.query(`alter table sitrep.watch alter column responsible set not null`);
    await connection.query(
      `alter table sitrep.watch alter column responsible_since set not null, alter column responsible_since set default now()`,
    );
    await allow(connection, [...codes, 'creator_refused']);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`update sitrep.watch set pause_code = 'by_request' where pause_code = 'creator_refused'`);
    await allow(connection, codes);
    await connection.query(`alter table sitrep.watch drop column responsible, drop column responsible_since`);
  }
}

async function allow(connection: QueryRunner, allowed: readonly string[]): Promise<void> {
  await connection.query(`alter table sitrep.watch drop constraint watch_pause_code_check`);
  await connection.query(
    `alter table sitrep.watch add constraint watch_pause_code_check check (pause_code in (${listed(allowed)}))`,
  );
}
