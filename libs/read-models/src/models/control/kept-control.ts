import { groupBy, isPlainSighting, type KnownClaim, settledFromMs } from '#situation';
import type { Frontier, Learning } from '../../drive/read-model.js';
import type { EditionTables } from '../../table/columns.js';
import { type Ground, type Growth, keptClaims } from './control-frontier.table.js';
import { sidesFor } from './control-sides.table.js';

/**
 * Of places that learn of later known times alone those for which the claims that are kept as deciding suffice: they are seen in
 * the same hands once more.
 */
export async function whereKeptSuffices(
  tables: EditionTables,
  growths: readonly Growth[],
  grounds: ReadonlyMap<string, Ground>,
  { changed, touchedReports }: Learning<KnownClaim>,
): Promise<ReadonlyMap<string, Frontier<KnownClaim>>> {
  const changedOf = (placeId: string): readonly KnownClaim[] => changed.get(placeId) ?? [];
  const plain = growths.filter(
    ({ placeId, sinceMs }) =>
      grounds.get(placeId)?.kept !== undefined && changedOf(placeId).every((claim) => isPlainSighting(claim, sinceMs)),
  );
  if (plain.length === 0) return new Map();
  const kept = groupBy(await keptClaims(tables, plain, grounds), ({ claim }) => claim.place);
  const about = plain.flatMap(({ placeId }) => [...(kept.get(placeId) ?? []), ...changedOf(placeId)]);
  const sideOf = await sidesFor(tables, about);
  const found = new Map<string, Frontier<KnownClaim>>();
  for (const { placeId, zone, sinceMs } of plain) {
    const [standing, ground] = [kept.get(placeId) ?? [], grounds.get(placeId)];
    const isWhole = standing.length === ground?.kept?.claims.length;
    if (!isWhole || standing.some(({ reportId }) => touchedReports.has(reportId))) continue;
    const openFromMs = settledFromMs(standing, changedOf(placeId), sinceMs, { zone, sideOf });
    if (openFromMs === undefined) continue;
    const reportIds = [...new Set([...standing.map(({ reportId }) => reportId), ...touchedReports.keys()])];
    found.set(placeId, { openFromMs, standing, reportIds, ...keptOf(placeId, ground) });
  }
  return found;
}

/** What the table of frontiers has of a place. */
export const keptOf = (placeId: string, ground: Ground | undefined): Pick<Frontier<KnownClaim>, 'kept'> =>
  ground?.kept === undefined ? {} : { kept: { key: placeId, newestMs: ground.kept.newestMs, decisive: [] } };
