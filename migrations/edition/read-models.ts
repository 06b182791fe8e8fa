import { type IndexStage, readModelIndexes } from './read-model-indexes.js';
import { tallies } from './tally-tables.js';

/** Whatever runs one statement. */
interface Connection {
  query(statement: string): Promise<unknown>;
}

/**
 * The tables of one edition, made anew in its schema, with their keys and indexes. An edition never migrates: when these
 * change, so does the projection version, and a new edition is built beside the old one.
 */
export async function createReadModels(connection: Connection, schema: string): Promise<void> {
  const tables = [...progress, ...gazetteer, ...reports, ...incidents, ...control, ...condition, ...tallies];
  await connection.query(`create schema "${schema}"`);
  for (const statement of tables) await connection.query(inSchema(statement, schema));
  for (const { create } of readModelIndexes) await connection.query(inSchema(create, schema));
}

/** Takes away what a full build makes later, while the tables are empty. */
export async function dropLaterIndexes(connection: Connection, schema: string): Promise<void> {
  // A key that others refer to goes after those.
  for (const { stage, drop } of [...readModelIndexes].reverse())
    if (stage !== 'facts') await connection.query(inSchema(drop, schema));
}

/** How many indexes a full build makes at this stage. */
export const indexCount = (stage: IndexStage): number => readModelIndexes.filter((one) => one.stage === stage).length;

/** Makes one index of this stage, by its number from 0 on. */
export async function createIndex(
  connection: Connection,
  schema: string,
  stage: IndexStage,
  number: number,
): Promise<void> {
  const index = readModelIndexes.filter((one) => one.stage === stage)[number];
  if (index !== undefined) await connection.query(inSchema(index.create, schema));
}

const inSchema = (statement: string, schema: string): string => statement.replaceAll('{schema}', `"${schema}"`);

const progress = [
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

const gazetteer = [
  `create table {schema}.place (
    id text not null,
    name text not null,
    aliases text[] not null,
    kind text not null,
    parent text,
    lat float8,
    lon float8,
    precision_km float8,
    time_zone text not null,
    note text,
    connects text[],
    means text[],
    exits_complete jsonb,
    registered_at timestamptz(3) not null,
    event_id uuid not null,
    names jsonb,
    folded text[] not null,
    grams text[] not null
  )`,
  `create table {schema}.actor (
    id text not null,
    name text not null,
    aliases text[] not null,
    kind text not null,
    parents jsonb not null,
    allied_with jsonb not null,
    opposes jsonb not null,
    note text,
    registered_at timestamptz(3) not null,
    event_id uuid not null,
    names jsonb,
    folded text[] not null,
    grams text[] not null
  )`,
];

const reports = [
  `create table {schema}.report_event (
    event_id uuid not null,
    report_id uuid not null,
    kind text not null check (kind in
      ('reported', 'report_corrected', 'report_retracted', 'report_reinstated', 'report_graded')),
    reported_at timestamptz(3) not null,
    reason text,
    report jsonb,
    grade jsonb,
    digest bytea not null,
    in_slice boolean not null,
    follows uuid[],
    approved_by uuid
  )`,
  `create table {schema}.draft_event (
    event_id uuid not null,
    report_id uuid not null,
    kind text not null check (kind in ('report_drafted', 'draft_revised', 'report_approved', 'report_rejected')),
    reported_at timestamptz(3) not null,
    reason text,
    report jsonb,
    draft uuid,
    digest bytea not null
  )`,
  `create table {schema}.report_version (
    event_id uuid not null,
    said_by uuid not null,
    report_id uuid not null,
    grade jsonb not null,
    external_id text,
    version int not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    development_type text not null,
    outlet text not null,
    incident_key text,
    places text[] not null,
    actors text[] not null,
    occurred_from date,
    occurred_to date,
    words text not null
  )`,
];

const incidents = [
  `create table {schema}.incident_link (
    event_id uuid not null,
    kind text not null check (kind in ('reports_linked', 'reports_unlinked')),
    incident text not null,
    report_ids uuid[] not null,
    reported_at timestamptz(3) not null,
    reason text not null,
    digest bytea not null,
    in_slice boolean not null,
    follows uuid[]
  )`,
  `create table {schema}.incident_stay (
    report_id uuid not null,
    incident text not null,
    linked_by uuid,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    check (known_from < known_to)
  )`,
];

const control = [
  `create table {schema}.control_claim (
    event_id uuid not null,
    ordinal int not null,
    report_id uuid not null,
    place_id text not null,
    claim jsonb not null,
    reliability text not null,
    credibility int not null,
    reported_at timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    actors text[] not null,
    effect text not null,
    begins_at timestamptz(3) not null,
    effective_at timestamptz(3) not null,
    window_to timestamptz(3) not null,
    restored_event uuid,
    restored_from timestamptz(3)
  )`,
  `create table {schema}.control_span (
    place_id text not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    status text not null,
    holders text[] not null,
    conditions text[] not null,
    extent text,
    changing_from text[],
    changing_to text[],
    stale boolean not null,
    confidence text,
    last_evidence date,
    rule text not null,
    check (valid_from < valid_to and known_from < known_to)
  )`,
  `create table {schema}.control_support (
    place_id text not null,
    report_id uuid not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    check (valid_from < valid_to and known_from < known_to)
  )`,
];

const condition = [
  `create table {schema}.condition_claim (
    event_id uuid not null,
    ordinal int not null,
    report_id uuid not null,
    place_id text not null,
    claim jsonb not null,
    reliability text not null,
    credibility int not null,
    reported_at timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    restored_event uuid,
    restored_from timestamptz(3)
  )`,
  `create table {schema}.condition_span (
    place_id text not null,
    axis text not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    state text not null,
    states text[] not null,
    closed_to text[] not null,
    closed_by text[] not null,
    confidence text,
    last_evidence date,
    rule text not null,
    check (valid_from < valid_to and known_from < known_to)
  )`,
  `create table {schema}.condition_support (
    place_id text not null,
    axis text not null,
    report_id uuid not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    check (valid_from < valid_to and known_from < known_to)
  )`,
];
