import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log, when it lives in PostgreSQL: its events, and the head that hands out positions. */
export class EventLog1795000000001 implements MigrationInterface {
  readonly name = 'EventLog1795000000001';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`create schema if not exists sitrep`);
    await connection.query(`
      create table sitrep.log_event (
        log_offset bigint primary key check (log_offset >= 0),
        event_id uuid not null,
        type text not null,
        source text not null,
        time text not null,
        partition_key text not null,
        traceparent text,
        body bytea not null,
        recorded_at timestamptz(3) not null
      )`);
    await connection.query(`
      create table sitrep.log_head (
        only_row boolean primary key default true check (only_row),
        next_offset bigint not null check (next_offset >= 0),
        recorded_at timestamptz(3) not null
      )`);
    await connection.query(`insert into sitrep.log_head (next_offset, recorded_at) values (0, timestamptz 'epoch')`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.log_head`);
    await connection.query(`drop table sitrep.log_event`);
  }
}
