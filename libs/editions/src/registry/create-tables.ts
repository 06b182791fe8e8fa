import type { Sql } from '#platform';
import { createReadModels } from '#read-models';

/** What an edition keeps of its own making; nothing that anybody is told rests on it. */
export const bookkeeping: readonly string[] = ['checkpoint', 'parked_event', 'build_progress', 'frontier'];

const tables = [
  `create table {schema}.checkpoint (
    partition int primary key,
    next_offset bigint not null default 0,
    epoch bigint not null default 0,
    applied_at timestamptz(3),
    -- How often workers have claimed the partition at this offset, and tried the event at that one.
    claimed_offset bigint,
    claims int not null default 0,
    tried_offset bigint,
    tries int not null default 0
  )`,
  `create table {schema}.parked_event (
    partition int not null,
    "offset" bigint not null,
    event_id text not null,
    event_type text not null,
    reason text not null,
    body bytea not null,
    source text not null,
    event_time text not null,
    recorded_at timestamptz(3) not null,
    parked_at timestamptz(3) not null default now(),
    primary key (partition, "offset")
  )`,
  // How far a full build has come; empty before and after.
  `create table {schema}.build_progress (
    only_row boolean primary key default true check (only_row),
    step text not null,
    cursor text,
    done bigint not null default 0,
    total bigint not null default 0
  )`,
];

/** Makes all tables of an edition in a schema of its own, and says who may do what with them. */
export async function createEditionTables(sql: Sql, schema: string): Promise<void> {
  await sql.query(`create schema "${schema}"`);
  for (const statement of tables) await sql.query(statement.replaceAll('{schema}', `"${schema}"`));
  await createReadModels(sql, schema);
  await sql.query('select sitrep.guard_edition($1)', [schema]);
}
