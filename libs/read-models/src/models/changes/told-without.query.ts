import type { ConditionClaim, ControlClaim, KnownClaim, Report, Slice } from '#situation';
import { timestamp } from '../../table/columns.js';
import { conditionClaimsIn } from '../condition/condition.model.js';
import { controlClaimsIn } from '../control/control.table.js';
import type { EditionScope } from '../../table/paging.js';
import { readHistories } from '../reports/report-histories.js';
import { placesOfVersions } from '../reports/zones-of-days.query.js';
import { figuresIn, type StoredFigure } from '../tallies/figures-in.js';
import { zonesOf } from '../claims/zones.query.js';
import type { Told, ToldClaim } from '../claims/told-claims.query.js';

/** What the reports that some events are about said before these events, as known at one known time. */
export interface ToldWithout {
  /** The reports that the events are about. */
  readonly reportIds: readonly string[];
  readonly control: readonly ToldClaim<ControlClaim>[];
  readonly conditions: readonly ToldClaim<ConditionClaim>[];
  /** Those that had been told by then, withdrawn and corrected ones included. */
  readonly figures: readonly StoredFigure[];
  /** The places that the reports make claims about, and the incidents in which they count, with the events or without. */
  readonly places: { readonly control: readonly string[]; readonly conditions: readonly string[] };
  readonly incidents: readonly string[];
}

/** Of which events, in which slice of the log, as known when (milliseconds since 1970 UTC). */
export interface WithoutQuestion {
  readonly eventIds: readonly string[];
  readonly slice: Slice;
  readonly knownAtMs: number;
}

/** Makes the claims and figures of the reports that the events are about anew, as if the log did not have the events. */
export async function toldWithout(
  scope: EditionScope,
  { eventIds, slice, knownAtMs }: WithoutQuestion,
): Promise<ToldWithout> {
  const reportIds = await reportsAbout(scope, eventIds);
  const { versions, memberships } = await readHistories(scope, reportIds, slice, new Set(eventIds));
  const words = new Map(versions.map(({ eventId, report }) => [eventId, toldIn(report)]));
  const stood = <Claim>(claims: readonly KnownClaim<Claim>[]): readonly ToldClaim<Claim>[] =>
    claims.flatMap((known) => {
      const told = words.get(known.eventId);
      const stands = known.knownFromMs <= knownAtMs && knownAtMs < known.knownToMs;
      return stands && told !== undefined ? [{ ...known, ...told }] : [];
    });
  const control = stood(controlClaimsIn(versions));
  const conditions = stood(conditionClaimsIn(versions));
  const figures = figuresIn(versions, memberships, await zonesOf(scope, placesOfVersions(versions)));
  const byThen = figures.filter(({ knownFromMs }) => knownFromMs <= knownAtMs);
  const stored = await storedKeys(scope, reportIds, knownAtMs);
  const placesOf = (claims: readonly ToldClaim<{ readonly place: string }>[]) => claims.map(({ claim }) => claim.place);
  return {
    reportIds,
    control,
    conditions,
    figures: byThen,
    places: {
      control: [...new Set([...placesOf(control), ...stored.control])],
      conditions: [...new Set([...placesOf(conditions), ...stored.conditions])],
    },
    incidents: [...new Set([...byThen.map(({ incident }) => incident), ...stored.incidents])],
  };
}

async function reportsAbout({ sql, schema }: EditionScope, eventIds: readonly string[]): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select report_id id from "${schema}".report_event where event_id = any($1::uuid[]) and in_slice
     union select report_id from "${schema}".draft_event where event_id = any($1::uuid[])
     union select unnest(report_ids) from "${schema}".incident_link where event_id = any($1::uuid[]) and in_slice`,
    [eventIds],
  );
  return rows.map(({ id }) => id);
}

interface StoredKeys {
  readonly control: readonly string[];
  readonly conditions: readonly string[];
  readonly incidents: readonly string[];
}

async function storedKeys(
  { sql, schema }: EditionScope,
  reportIds: readonly string[],
  knownAtMs: number,
): Promise<StoredKeys> {
  const places = (table: string): string =>
    `array(select distinct place_id from "${schema}".${table}
       where report_id = any($1::uuid[]) and known_from <= $2 and known_to > $2)`;
  const [row] = await sql.query<StoredKeys>(
    `select ${places('control_claim')} control, ${places('condition_claim')} conditions,
       array(select distinct incident from "${schema}".tally_figure
         where report_id = any($1::uuid[]) and known_from <= $2) incidents`,
    [reportIds, timestamp(knownAtMs)],
  );
  return row ?? { control: [], conditions: [], incidents: [] };
}

const toldIn = ({ externalId, type, summary, source, actors, reportedAt }: Report): Told => ({
  externalId: externalId ?? null,
  type,
  summary,
  source,
  actors,
  reportedAt,
});
