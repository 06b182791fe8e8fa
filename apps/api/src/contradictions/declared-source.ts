import { uuidPattern } from '#event-log';
import {
  conditionClaimsAbout,
  contradictingReports,
  type ContradictionFilter,
  controlClaimsAbout,
  type DeclaredPair,
  declaredPairs,
  type EditionScope,
  placesNamed,
} from '#read-models/queries';
import { declaredContradiction, laterClaim, type SidesOnDay } from '#situation';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ContradictionSource, FoundContradiction } from './found-contradiction.js';

/** Reads the pairs of which one report declares that it contradicts the other. */
export const declaredSource =
  (scope: EditionScope, filter: ContradictionFilter, sidesOf: SidesOnDay): ContradictionSource =>
  async ({ limit, after }) => {
    const page = { limit, ...(after === undefined ? {} : { after: readKey(after) }) };
    const pairs = await declaredPairs(scope, { ...filter, ...page });
    const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
    const read = await contradictingReports(scope, ids, filter.knownAtMs);
    const found = pairs.flatMap(({ a, b }) => {
      const [one, other] = [read.get(a), read.get(b)];
      const declared = one && other && declaredContradiction([one, other], filter.knownAtMs, sidesOf);
      return declared === undefined ? [] : [{ key: `${a}~${b}`, kind: 'declared' as const, ...declared }];
    });
    const last = pairs.at(-1);
    const next = pairs.length < limit || last === undefined ? {} : { next: `${last.a}~${last.b}` };
    return { found: await withLaterClaims(scope, found, filter.knownAtMs), ...next };
  };

/** Settles by later claims what no amendment has settled. */
async function withLaterClaims(
  scope: EditionScope,
  found: readonly FoundContradiction[],
  knownAtMs: number,
): Promise<readonly FoundContradiction[]> {
  const places = [...new Set(found.flatMap(({ differ: { moments, about } }) => (moments && about.place) ?? []))];
  if (places.length === 0) return found;
  const zones = await placesNamed(scope, places);
  const control = await controlClaimsAbout(scope, { places, knownAtMs });
  const condition = await conditionClaimsAbout(scope, { places, knownAtMs });
  return found.map((one) => {
    const zone = zones.get(one.differ.about.place ?? '')?.timeZone ?? 'UTC';
    const settledBy = one.settledBy ?? laterClaim(one.differ, { control, condition }, zone);
    return settledBy === undefined ? one : { ...one, settledBy };
  });
}

/** @throws {Rejected} `malformed` when no page has given the key. */
function readKey(key: string): DeclaredPair {
  const [a = '', b = ''] = key.split('~');
  if (!uuidPattern.test(a) || !uuidPattern.test(b)) throw cursorRefused();
  return { a, b };
}
