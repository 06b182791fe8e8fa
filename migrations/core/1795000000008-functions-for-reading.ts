/** Something in the schema `sitrep` that people read. */
export interface ForReading {
  /** A view, or a function with the types of its arguments. */
  readonly name: string;
  readonly create: string;
  /** True for what only the others call. */
  readonly isInner?: true;
}

/** Names and the local day are looked for nowhere but where the server has them, whatever the caller's path is. */
const rights = `security definer set search_path = pg_catalog, pg_temp`;

/**
 * Who reads by SQL is cleared as Sitrep wrote down, whatever the session says: that is set for the query, and put back after it. A
 * function that declares settings of ours could be made by a superuser alone.
 */
const names = `array['sitrep.clearance', 'sitrep.reads_places', 'sitrep.reads_outlets']`;
const before = `session text[] := array(select coalesce(current_setting(s.name, true), '') from unnest(${names}) s (name));`;
const set = (values: string): string =>
  `perform set_config(s.name, coalesce(s.value, ''), true) from unnest(${names}, ${values}) s (name, value);`;
const clear = set(`array[(select q.sql_clearance from sitrep.sensitivity_rule q), '', '']`);
const putBack = set('session');

/** The ids of reports that are withheld, and the places and incidents as they are shown. */
const withheld = `(select sitrep.withheld_reports(%1$L))`;
const rule = `cross join sitrep.sensitivity_rule g`;
const versions = `(select * from %1$I.report_version w where w.report_id not in ${withheld})`;
const places = `%1$I.place_shown`;

/** The first and the last day of the period around a day, as the rule `g` widens it. */
const firstDay = (day: string): string => `date_trunc(g.time_unit, ${day}::timestamp)::date`;
const lastDay = (day: string): string =>
  `(date_trunc(g.time_unit, ${day}::timestamp) + ('1 ' || g.time_unit)::interval - interval '1 day')::date`;

interface ReadingFunction {
  readonly name: string;
  /** `place text, status text`: the columns of a row. */
  readonly columns: string;
  /** Its arguments, as they are declared and as types. */
  readonly declared: string;
  readonly types: string;
  /** The query; `%1$I` stands for the schema of the live edition, `$1` for the first argument. */
  readonly query: string;
  /** What `using` passes on. */
  readonly using: string;
  readonly isInner?: true;
}

function reading({ name, columns, declared, types, query, using, isInner }: ReadingFunction): ForReading {
  const signature = `${name}(${types})`;
  return {
    name: signature,
    create: `
      create or replace function sitrep.${name}(${declared}) returns table (${columns}) language plpgsql stable ${rights} as $body$
      declare ${before}
      begin
        ${clear}
        return query execute format($query$ ${query} $query$, sitrep.live_schema()) using ${using};
        ${putBack}
      end $body$;
      revoke all on function sitrep.${signature} from public`,
    ...(isInner === true ? { isInner } : {}),
  };
}

const liveSchema: ForReading = {
  name: 'live_schema()',
  isInner: true,
  create: `
    create or replace function sitrep.live_schema() returns text language plpgsql stable ${rights} as $body$
    declare found text;
    begin
      select schema_name into found from sitrep.edition where name = 'live';
      if found is null then raise exception 'There is no live edition yet: start Sitrep first'; end if;
      return found;
    end $body$;
    revoke all on function sitrep.live_schema() from public`,
};

/** The moment that is meant at the place `p`: an instant, or the last millisecond of a local day. */
const validAt = `coalesce($1, ($2 + 1)::timestamp at time zone p.time_zone - interval '1 millisecond')`;
const moments = {
  declared: 'valid timestamptz, day date, known timestamptz',
  types: 'timestamptz, date, timestamptz',
  using: 'valid, day, least(known, now())',
  isInner: true as const,
};

const holding = (span: string, known: string): string =>
  `${span}.known_from <= ${known} and ${span}.known_to > ${known}`;

/** What the ids of a list are called; an id that is not registered stands for itself. */
const named = (ids: string, table: 'actor' | 'place'): string =>
  `array(select coalesce(n.name, i.id) from unnest(${ids}) with ordinality i (id, nth)
     left join %1$I.${table} n on n.id = i.id order by nth)`;

/** The day of the last evidence, widened where a report among these supports is withheld. */
const lastEvidence = (day: string, supports: string): string =>
  `case when ${day} is not null and exists (${supports} and r.report_id in ${withheld}) then ${firstDay(day)} else ${day} end`;

const finite = (moment: string): string => `case when isfinite(${moment}) then ${moment} end`;

const controlColumns =
  'place text, place_name text, kind text, parent text, longitude float8, latitude float8, status text, holders text[], ' +
  'holders_name text[], conditions text[], extent text, transition_from text[], transition_to text[], stale boolean, ' +
  'confidence text, last_evidence date, valid_from timestamptz, valid_to timestamptz, reports uuid[]';

const supportsAt = (table: string): string =>
  `select from %1$I.${table} r where r.place_id = p.id and r.valid_from <= m.at and r.valid_to > m.at and ${holding('r', '$3')}`;
const controlSupports = supportsAt('control_support');

const controlRows = reading({
  ...moments,
  name: 'control_rows',
  columns: controlColumns,
  query: `
    select p.id, p.name, p.kind, p.parent, p.lon, p.lat, coalesce(s.status, 'unknown'), coalesce(s.holders, '{}'),
      ${named('s.holders', 'actor')}, coalesce(s.conditions, '{}'), s.extent, s.changing_from, s.changing_to,
      coalesce(s.stale, false), s.confidence, ${lastEvidence('s.last_evidence', controlSupports)},
      ${finite('s.valid_from')}::timestamptz, ${finite('s.valid_to')}::timestamptz,
      array(select r.report_id from %1$I.control_support r
        join ${versions} v on v.report_id = r.report_id and ${holding('v', '$3')}
        where r.place_id = p.id and r.valid_from <= m.at and r.valid_to > m.at and ${holding('r', '$3')}
        order by v.external_id, r.report_id)
    from ${places} p ${rule} cross join lateral (select ${validAt} at) m
    left join lateral (select * from %1$I.control_span c
      where c.place_id = p.id and c.valid_from <= m.at and c.valid_to > m.at and ${holding('c', '$3')}) s on true
    order by p.id`,
});

const historyRows = reading({
  name: 'control_history',
  columns:
    'place text, place_name text, kind text, longitude float8, latitude float8, valid_from timestamptz, valid_to timestamptz, ' +
    'status text, holders text[], holders_name text[], conditions text[], extent text, stale boolean, confidence text, ' +
    'last_evidence date',
  declared: 'known timestamptz default now()',
  types: 'timestamptz',
  using: 'least(known, now())',
  query: `
    select s.place_id, coalesce(p.name, s.place_id), p.kind, p.lon, p.lat, ${finite('s.valid_from')}::timestamptz,
      ${finite('s.valid_to')}::timestamptz, s.status, s.holders, ${named('s.holders', 'actor')}, s.conditions, s.extent,
      s.stale, s.confidence, ${lastEvidence(
        's.last_evidence',
        `select from %1$I.control_support r where r.place_id = s.place_id and r.valid_from < s.valid_to
          and r.valid_to > s.valid_from and ${holding('r', '$1')}`,
      )}
    from %1$I.control_span s ${rule} left join ${places} p on p.id = s.place_id
    where ${holding('s', '$1')} order by s.place_id, s.valid_from`,
});

/** Which kinds of places have which axis: a country has no condition. */
const kindsOf = `case s.axis
  when 'integrity' then p.kind in
    ('city', 'district', 'village', 'building', 'site', 'position', 'base', 'road', 'bridge')
  else p.kind in ('road', 'bridge', 'river', 'border') end`;

const conditionColumns =
  'place text, place_name text, kind text, parent text, longitude float8, latitude float8, axis text, state text, ' +
  'states text[], inferred boolean, closed_to text[], closed_by text[], confidence text, last_evidence date, ' +
  'valid_from timestamptz, valid_to timestamptz, reports uuid[]';

const conditionRows = reading({
  ...moments,
  name: 'condition_rows',
  columns: conditionColumns,
  query: `
    select p.id, p.name, p.kind, p.parent, p.lon, p.lat, s.axis, s.state, s.states, s.rule = 'inferred_open', s.closed_to,
      s.closed_by, s.confidence, ${lastEvidence('s.last_evidence', `${supportsAt('condition_support')} and r.axis = s.axis`)},
      ${finite('s.valid_from')}::timestamptz, ${finite('s.valid_to')}::timestamptz,
      array(select r.report_id from %1$I.condition_support r
        join ${versions} v on v.report_id = r.report_id and ${holding('v', '$3')}
        where r.place_id = p.id and r.axis = s.axis and r.valid_from <= m.at and r.valid_to > m.at
          and ${holding('r', '$3')} order by v.external_id, r.report_id)
    from ${places} p ${rule} cross join lateral (select ${validAt} at) m
    join %1$I.condition_span s on s.place_id = p.id and s.valid_from <= m.at and s.valid_to > m.at and ${holding('s', '$3')}
    where ${kindsOf} order by p.id, s.axis`,
});

/** The same rows under two names: at an instant, and at the end of a local day. */
const atAndOn = (name: string, rows: ForReading, columns: string): readonly ForReading[] => {
  const inner = rows.name.split('(')[0];
  const outer = (suffix: string, argument: string, type: string, passed: string): ForReading => ({
    name: `${name}_${suffix}(${type}, timestamptz)`,
    create: `
      create or replace function sitrep.${name}_${suffix}(${argument} ${type}, known timestamptz default now())
      returns table (${columns}) language sql stable ${rights}
      as $body$ select * from sitrep.${inner}(${passed}, known) $body$;
      revoke all on function sitrep.${name}_${suffix}(${type}, timestamptz) from public`,
  });
  return [outer('at', 'valid', 'timestamptz', 'valid, null'), outer('on', 'day', 'date', 'null, day')];
};

const talliesAt = reading({
  name: 'tallies_at',
  columns:
    'incident text, measure text, group_id text, group_name text, unit text, basis text, places text[], period_from date, ' +
    'period_to date, low float8, best float8, high float8, low_exclusive boolean, flags text[], actors text[], ' +
    'reliability text, credibility int, told_at timestamptz, reports uuid[]',
  declared: 'known timestamptz default now()',
  types: 'timestamptz',
  using: 'least(known, now())',
  // What withheld reports alone count is shown as coarse as an explanation of it: without place, number or author.
  query: `
    select case when not (w.alone and s.incident like 'report:%%') then regexp_replace(s.incident, '^(incident|report):', '') end,
      s.measure, s.group_id, coalesce(a.name, s.group_id), s.unit, s.basis, case when w.alone then '{}' else s.places end,
      case when w.alone then ${firstDay('s.period_from')} else s.period_from end,
      case when w.alone then ${lastDay('s.period_to')} else s.period_to end,
      case when not w.alone then s.low end, case when not w.alone then s.best end, case when not w.alone then s.high end,
      s.low_exclusive, s.flags,
      case when w.alone then '{}' else array(select distinct i from unnest(s.actors || o.parts) i order by i) end,
      s.reliability, s.credibility, case when not w.alone then s.told_at::timestamptz end, f.ids
    from %1$I.tally_span_shown s ${rule} left join %1$I.actor a on a.id = s.group_id
    cross join lateral (select array(select distinct f.report_id from %1$I.tally_figure f
      where f.incident = s.incident and f.item = s.item and ${holding('f', '$1')} and f.report_id not in ${withheld}
      order by f.report_id) ids) f
    cross join lateral (select f.ids = '{}' alone) w
    left join (select 'incident:' || t.incident incident, array_agg(distinct i.role || ':' || i.actor) parts
      from %1$I.incident_stay t join ${versions} v on v.report_id = t.report_id and ${holding('v', '$1')} and ${holding('t', '$1')}
      join %1$I.report_event e on e.event_id = v.said_by
      cross join lateral jsonb_to_recordset(e.report -> 'actors') i (role text, actor text)
      group by t.incident) o on o.incident = s.incident
    where ${holding('s', '$1')}`,
});

const reportsAt = reading({
  name: 'reports_at',
  columns:
    'id uuid, external_id text, version int, type text, outlet text, source_chain text[], summary text, occurred_from date, ' +
    'occurred_to date, reported_at timestamptz, known_from timestamptz, known_to timestamptz, places text[], ' +
    'places_name text[], actors text[], incident text, reliability text, credibility int, longitude float8, latitude float8',
  declared: 'known timestamptz default now()',
  types: 'timestamptz',
  using: 'least(known, now())',
  query: `
    select v.report_id, v.external_id, v.version, v.development_type, v.outlet,
      array(select jsonb_array_elements_text(coalesce(e.report #> '{source,chain}', '[]'))), e.report ->> 'summary',
      v.occurred_from, v.occurred_to, (e.report ->> 'reportedAt')::timestamptz, v.known_from::timestamptz,
      ${finite('v.known_to')}::timestamptz, w.places, ${named('w.places', 'place')}, v.actors,
      v.incident_key, v.grade ->> 'reliability', (v.grade ->> 'credibility')::int, p.lon, p.lat
    from ${versions} v join %1$I.report_event e on e.event_id = v.said_by
    cross join lateral (select array(select jsonb_array_elements_text(e.report -> 'places')) places) w
    left join ${places} p on p.id = w.places[1]
    where ${holding('v', '$1')}`,
});

const placeRows = reading({
  name: 'place_rows',
  columns:
    'id text, name text, aliases text[], pcode text, kind text, parent text, longitude float8, latitude float8, ' +
    'precision_km float8, time_zone text, connects text[], note text, registered_at timestamptz',
  declared: '',
  types: '',
  using: '0',
  query: `
    select p.id, p.name, p.aliases,
      (select n ->> 'name' from jsonb_array_elements(coalesce(p.names, '[]')) n where n ->> 'language' like '%%-x-pcode' limit 1),
      p.kind, p.parent, p.lon, p.lat, p.precision_km, p.time_zone, p.connects, p.note, p.registered_at::timestamptz
    from ${places} p where $1 = 0`,
});

const actorRows = reading({
  name: 'actor_rows',
  columns:
    'id text, name text, aliases text[], kind text, parents jsonb, allied_with jsonb, opposes jsonb, note text, ' +
    'registered_at timestamptz',
  declared: '',
  types: '',
  using: '0',
  query: `
    select a.id, a.name, a.aliases, a.kind, a.parents, a.allied_with, a.opposes, a.note, a.registered_at::timestamptz
    from %1$I.actor a where $1 = 0`,
});

/** In the order in which they are made. */
export const functionsForReading: readonly ForReading[] = [
  liveSchema,
  controlRows,
  ...atAndOn('control', controlRows, controlColumns),
  historyRows,
  conditionRows,
  ...atAndOn('conditions', conditionRows, conditionColumns),
  talliesAt,
  reportsAt,
  placeRows,
  actorRows,
];

const view = (name: string, from: string): ForReading => ({
  name,
  create: `create or replace view sitrep.${name} as select * from sitrep.${from}`,
});

/** As known now. A view calls its functions with the rights of whoever reads it. */
export const viewsForReading: readonly ForReading[] = [
  view('tallies', 'tallies_at(now())'),
  view('reports', 'reports_at(now())'),
  view('places', 'place_rows()'),
  view('actors', 'actor_rows()'),
];
