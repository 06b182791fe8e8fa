import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table sitrep.watch (
    id uuid primary key,
    name text not null,
    question jsonb not null,
    channel text not null check (channel in ('webhook', 'mail', 'feed')),
    target jsonb not null,
    secret text,
    state text not null default 'active' check (state in ('active', 'paused')),
    pause_code text check (pause_code in ('by_request', 'receiver_gone', 'too_many_waiting')),
    pause_detail text,
    paused_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    created_by text not null,
    -- Changes by events before this position are none of this watch.
    from_position text not null,
    last_sequence bigint not null default 0,
    last_message_at timestamptz(3),
    counted jsonb,
    briefed_day date,
    failures int not null default 0,
    failing_since timestamptz(3),
    next_try_at timestamptz(3) not null default now(),
    check ((state = 'paused') = (pause_code is not null))
  )`,
  `create table sitrep.watch_message (
    watch_id uuid not null references sitrep.watch on delete cascade,
    sequence bigint not null,
    id text not null,
    kind text not null,
    body text not null,
    state text not null check (state in ('waiting', 'delivered', 'kept')),
    created_at timestamptz(3) not null default now(),
    delivered_at timestamptz(3),
    primary key (watch_id, sequence),
    unique (watch_id, id)
  )`,
  `create index watch_message_waiting on sitrep.watch_message (watch_id, sequence) where state = 'waiting'`,
  `create index watch_message_delivered on sitrep.watch_message (watch_id, delivered_at)`,
  `create table sitrep.watch_delivery (
    id bigint generated always as identity primary key,
    watch_id uuid not null references sitrep.watch on delete cascade,
    message_id text not null,
    sequence bigint,
    at timestamptz(3) not null default now(),
    took_ms int not null,
    outcome text not null check (outcome in ('delivered', 'failed')),
    status int,
    detail text not null
  )`,
  `create index watch_delivery_watch on sitrep.watch_delivery (watch_id, id desc)`,
  `create table sitrep.watch_cursor (
    only_row boolean primary key default true check (only_row),
    position text not null,
    moved_at timestamptz(3) not null default now()
  )`,
];

/**
 * Saved questions, the messages about what changed under them, and every try to deliver one. Messages and the position up
 * to which changes were looked for commit together.
 */
export class Watches1795000000010 implements MigrationInterface {
  readonly name = 'Watches1795000000010';

  async up(connection: QueryRunner): Promise<void> {
    for (const statement of tables) await connection.query(statement);
  }

  async down(connection: QueryRunner): Promise<void> {
    for (const table of ['watch_cursor', 'watch_delivery', 'watch_message', 'watch'])
      await connection.query(`drop table sitrep.${table}`);
  }
}
