import { addDays, type Day, type DevelopmentType, type Grade, type Report } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import { type Told, sourcedColumns, type SourcedRow, toSourced } from '../claims/told-claims.query.js';

/** A report as it reads at one known time: what it tells of, and where it comes from. */
export interface SourcedReport extends Told, Pick<Report, 'occurred' | 'control'> {
  readonly reportId: string;
  readonly grade: Grade;
  readonly knownFromMs: number;
}

/** Reports of these types that name a place, or claim something of it, and began after one day and by another. */
export interface NamingQuestion {
  readonly place: string;
  readonly types: readonly DevelopmentType[];
  readonly knownAtMs: number;
  readonly after?: Day | undefined;
  readonly until: Day;
}

/**
 * Returns the reports known then and not withdrawn then, by when they began. Days of other zones lie up to a day apart:
 * reports of the day on either side are among them.
 */
export async function reportsNaming(
  scope: EditionScope,
  { place, types, knownAtMs, after, until }: NamingQuestion,
): Promise<readonly SourcedReport[]> {
  const { schema } = scope;
  const rows = await askAbout<NamingRow>(
    scope,
    1,
    `select v.report_id, e.report -> 'occurred' occurred, e.report -> 'control' control,
       ${asMs('v.known_from')} known_from, ${sourcedColumns}
     from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     where v.places @> array[$1] and v.development_type = any($2::text[]) and v.known_from <= $3 and v.known_to > $3
       and v.occurred_from between $4::date and $5::date
     order by v.occurred_from, v.external_id, v.report_id`,
    [place, types, timestamp(knownAtMs), after ?? '-infinity', addDays(until, 1)],
  );
  return rows.map((row) => ({
    reportId: row.report_id,
    occurred: row.occurred,
    control: row.control,
    grade: row.grade,
    knownFromMs: row.known_from,
    ...toSourced(row),
  }));
}

interface NamingRow extends SourcedRow {
  readonly report_id: string;
  readonly occurred: Report['occurred'];
  readonly control: Report['control'];
  readonly known_from: number;
}
