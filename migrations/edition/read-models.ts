/** Whatever runs one statement. */
interface Connection {
  query(statement: string): Promise<unknown>;
}

/**
 * The tables of one edition, made anew in its schema. An edition never migrates: when these change, so does the
 * projection version, and a new edition is built beside the old one.
 */
export async function createReadModels(connection: Connection, schema: string): Promise<void> {
  const statements = [...progress, ...gazetteer, ...reports, ...incidents, ...control, ...condition, ...tallies];
  await connection.query(`create schema "${schema}"`);
  for (const statement of statements) await connection.query(statement.replaceAll('{schema}', `"${schema}"`));
}

const progress = [
  `create table {schema}.checkpoint (
    partition int primary key,
    next_offset bigint not null default 0,
    epoch bigint not null default 0,
    applied_at timestamptz(3)
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
];

const gazetteer = [
  `create table {schema}.place (
    id text primary key,
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
    registered_at timestamptz(3) not null,
    event_id uuid not null,
    names jsonb,
    folded text[] not null,
    grams text[] not null
  )`,
  `create index on {schema}.place (parent)`,
  `create index on {schema}.place (lat, lon)`,
  `create index on {schema}.place using gin (grams)`,
  `create table {schema}.actor (
    id text primary key,
    name text not null,
    aliases text[] not null,
    kind text not null,
    parents text[] not null,
    allied_with jsonb not null,
    opposes jsonb not null,
    note text,
    registered_at timestamptz(3) not null,
    event_id uuid not null,
    names jsonb,
    folded text[] not null,
    grams text[] not null
  )`,
  `create index on {schema}.actor using gin (grams)`,
];

const reports = [
  `create table {schema}.report_event (
    event_id uuid primary key,
    report_id uuid not null,
    kind text not null check (kind in ('reported', 'report_corrected', 'report_retracted', 'report_graded')),
    reported_at timestamptz(3) not null,
    reason text,
    report jsonb,
    grade jsonb,
    digest bytea not null,
    in_slice boolean not null
  )`,
  `create index on {schema}.report_event (report_id)`,
  `create index on {schema}.report_event (reported_at)`,
  `create table {schema}.report_version (
    event_id uuid primary key references {schema}.report_event (event_id),
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
    occurred_to date
  )`,
  `create index on {schema}.report_version (report_id)`,
  `create index on {schema}.report_version (known_from, report_id)`,
  `create index on {schema}.report_version using gin (places)`,
];

const incidents = [
  `create table {schema}.incident_link (
    event_id uuid primary key,
    kind text not null check (kind in ('reports_linked', 'reports_unlinked')),
    incident text not null,
    report_ids uuid[] not null,
    reported_at timestamptz(3) not null,
    reason text not null,
    digest bytea not null,
    in_slice boolean not null
  )`,
  `create index on {schema}.incident_link using gin (report_ids)`,
  `create index on {schema}.incident_link (reported_at)`,
  `create table {schema}.incident_stay (
    report_id uuid not null,
    incident text not null,
    linked_by uuid,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    primary key (report_id, known_from),
    check (known_from < known_to)
  )`,
  `create index on {schema}.incident_stay (incident, known_from)`,
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
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    effect text not null,
    effective_at timestamptz(3) not null,
    window_to timestamptz(3) not null,
    primary key (event_id, ordinal)
  )`,
  `create index on {schema}.control_claim (place_id, known_from)`,
  `create index on {schema}.control_claim (place_id, known_to)`,
  `create index on {schema}.control_claim (place_id, effect, effective_at) where known_to = 'infinity'`,
  `create index on {schema}.control_claim (report_id)`,
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
    stale boolean not null,
    confidence text,
    last_evidence date,
    rule text not null,
    primary key (place_id, valid_from, known_from),
    check (valid_from < valid_to and known_from < known_to)
  )`,
  `create index on {schema}.control_span (place_id, valid_to) where known_to = 'infinity'`,
  `create table {schema}.control_support (
    place_id text not null,
    report_id uuid not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    primary key (place_id, report_id, valid_from, known_from),
    check (valid_from < valid_to and known_from < known_to)
  )`,
  `create index on {schema}.control_support (place_id, valid_to) where known_to = 'infinity'`,
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
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    primary key (event_id, ordinal)
  )`,
  `create index on {schema}.condition_claim (place_id)`,
  `create index on {schema}.condition_claim (report_id)`,
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
    reports uuid[] not null,
    primary key (place_id, axis, valid_from, known_from),
    check (valid_from < valid_to and known_from < known_to)
  )`,
];

const tallies = [
  `create table {schema}.tally_figure (
    event_id uuid not null,
    ordinal int not null,
    report_id uuid not null,
    incident text not null,
    figure jsonb not null,
    overnight boolean not null,
    actors text[] not null,
    reliability text not null,
    credibility int not null,
    version_from timestamptz(3) not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    primary key (event_id, ordinal, known_from)
  )`,
  `create index on {schema}.tally_figure (incident)`,
  `create index on {schema}.tally_figure (report_id)`,
  `create table {schema}.tally_span (
    incident text not null,
    measure text not null,
    group_id text not null,
    unit text not null,
    basis text not null,
    places text[] not null,
    period_from date,
    period_to date,
    overnight boolean not null,
    low float8,
    best float8,
    high float8,
    low_exclusive boolean not null,
    flags text[] not null,
    reports uuid[] not null,
    actors text[] not null,
    reliability text not null,
    credibility int not null,
    told_at timestamptz(3) not null,
    part_of uuid[] not null,
    known_from timestamptz(3) not null,
    known_to timestamptz(3) not null,
    check (known_from < known_to)
  )`,
  `create index on {schema}.tally_span (incident)`,
  `create index on {schema}.tally_span (measure, group_id, known_from)`,
];
