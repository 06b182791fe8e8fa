import {
  anchorClaim,
  answerIdentity,
  beginning_of_time_ms,
  changesOf,
  type ControlHistory,
  controlHistory,
  GatheredEvidence,
  groupBy,
  HistoryBuilder,
  type KnownClaim,
  localDay,
  type ReportVersion,
  type SideOf,
  startOfDayMs,
  type TimeZone,
} from '#situation';
import type { LatePlace } from '../claims/claims.table.js';
import type { EditionTables } from '../../table/columns.js';
import { lockKeys, lockSides } from '../../table/locks.js';
import { compareRectangles, together } from '../../table/rectangles.js';
import type { WantedRows } from '../../table/rectangles.table.js';
import { loadSupports, writeSupports } from '../../table/supports.table.js';
import { since, type TouchedReports } from '../reports/touched-reports.js';
import { placesNaming, sidesFor } from './control-sides.table.js';
import { controlFacts, earliestWord, touchedPlaces } from './control.facts.js';
import { controlClaims, insertClaims, newestBoundaries, reanchorClaims, zonesOf } from './control.table.js';
import { type Growth, lastGains, standingClaims } from './control-frontier.table.js';
import { lastTurns } from './last-turns.js';
import { controlSupports, loadSpans, writeSpans } from './control-spans.table.js';

/** What has been registered anew: places, whose days may have changed zone, and actors, who may have changed sides. */
export interface Reregistered {
  readonly places: readonly string[];
  readonly actors: readonly string[];
}

/**
 * Brings who holds what up to date with all versions of touched reports, and with what has been registered anew.
 *
 * A place that learns only of later known times grows: its newest layer is resolved from where the new claims speak, on
 * what can still matter there. One that learns of an earlier known time is resolved from that time on, and only a place
 * whose days have moved, or one of whose actors may have changed sides, is resolved whole. All end in the same rows.
 */
export async function projectControl(
  tables: EditionTables,
  touchedOf: TouchedReports,
  versions: readonly ReportVersion[],
  registered: Reregistered,
): Promise<void> {
  const before = touchedOf.size === 0 ? [] : await controlClaims.ofReports(tables, touchedOf);
  const after = since(controlFacts(versions), touchedOf);
  const touched = touchedPlaces(before, after);
  if (touched.size + registered.places.length + registered.actors.length === 0) return;
  await lockSides(tables, registered.actors.length > 0 ? 'exclusive' : 'shared');
  const naming = await placesNaming(tables, registered.actors);
  const wholly = new Set([...registered.places, ...naming]);
  const placeIds = [...new Set([...touched.keys(), ...wholly])];
  if (placeIds.length === 0) return;
  await lockKeys(tables, 'place', placeIds);
  const zoneOf = await zonesOf(tables, placeIds);
  const boundaries = await newestBoundaries(tables, placeIds);
  const grows = (placeId: string): boolean =>
    !wholly.has(placeId) &&
    (touched.get(placeId) ?? beginning_of_time_ms) > (boundaries.get(placeId) ?? beginning_of_time_ms);
  const late = placeIds.filter((placeId) => !wholly.has(placeId) && !grows(placeId));
  const grown = await grow(tables, placeIds.filter(grows), {
    before,
    after,
    touched,
    zoneOf,
    reportIds: [...touchedOf.keys()],
  });
  if (before.length > 0) await controlClaims.delete(tables, touchedOf);
  await insertClaims(tables, after, await zonesOf(tables, [...new Set(after.map(({ claim }) => claim.place))]));
  const differing = groupBy([...before, ...after], ({ claim }) => claim.place);
  const resolved = await resolveLate(
    tables,
    late.map((placeId) => ({
      placeId,
      sinceMs: touched.get(placeId) ?? beginning_of_time_ms,
      changed: differing.get(placeId) ?? [],
    })),
    zoneOf,
  );
  const whole = await resolveWhole(tables, [...wholly], zoneOf);
  await store(tables, [...grown, ...resolved, ...whole]);
}

/** A place, what of it is stored, and what should be. */
interface Resolved extends WantedRows {
  /** What it is resolved from. */
  readonly claims: readonly KnownClaim[];
  readonly history: (standing: ControlHistory, sideOf: SideOf) => ControlHistory;
}

/** Resolves these places from the known time on at which something about them differs from what is stored. */
async function resolveLate(
  tables: EditionTables,
  places: readonly (LatePlace & { readonly changed: readonly KnownClaim[] })[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<readonly Resolved[]> {
  if (places.length === 0) return [];
  const byPlace = groupBy(await controlClaims.since(tables, places), ({ claim }) => claim.place);
  return places.map(({ placeId, sinceMs, changed }) => {
    const [claims, zone] = [byPlace.get(placeId) ?? [], zoneOf(placeId)];
    const history: Resolved['history'] = (standing, sideOf) =>
      controlHistory(claims, { zone, sideOf }, { sinceMs, standing, changed });
    return { placeId, knownSinceMs: sinceMs, claims, history };
  });
}

/** Resolves these places from all their claims, whose anchors may have moved. */
async function resolveWhole(
  tables: EditionTables,
  placeIds: readonly string[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<readonly Resolved[]> {
  if (placeIds.length === 0) return [];
  const all = await controlClaims.ofPlaces(tables, placeIds);
  await reanchorClaims(tables, all, zoneOf);
  const byPlace = groupBy(all, ({ claim }) => claim.place);
  return placeIds.map((placeId) => {
    const [claims, zone] = [byPlace.get(placeId) ?? [], zoneOf(placeId)];
    return { placeId, claims, history: (_standing, sideOf) => controlHistory(claims, { zone, sideOf }) };
  });
}

interface ClaimChanges {
  readonly before: readonly KnownClaim[];
  readonly after: readonly KnownClaim[];
  readonly touched: ReadonlyMap<string, number>;
  readonly zoneOf: (placeId: string) => TimeZone;
  readonly reportIds: readonly string[];
}

/** Grows these places by later known times, while the table still holds what stood before. */
async function grow(
  tables: EditionTables,
  placeIds: readonly string[],
  { before, after, touched, zoneOf, reportIds }: ClaimChanges,
): Promise<readonly Resolved[]> {
  if (placeIds.length === 0) return [];
  const changed = groupBy([...before, ...after], ({ claim }) => claim.place);
  const growths: readonly Growth[] = placeIds.map((placeId) => {
    const zone = zoneOf(placeId);
    const words = (changed.get(placeId) ?? []).map((claim) => earliestWord(anchorClaim(claim, zone), zone));
    return { placeId, zone, fromMs: Math.min(...words) };
  });
  const gains = await lastGains(tables, growths, reportIds);
  // A gain may be read back in time, further than anything that was seen.
  const isGain = ({ claim }: KnownClaim): boolean => claim.effect === 'gained';
  const withoutGain = growths.filter(
    ({ placeId }) => !gains.has(placeId) && !(changed.get(placeId) ?? []).some(isGain),
  );
  const turns = await lastTurns(tables, withoutGain, reportIds);
  const isSeenAlone = new Set(withoutGain.map(({ placeId }) => placeId));
  const places = growths.map(({ placeId, zone, fromMs }) => {
    const gainMs = gains.get(placeId);
    const openFromMs = gainMs === undefined && !isSeenAlone.has(placeId) ? beginning_of_time_ms : fromMs;
    const anchorage =
      gainMs === undefined
        ? turns.get(placeId)
        : { fromMs: startOfDayMs(localDay(gainMs, zone), zone), settledMs: gainMs };
    return { placeId, zone, openFromMs, ...(anchorage === undefined ? {} : { anchorage }) };
  });
  const standing = groupBy(await standingClaims(tables, places), ({ claim }) => claim.place);
  const added = groupBy(after, ({ claim }) => claim.place);
  return places.map(({ placeId, zone, openFromMs }) => {
    const [stood, come] = [standing.get(placeId) ?? [], added.get(placeId) ?? []];
    const anchor = (claim: KnownClaim) => anchorClaim(claim, zone);
    const sinceMs = touched.get(placeId) ?? beginning_of_time_ms;
    const history: Resolved['history'] = (rows, sideOf) => {
      const making = new HistoryBuilder(new GatheredEvidence({ zone, sideOf }, stood.map(anchor)), rows);
      for (const change of changesOf(come.map(anchor))) if (change.knownMs >= sinceMs) making.apply(change);
      return making.finish();
    };
    return { placeId, openFromMs, claims: [...stood, ...come], history };
  });
}

/** Writes the difference between what is stored and what should be. */
async function store(tables: EditionTables, places: readonly Resolved[]): Promise<void> {
  const answers = groupBy(await loadSpans(tables, places), ({ key }) => key);
  const supports = groupBy(await loadSupports(tables, controlSupports, places), ({ key }) => key);
  const sideOf = await sidesFor(
    tables,
    places.flatMap(({ claims }) => claims),
  );
  const changes = places.map(({ placeId, history }) => {
    const standing = { answers: answers.get(placeId) ?? [], supports: supports.get(placeId) ?? [] };
    const fresh = history(standing, sideOf);
    return {
      answers: compareRectangles(placeId, standing.answers, fresh.answers, answerIdentity),
      supports: compareRectangles(placeId, standing.supports, fresh.supports, (reportId) => reportId),
    };
  });
  await writeSpans(tables, together(changes.map((change) => change.answers)));
  await writeSupports(tables, controlSupports, together(changes.map((change) => change.supports)));
}
