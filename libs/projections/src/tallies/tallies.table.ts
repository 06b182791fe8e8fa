import type { TallySpan } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import { restoredEvent, restoredFrom } from '../restored.columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
import type { StoredFigure, TouchedIncidents } from './tallies.facts.js';
import { asPart, figureColumns, type FigureRow, toFigure } from './tallies.rows.js';

/** Puts `figures` in the place of what is stored of these reports, as far as they are touched. */
export async function replaceFigures(
  tables: EditionTables,
  touched: TouchedReports,
  figures: readonly StoredFigure[],
): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".tally_figure f using ${touchedRows('f')}`, touchedColumns(touched));
  await insertFigures(tables, figures);
}

/** Stores figures of which none is stored. */
export async function insertFigures({ sql, schema }: EditionTables, figures: readonly StoredFigure[]): Promise<void> {
  await inSlices(figures, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_figure
         (event_id, ordinal, report_id, incident, figure, overnight, origin, actors, reliability, credibility,
          version_from, known_from, known_to, restored_event, restored_from)
       select event_id, ordinal, report_id, incident, figure, overnight, origin, actors::text[], reliability,
         credibility, version_from, known_from, known_to, restored_event, restored_from
       from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::boolean[], $7::text[], $8::text[],
         $9::text[], $10::int[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::uuid[],
         $15::timestamptz[])
         t (event_id, ordinal, report_id, incident, figure, overnight, origin, actors, reliability, credibility,
            version_from, known_from, known_to, restored_event, restored_from)`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ incident }) => incident,
        ({ figure }) => JSON.stringify(figure),
        ({ overnight }) => overnight,
        ({ origin }) => origin,
        ({ actors }) => arrayLiteral(actors.map(asPart)),
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ versionFromMs }) => timestamp(versionFromMs),
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
        restoredEvent,
        restoredFrom,
      ),
    );
  });
}

/** The stored figures of these reports, as far as they are touched. */
export async function figuresOfReports(
  { sql, schema }: EditionTables,
  touched: TouchedReports,
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow>(
    `select ${figureColumns} from "${schema}".tally_figure f, ${touchedRows('f')}`,
    touchedColumns(touched),
  );
  return rows.map(toFigure);
}

/**
 * The stored figures of these incidents that reach or follow a known time, each with when its report first gave it,
 * which may have been before.
 */
export async function figuresSince(
  { sql, schema }: EditionTables,
  incidents: TouchedIncidents,
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow & { readonly first_told: number }>(
    `select ${figureColumns}, ${asMs('first_told')} first_told
     from (
       select f.*, t.since, min(f.known_from) over (partition by f.incident, f.report_id, f.figure -> 'measure',
         f.figure -> 'group', f.figure -> 'unit', f.figure -> 'basis', case when f.figure ->> 'basis' <> 'incremental'
           then jsonb_build_array(f.figure -> 'place', f.figure -> 'amongPlaces', f.figure #> '{period,from}', f.figure #> '{period,to}') end
       ) first_told
       from unnest($1::text[], $2::timestamptz[]) t (incident, since)
       join "${schema}".tally_figure f on f.incident = t.incident
     ) told where known_to >= since`,
    columnsOf(
      [...incidents],
      ([incident]) => incident,
      ([, sinceMs]) => timestamp(sinceMs),
    ),
  );
  return rows.map((row) => ({ ...toFigure(row), firstToldMs: row.first_told }));
}

/** All stored figures of these incidents. */
export async function figuresOfIncidents(
  { sql, schema }: EditionTables,
  incidents: readonly string[],
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow>(
    `select ${figureColumns} from "${schema}".tally_figure where incident = any($1::text[])`,
    [incidents],
  );
  return rows.map(toFigure);
}

/** Spans of an incident from a known time on; one that begins before it tells where the stored one then ends. */
export interface SpansSince {
  readonly incident: string;
  readonly sinceMs: number;
  readonly spans: readonly TallySpan[];
}

/** Puts these spans in the place of what is stored of the incidents from those known times on. */
export async function replaceSpansSince(tables: EditionTables, incidents: readonly SpansSince[]): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(
    `delete from "${schema}".tally_span s using unnest($1::text[], $2::timestamptz[]) t (incident, since)
     where s.incident = t.incident and s.known_from >= t.since`,
    columnsOf(
      incidents,
      ({ incident }) => incident,
      ({ sinceMs }) => timestamp(sinceMs),
    ),
  );
  await endSpans(
    tables,
    incidents.flatMap(({ sinceMs, spans }) =>
      spans.filter(({ known }) => known.fromMs < sinceMs).map((span) => ({ ...span, sinceMs })),
    ),
  );
  await insertTallySpans(
    tables,
    incidents.flatMap(({ sinceMs, spans }) => spans.filter(({ known }) => known.fromMs >= sinceMs)),
  );
}

/** Lets the stored spans that stood just before a known time end where these do. */
async function endSpans(
  { sql, schema }: EditionTables,
  spans: readonly (TallySpan & { readonly sinceMs: number })[],
): Promise<void> {
  await inSlices(spans, async (slice) => {
    await sql.query(
      `update "${schema}".tally_span s set known_to = e.known_to
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
         $9::timestamptz[], $10::timestamptz[])
         e (incident, measure, group_id, unit, basis, places, period_from, period_to, since, known_to)
       where s.incident = e.incident and s.measure = e.measure and s.group_id = e.group_id and s.unit = e.unit
         and s.basis = e.basis and s.known_from < e.since and s.known_to >= e.since and s.known_to <> e.known_to
         and (s.basis = 'incremental' or (s.places = e.places::text[]
           and s.period_from is not distinct from e.period_from and s.period_to is not distinct from e.period_to))`,
      columnsOf(
        slice,
        ({ item }) => item.incident,
        ({ item }) => item.measure,
        ({ item }) => item.group,
        ({ item }) => item.unit,
        ({ item }) => item.basis,
        ({ item }) => arrayLiteral(item.places),
        ({ item }) => item.period.from ?? null,
        ({ item }) => item.period.to ?? null,
        ({ sinceMs }) => timestamp(sinceMs),
        ({ known }) => timestamp(known.toMs),
      ),
    );
  });
}

/** Stores spans of which none is stored. */
export async function insertTallySpans({ sql, schema }: EditionTables, spans: readonly TallySpan[]): Promise<void> {
  await inSlices(spans, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_span (incident, measure, group_id, unit, basis, places, period_from, period_to,
         overnight, low, best, high, low_exclusive, flags, reports, actors, reliability, credibility, told_at, part_of,
         parts, origin, known_from, known_to)
       select incident, measure, group_id, unit, basis, places::text[], period_from, period_to, overnight, low, best,
         high, low_exclusive, flags::text[], reports::uuid[], actors::text[], reliability, credibility, told_at,
         part_of::uuid[], parts, origin, known_from, known_to
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
         $9::boolean[], $10::float8[], $11::float8[], $12::float8[], $13::boolean[], $14::text[], $15::text[],
         $16::text[], $17::text[], $18::int[], $19::timestamptz[], $20::text[], $21::jsonb[], $22::text[],
         $23::timestamptz[], $24::timestamptz[])
         t (incident, measure, group_id, unit, basis, places, period_from, period_to, overnight, low, best, high,
            low_exclusive, flags, reports, actors, reliability, credibility, told_at, part_of, parts, origin,
            known_from, known_to)`,
      columnsOf(
        slice,
        ({ item }) => item.incident,
        ({ item }) => item.measure,
        ({ item }) => item.group,
        ({ item }) => item.unit,
        ({ item }) => item.basis,
        ({ item }) => arrayLiteral(item.places),
        ({ item }) => item.period.from ?? null,
        ({ item }) => item.period.to ?? null,
        ({ item }) => item.overnight,
        ({ item }) => item.low ?? null,
        ({ item }) => item.best ?? null,
        ({ item }) => item.high ?? null,
        ({ item }) => item.lowExclusive,
        ({ item }) => arrayLiteral(item.flags),
        ({ item }) => arrayLiteral(item.reports),
        ({ item }) => arrayLiteral(item.actors.map(asPart)),
        ({ item }) => item.grade.reliability,
        ({ item }) => item.grade.credibility,
        ({ item }) => timestamp(item.toldMs),
        ({ item }) => arrayLiteral(item.partOf),
        ({ item }) => (item.parts === undefined ? null : JSON.stringify(item.parts)),
        ({ item }) => item.origin ?? null,
        ({ known }) => timestamp(known.fromMs),
        ({ known }) => timestamp(known.toMs),
      ),
    );
  });
}
