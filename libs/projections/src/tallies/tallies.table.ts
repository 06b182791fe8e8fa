import type { Figure, KnownFigure, TallySpan } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import type { StoredFigure } from './tallies.facts.js';

interface FigureRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly incident: string;
  readonly figure: Figure;
  readonly overnight: boolean;
  readonly reliability: KnownFigure['grade']['reliability'];
  readonly credibility: KnownFigure['grade']['credibility'];
  readonly version_from: number;
  readonly known_from: number;
  readonly known_to: number;
}

/** Puts `figures` in the place of whatever is stored of these reports. */
export async function replaceFigures(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
  figures: readonly StoredFigure[],
): Promise<void> {
  await sql.query(`delete from "${schema}".tally_figure where report_id = any($1::uuid[])`, [reportIds]);
  await inSlices(figures, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_figure
         (event_id, ordinal, report_id, incident, figure, overnight, reliability, credibility, version_from, known_from,
          known_to)
       select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::boolean[], $7::text[],
         $8::int[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[])`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ incident }) => incident,
        ({ figure }) => JSON.stringify(figure),
        ({ overnight }) => overnight,
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ versionFromMs }) => timestamp(versionFromMs),
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
      ),
    );
  });
}

/** The incidents that these reports have figures in, as stored. */
export async function incidentsOfReports(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.query<{ incident: string }>(
    `select distinct incident from "${schema}".tally_figure where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(({ incident }) => incident);
}

/** All stored figures of these incidents. */
export async function figuresOfIncidents(
  { sql, schema }: EditionTables,
  incidents: readonly string[],
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow>(
    `select event_id, ordinal, report_id, incident, figure, overnight, reliability, credibility,
       ${asMs('version_from')} version_from, ${asMs('known_from')} known_from, ${asMs('known_to')} known_to
     from "${schema}".tally_figure where incident = any($1::text[])`,
    [incidents],
  );
  return rows.map((row) => ({
    ...{ figure: row.figure, ordinal: row.ordinal, incident: row.incident, overnight: row.overnight },
    ...{ reportId: row.report_id, eventId: row.event_id },
    grade: { reliability: row.reliability, credibility: row.credibility },
    ...{ versionFromMs: row.version_from, knownFromMs: row.known_from, knownToMs: row.known_to },
  }));
}

/** Puts `spans` in the place of whatever is stored of these incidents. */
export async function replaceSpans(
  { sql, schema }: EditionTables,
  incidents: readonly string[],
  spans: readonly TallySpan[],
): Promise<void> {
  await sql.query(`delete from "${schema}".tally_span where incident = any($1::text[])`, [incidents]);
  await inSlices(spans, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_span (incident, measure, group_id, unit, basis, places, period_from, period_to,
         overnight, low, best, high, low_exclusive, flags, reports, part_of, known_from, known_to)
       select incident, measure, group_id, unit, basis, places::text[], period_from, period_to, overnight, low, best,
         high, low_exclusive, flags::text[], reports::uuid[], part_of::uuid[], known_from, known_to
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
         $9::boolean[], $10::float8[], $11::float8[], $12::float8[], $13::boolean[], $14::text[], $15::text[],
         $16::text[], $17::timestamptz[], $18::timestamptz[])
         t (incident, measure, group_id, unit, basis, places, period_from, period_to, overnight, low, best, high,
            low_exclusive, flags, reports, part_of, known_from, known_to)`,
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
        ({ item }) => arrayLiteral(item.partOf),
        ({ known }) => timestamp(known.fromMs),
        ({ known }) => timestamp(known.toMs),
      ),
    );
  });
}
