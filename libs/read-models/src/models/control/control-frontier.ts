import {
  addDays,
  type AnchoredClaim,
  anchorClaim,
  beginning_of_time_ms,
  end_of_time_ms,
  groupBy,
  type KnownClaim,
  localDay,
  startOfDayMs,
  type Stretch,
  type TimeZone,
} from '#situation';
import type { Frontier, Learning } from '../../drive/read-model.js';
import type { EditionTables } from '../../table/columns.js';
import {
  type Anchorage,
  type Bearing,
  bearingClaims,
  type Ground,
  groundOf,
  type Growth,
} from './control-frontier.table.js';
import { lastTurns } from './last-turns.js';

/**
 * For each place about which it can be found: where its answers change, and which claims can still matter there. Those are what
 * speaks since the last gain before the claims that come or go, or since the last turn of sightings, and before the next gain
 * after them that settles who holds the place, or was known before that gain. A place that learns of an earlier known time than
 * its newest needs such a gain.
 */
export async function frontiersOfPlaces(
  tables: EditionTables,
  { touched, changed, touchedReports, zoneOf }: Learning<KnownClaim>,
): Promise<ReadonlyMap<string, Frontier<KnownClaim>>> {
  const growths = [...touched].map(([placeId, sinceMs]): Growth => {
    const zone = zoneOf(placeId);
    return { placeId, zone, sinceMs, ...spokenOf(changed.get(placeId) ?? [], zone) };
  });
  const grounds = await groundOf(tables, growths, touchedReports);
  const found = new Map<string, Frontier<KnownClaim>>();
  for (const { placeId } of growths)
    if (!grounds.has(placeId)) found.set(placeId, { openFromMs: beginning_of_time_ms, standing: [], isNew: true });
  const known = growths.filter(({ placeId }) => grounds.has(placeId));
  const isLate = ({ placeId, sinceMs }: Growth): boolean => sinceMs <= (grounds.get(placeId)?.newestMs ?? sinceMs);
  const hasGain = ({ placeId }: { placeId: string }): boolean => grounds.get(placeId)?.beforeMs !== undefined;
  // A gain may be read back in time, further than anything that was seen.
  const isGain = ({ claim }: KnownClaim): boolean => claim.effect === 'gained';
  const seenAlone = known.filter(
    (growth) => !hasGain(growth) && !isLate(growth) && !(changed.get(growth.placeId) ?? []).some(isGain),
  );
  const turns = await lastTurns(tables, seenAlone, [...touchedReports.keys()]);
  const bearings = known.flatMap((growth) => {
    const bearing = bearingOf(growth, grounds.get(growth.placeId), turns.get(growth.placeId));
    return bearing.bounds === undefined && isLate(growth) ? [] : [bearing];
  });
  const standing = groupBy(await bearingClaims(tables, bearings, touchedReports), ({ claim }) => claim.place);
  const closedBefore = new Map(
    [...known.filter(hasGain), ...seenAlone].map(({ placeId, fromMs }) => [placeId, fromMs]),
  );
  for (const { placeId, bounds } of bearings)
    found.set(placeId, {
      openFromMs: closedBefore.get(placeId) ?? beginning_of_time_ms,
      ...(bounds === undefined ? {} : { bounds }),
      standing: standing.get(placeId) ?? [],
    });
  return found;
}

/** Which claims about a place bear on what it learns. */
function bearingOf(
  { placeId, zone, sinceMs, fromMs }: Growth,
  ground: Ground | undefined,
  turn: Anchorage | undefined,
): Bearing {
  const { beforeMs, after } = ground ?? {};
  if (beforeMs === undefined) return { placeId, sinceMs, ...(turn === undefined ? {} : { anchorage: turn }) };
  const anchorage = { fromMs: startOfDayMs(localDay(beforeMs, zone), zone), settledMs: beforeMs };
  if (after === undefined) return { placeId, sinceMs, anchorage };
  const bounds = { fromMs, toMs: nextDayMs(after.atMs, zone), closedMs: after.knownFromMs };
  return { placeId, sinceMs, anchorage, bounds };
}

const nextDayMs = (ms: number, zone: TimeZone): number => startOfDayMs(addDays(localDay(ms, zone), 1), zone);

/** The valid time that claims speak about, up to the end of the last local day; to the end of time where one tells of no end. */
function spokenOf(claims: readonly KnownClaim[], zone: TimeZone): Stretch {
  const anchored = claims.map((claim) => anchorClaim(claim, zone));
  const lastMs = Math.max(...anchored.map(latestWord));
  return {
    fromMs: Math.min(...anchored.map((claim) => earliestWord(claim, zone))),
    toMs: Number.isFinite(lastMs) ? nextDayMs(lastMs, zone) : end_of_time_ms,
  };
}

/** The last valid time that a claim speaks about before something else settles the place. */
function latestWord({ claim, effectiveMs, windowToMs, endableFromMs }: AnchoredClaim): number {
  if (claim.effect !== 'contested') return effectiveMs;
  const endMs = windowToMs === end_of_time_ms ? endableFromMs : windowToMs;
  return Number.isFinite(endMs) ? endMs : end_of_time_ms;
}

/** The first valid time that a claim speaks about, whatever else is known; a gain's goes back to the start of its day. */
function earliestWord(
  { claim, windowFromMs, effectiveMs, effectiveDay, sinceMs }: AnchoredClaim,
  zone: TimeZone,
): number {
  if (claim.effect === 'contested') return windowFromMs;
  if (claim.effect === 'observed') return Math.min(sinceMs, effectiveMs);
  return effectiveDay === undefined ? effectiveMs : startOfDayMs(effectiveDay, zone);
}
