import {
  anchorClaim,
  answerIdentity,
  beginning_of_time_ms,
  changesOf,
  type ControlHistory,
  controlHistory,
  GatheredEvidence,
  groupBy,
  HistoryInTheMaking,
  type KnownClaim,
  localDay,
  type ReportVersion,
  startOfDayMs,
  type TimeZone,
} from '#situation';
import type { EditionTables } from '../columns.js';
import { lockKeys } from '../locks.js';
import { compareRectangles, together } from '../rectangles.js';
import { controlFacts, earliestWord, touchedPlaces } from './control.facts.js';
import {
  claimsOfPlaces,
  claimsOfReports,
  claimsSince,
  deleteClaims,
  type Growth,
  insertClaims,
  lastGains,
  type LatePlace,
  newestBoundaries,
  reanchorClaims,
  standingClaims,
  zonesOf,
} from './control.table.js';
import { loadSpans, loadSupports, type WantedRows, writeSpans, writeSupports } from './control-spans.table.js';

/**
 * Brings who holds what up to date with these versions of reports, and with places registered anew, whose days may
 * have changed zone. `reportIds` names every report touched, also one that has no version left.
 *
 * A place that learns only of later known times grows: its newest layer is resolved from where the new claims speak, on
 * what can still matter there. One that learns of an earlier known time is resolved from that time on, and only a place
 * whose days have moved is resolved whole. All end in the same rows.
 */
export async function projectControl(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
  registeredPlaces: readonly string[],
): Promise<void> {
  const before = await claimsOfReports(tables, reportIds);
  const after = controlFacts(versions);
  const touched = touchedPlaces(before, after);
  const placeIds = [...new Set([...touched.keys(), ...registeredPlaces])];
  if (placeIds.length === 0) return;
  await lockKeys(tables, 'place', placeIds);
  const zoneOf = await zonesOf(tables, placeIds);
  const boundaries = await newestBoundaries(tables, placeIds);
  const grows = (placeId: string): boolean =>
    !registeredPlaces.includes(placeId) &&
    (touched.get(placeId) ?? beginning_of_time_ms) > (boundaries.get(placeId) ?? beginning_of_time_ms);
  const late = placeIds.filter((placeId) => !registeredPlaces.includes(placeId) && !grows(placeId));
  const grown = await grow(tables, placeIds.filter(grows), { before, after, touched, zoneOf, reportIds });
  await deleteClaims(tables, reportIds);
  await insertClaims(tables, after, await zonesOf(tables, [...new Set(after.map(({ claim }) => claim.place))]));
  const since = (placeId: string): number => touched.get(placeId) ?? beginning_of_time_ms;
  const resolved = await resolveLate(
    tables,
    late.map((placeId) => ({ placeId, sinceMs: since(placeId) })),
    zoneOf,
  );
  const whole = await resolveWhole(tables, registeredPlaces, zoneOf);
  await store(tables, [...grown, ...resolved, ...whole]);
}

/** A place, what of it is stored, and what should be. */
interface Resolved extends WantedRows {
  readonly history: (standing: ControlHistory) => ControlHistory;
}

/** Resolves these places from the known time on at which something about them differs from what is stored. */
async function resolveLate(
  tables: EditionTables,
  places: readonly LatePlace[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<readonly Resolved[]> {
  if (places.length === 0) return [];
  const claims = groupBy(await claimsSince(tables, places), ({ claim }) => claim.place);
  return places.map(({ placeId, sinceMs }) => ({
    ...{ placeId, knownSinceMs: sinceMs },
    history: (standing) => controlHistory(claims.get(placeId) ?? [], zoneOf(placeId), { sinceMs, standing }),
  }));
}

/** Resolves these places from all their claims, whose anchors may have moved. */
async function resolveWhole(
  tables: EditionTables,
  placeIds: readonly string[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<readonly Resolved[]> {
  if (placeIds.length === 0) return [];
  const claims = await claimsOfPlaces(tables, placeIds);
  await reanchorClaims(tables, claims, zoneOf);
  const byPlace = groupBy(claims, ({ claim }) => claim.place);
  return placeIds.map((placeId) => {
    const history = controlHistory(byPlace.get(placeId) ?? [], zoneOf(placeId));
    return { placeId, history: () => history };
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
  const places = growths.map(({ placeId, zone, fromMs }) => {
    const gainMs = gains.get(placeId);
    if (gainMs === undefined) return { placeId, zone, openFromMs: beginning_of_time_ms };
    const anchorage = { gainMs, gainDayMs: startOfDayMs(localDay(gainMs, zone), zone) };
    return { placeId, zone, openFromMs: fromMs, anchorage };
  });
  const standing = groupBy(await standingClaims(tables, places), ({ claim }) => claim.place);
  const added = groupBy(after, ({ claim }) => claim.place);
  return places.map(({ placeId, zone, openFromMs }) => ({
    ...{ placeId, openFromMs },
    history: (rows) => {
      const anchor = (claim: KnownClaim) => anchorClaim(claim, zone);
      const evidence = new GatheredEvidence(zone, (standing.get(placeId) ?? []).map(anchor));
      const making = new HistoryInTheMaking(evidence, rows);
      const sinceMs = touched.get(placeId) ?? beginning_of_time_ms;
      for (const change of changesOf((added.get(placeId) ?? []).map(anchor)))
        if (change.knownMs >= sinceMs) making.apply(change);
      return making.finish();
    },
  }));
}

/** Writes the difference between what is stored and what should be. */
async function store(tables: EditionTables, places: readonly Resolved[]): Promise<void> {
  const answers = groupBy(await loadSpans(tables, places), ({ key }) => key);
  const supports = groupBy(await loadSupports(tables, places), ({ key }) => key);
  const changes = places.map(({ placeId, history }) => {
    const standing = { answers: answers.get(placeId) ?? [], supports: supports.get(placeId) ?? [] };
    const fresh = history(standing);
    return {
      answers: compareRectangles(placeId, standing.answers, fresh.answers, answerIdentity),
      supports: compareRectangles(placeId, standing.supports, fresh.supports, (reportId) => reportId),
    };
  });
  await writeSpans(tables, together(changes.map((change) => change.answers)));
  await writeSupports(tables, together(changes.map((change) => change.supports)));
}
