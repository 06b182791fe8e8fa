import {
  addDays,
  type AnchoredClaim,
  anchorClaim,
  beginning_of_time_ms,
  end_of_time_ms,
  gainFromMs,
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
import { keptOf, whereKeptSuffices } from './kept-control.js';
import { lastTurns } from './last-turns.js';

/**
 * For each place about which it can be found: where its answers change, and which claims can still matter there. Those are what
 * speaks since the last gain before the claims that come or go, or since the last turn of sightings, and before the next gain
 * after them that settles who holds the place, or was known before that gain. A place that learns of an earlier known time than
 * its newest needs such a gain.
 */
export async function frontiersOfPlaces(
  tables: EditionTables,
  learning: Learning<KnownClaim>,
): Promise<ReadonlyMap<string, Frontier<KnownClaim>>> {
  const { touched, changed, touchedReports, zoneOf } = learning;
  const growths = [...touched].map(([placeId, sinceMs]): Growth => {
    const zone = zoneOf(placeId);
    return { placeId, zone, sinceMs, ...spokenOf(changed.get(placeId) ?? [], zone) };
  });
  const grounds = await groundOf(tables, growths, touchedReports);
  const found = new Map<string, Frontier<KnownClaim>>();
  for (const { placeId } of growths)
    if (!grounds.has(placeId)) found.set(placeId, { openFromMs: beginning_of_time_ms, standing: [], isNew: true });
  const inOrder = growths.filter(({ placeId, sinceMs }) => sinceMs > (grounds.get(placeId)?.newestMs ?? sinceMs));
  for (const [placeId, one] of await whereKeptSuffices(tables, inOrder, grounds, learning)) found.set(placeId, one);
  const others = growths.filter(({ placeId }) => !found.has(placeId));
  return new Map([...found, ...(await frontiersByBearing(tables, others, grounds, learning))]);
}

/** The frontiers of places of which all claims are read that can still matter. */
async function frontiersByBearing(
  tables: EditionTables,
  growths: readonly Growth[],
  grounds: ReadonlyMap<string, Ground>,
  { changed, touchedReports }: Learning<KnownClaim>,
): Promise<ReadonlyMap<string, Frontier<KnownClaim>>> {
  const isLate = ({ placeId, sinceMs }: Growth): boolean => sinceMs <= (grounds.get(placeId)?.newestMs ?? sinceMs);
  const hasGain = ({ placeId }: Growth): boolean => grounds.get(placeId)?.before !== undefined;
  // A gain may be read back in time, further than anything that was seen, and not over what is seen before it.
  const isGain = ({ claim }: KnownClaim): boolean => claim.effect === 'gained';
  const seenAlone = growths.filter(
    (growth) =>
      grounds.get(growth.placeId)?.isGained !== true &&
      !isLate(growth) &&
      !(changed.get(growth.placeId) ?? []).some(isGain),
  );
  const turns = await lastTurns(tables, seenAlone, [...touchedReports.keys()]);
  const bearings = growths.flatMap((growth) => {
    const bearing = bearingOf(growth, grounds.get(growth.placeId), turns.get(growth.placeId));
    return bearing.bounds === undefined && isLate(growth) ? [] : [bearing];
  });
  const standing = groupBy(await bearingClaims(tables, bearings, touchedReports), ({ claim }) => claim.place);
  const closedBefore = new Map(
    [...growths.filter(hasGain), ...seenAlone].map(({ placeId, fromMs }) => [placeId, fromMs]),
  );
  return new Map(
    bearings.map(({ placeId, bounds }) => [
      placeId,
      {
        openFromMs: closedBefore.get(placeId) ?? beginning_of_time_ms,
        standing: standing.get(placeId) ?? [],
        ...(bounds === undefined ? {} : { bounds }),
        ...keptOf(placeId, grounds.get(placeId)),
      },
    ]),
  );
}

/** Which claims about a place bear on what it learns. */
function bearingOf(
  { placeId, zone, sinceMs, fromMs }: Growth,
  ground: Ground | undefined,
  turn: Anchorage | undefined,
): Bearing {
  const { before, after } = ground ?? {};
  if (before === undefined) return { placeId, sinceMs, ...(turn === undefined ? {} : { anchorage: turn }) };
  const anchorage = { fromMs: startOfDayMs(localDay(before.beginMs, zone), zone), settledMs: before.effectiveMs };
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

/** The first valid time that a claim speaks about, whatever else is known; a gain's goes back to the start of its first day. */
function earliestWord(known: AnchoredClaim, zone: TimeZone): number {
  const { claim, windowFromMs, effectiveMs, sinceMs } = known;
  if (claim.effect === 'contested') return windowFromMs;
  return claim.effect === 'observed' ? Math.min(sinceMs, effectiveMs) : gainFromMs(known, zone);
}
