import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands for each event id that was ever accepted, so that no two processes take two contents under one. A row is
 * made before its event is appended; `recorded_at` is null until the log is known to have it. Rows are kept for good: the
 * log, too, is never shortened, and an edition knows what was recorded under an id but not what was sent.
 */
export class Intake1795000000004 implements MigrationInterface {
  readonly name = 'Intake1795000000004';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.intake (
        event_id uuid primary key,
        sent_digest bytea not null,
        recorded_at timestamptz(3)
      ) with (fillfactor = 80)`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.intake`);
  }
}
