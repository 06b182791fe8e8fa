import {
  type AnchoredClaim,
  anchorClaim,
  beginning_of_time_ms,
  end_of_time_ms,
  gainFromMs,
  groupBy,
  type KnownClaim,
  localDay,
  startOfDayMs,
  type TimeZone,
} from '#situation';
import type { Frontier, Learning } from '../../drive/read-model.js';
import type { EditionTables } from '../../table/columns.js';
import { type Growth, lastGains, newestBoundaries, standingClaims } from './control-frontier.table.js';
import { lastTurns } from './last-turns.js';

/**
 * For each place that learns only of later known times: from where on its newest layer changes, and which claims can still
 * matter there. Those are what stands since the last gain before the new claims speak, or since the last turn of sightings.
 */
export async function frontiersOfPlaces(
  tables: EditionTables,
  { touched, changed, reportIds, zoneOf }: Learning<KnownClaim>,
): Promise<ReadonlyMap<string, Frontier<KnownClaim>>> {
  const boundaries = await newestBoundaries(tables, [...touched.keys()]);
  const found = new Map<string, Frontier<KnownClaim>>();
  for (const placeId of touched.keys())
    if (!boundaries.has(placeId)) found.set(placeId, { openFromMs: beginning_of_time_ms, standing: [], isNew: true });
  const growing = [...touched].filter(
    ([placeId, sinceMs]) => sinceMs > (boundaries.get(placeId)?.newestMs ?? end_of_time_ms),
  );
  if (growing.length === 0) return found;
  const growths: readonly Growth[] = growing.map(([placeId]) => {
    const zone = zoneOf(placeId);
    const words = (changed.get(placeId) ?? []).map((claim) => earliestWord(anchorClaim(claim, zone), zone));
    return { placeId, zone, fromMs: Math.min(...words) };
  });
  const gains = await lastGains(tables, growths, reportIds);
  // A gain may be read back in time, further than anything that was seen, and not over what is seen before it.
  const isGain = ({ claim }: KnownClaim): boolean => claim.effect === 'gained';
  const withoutGain = growths.filter(
    ({ placeId }) =>
      !gains.has(placeId) && boundaries.get(placeId)?.isGained !== true && !(changed.get(placeId) ?? []).some(isGain),
  );
  const turns = await lastTurns(tables, withoutGain, reportIds);
  const isSeenAlone = new Set(withoutGain.map(({ placeId }) => placeId));
  const places = growths.map(({ placeId, zone, fromMs }) => {
    const gain = gains.get(placeId);
    const openFromMs = gain === undefined && !isSeenAlone.has(placeId) ? beginning_of_time_ms : fromMs;
    const anchorage =
      gain === undefined
        ? turns.get(placeId)
        : { fromMs: startOfDayMs(localDay(gain.beginMs, zone), zone), settledMs: gain.effectiveMs };
    return { placeId, openFromMs, ...(anchorage === undefined ? {} : { anchorage }) };
  });
  const standing = groupBy(await standingClaims(tables, places, reportIds), ({ claim }) => claim.place);
  for (const { placeId, openFromMs } of places)
    found.set(placeId, { openFromMs, standing: standing.get(placeId) ?? [] });
  return found;
}

/** The first valid time that a claim speaks about, whatever else is known; a gain's goes back to the start of its first day. */
function earliestWord(known: AnchoredClaim, zone: TimeZone): number {
  const { claim, windowFromMs, effectiveMs, sinceMs } = known;
  if (claim.effect === 'contested') return windowFromMs;
  return claim.effect === 'observed' ? Math.min(sinceMs, effectiveMs) : gainFromMs(known, zone);
}
