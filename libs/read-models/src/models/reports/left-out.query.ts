import { type LeftOut, leftOutBy, namesVoices, type Slice, type Telling } from '#situation';
import { timestamp } from '../../table/columns.js';
import { registeredVoices } from '../gazetteer/actor-relations.query.js';
import type { EditionScope, ReportReference } from '../../table/paging.js';

/** What one name leaves out of an edition. */
export interface Matched extends Pick<LeftOut, 'kind' | 'name' | 'actors'> {
  /** The outlet or the voices, as printed, each once and sorted. */
  readonly voices: readonly string[];
  /** The reports of which a version stays out, in order of id. */
  readonly reports: readonly ReportReference[];
}

interface AttributedReport extends Telling, ReportReference {
  readonly eventId: string;
}

const reports_at_once = 2_000;

/**
 * What each name of a slice leaves out of the reports and corrections that are stored in the edition, by its registry. An
 * edition stores also what it leaves out. It reads all of them; none of them without such names.
 */
export async function leftOutOf(scope: EditionScope, slice: Slice): Promise<readonly Matched[]> {
  if (!namesVoices(slice)) return [];
  const counted = leftOutBy(slice, await registeredVoices(scope)).map((leftOut) => ({
    leftOut,
    voices: new Set<string>(),
    reports: new Map<string, ReportReference>(),
  }));
  for await (const { id, externalId, ...account } of attributedReports(scope, slice))
    for (const { leftOut, voices, reports } of counted) {
      const found = leftOut.voicesIn(account);
      if (found === undefined) continue;
      for (const voice of found) voices.add(voice);
      reports.set(id, { id, externalId });
    }
  return counted.map(({ leftOut: { kind, name, actors }, voices, reports }) => ({
    kind,
    name,
    actors,
    voices: [...voices].sort(),
    reports: [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}

async function* attributedReports(
  { sql, schema }: EditionScope,
  { knownUntilMs }: Slice,
): AsyncGenerator<AttributedReport> {
  for (let after: string | undefined; ;) {
    const page: readonly AttributedReport[] = await sql.query<AttributedReport>(
      `select event_id "eventId", report_id id, report ->> 'externalId' "externalId", report -> 'source' source,
         report -> 'actors' actors, report ->> 'reportedAt' "reportedAt"
       from "${schema}".report_event
       where report is not null and in_slice and ($1::uuid is null or event_id > $1)
         and ($2::timestamptz is null or reported_at <= $2)
       order by event_id limit ${reports_at_once}`,
      [after ?? null, knownUntilMs === undefined ? null : timestamp(knownUntilMs)],
    );
    yield* page;
    after = page.at(-1)?.eventId;
    if (page.length < reports_at_once) return;
  }
}
