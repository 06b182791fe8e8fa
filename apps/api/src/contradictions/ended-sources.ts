import {
  conditionClaimsAbout,
  contestedStretches,
  contradictingReports,
  type ContradictionFilter,
  controlClaimsAbout,
  decisionsAt,
  disputedStretches,
  type EditionScope,
  endedContests,
  endedCounts,
  type EndedDispute,
  endedStates,
  figuresTold,
  type PlacesPage,
} from '#read-models/queries';
import {
  axisOf,
  type ComputedContradiction,
  contestedAccounts,
  disputedStates,
  endingOf,
  groupBy,
  isFoundAgain,
  type KnownClaim,
  type SidesOnDay,
} from '#situation';
import { disjointCount, readPlaceKey } from './computed-sources.js';
import type { ContradictionSource, FoundContradiction } from './found-contradiction.js';

/** What the rules find about one place, or one axis of a thing, as known at one instant, and out of which claims. */
type Reading = (
  dispute: Pick<EndedDispute, 'place' | 'axis'>,
  knownAtMs: number,
) => Promise<{ readonly found: readonly ComputedContradiction[]; readonly claims: readonly KnownClaim<unknown>[] }>;

/** Reads the contradictions about who holds a place that were found once and are found no more, with what ended them. */
export const endedContestedSource = (
  scope: EditionScope,
  filter: ContradictionFilter,
  sidesOf: SidesOnDay,
): ContradictionSource =>
  endedSource(scope, filter, endedContests, async ({ place }, knownAtMs) => {
    const claims = await controlClaimsAbout(scope, { places: [place], knownAtMs });
    const stretches = await contestedStretches(scope, { place, knownAtMs, limit: 1 });
    return { found: contestedAccounts(stretches, claims, sidesOf), claims };
  });

/** Reads the contradictions about the state of a thing that were found once and are found no more. */
export const endedDisputedSource = (scope: EditionScope, filter: ContradictionFilter): ContradictionSource =>
  endedSource(scope, filter, endedStates, async ({ place, axis }, knownAtMs) => {
    const all = await conditionClaimsAbout(scope, { places: [place], knownAtMs });
    const claims = all.filter(({ claim }) => axisOf(claim.state) === axis);
    const stretches = await disputedStretches(scope, { place, knownAtMs, limit: 1 });
    return {
      found: disputedStates(
        stretches.filter((one) => one.axis === axis),
        claims,
      ),
      claims,
    };
  });

/** Reads the counts whose accounts could not all be right, until an amendment or a decision. */
export const endedDisjointSource =
  (scope: EditionScope, filter: ContradictionFilter): ContradictionSource =>
  async ({ limit, after }) => {
    const counts = await endedCounts(scope, { ...filter, limit, ...(after === undefined ? {} : { after }) });
    const found: FoundContradiction[] = [];
    for (const count of counts) {
      const lastMs = count.endedMs - 1;
      const contradiction = disjointCount(count, await figuresTold(scope, [count.incident], lastMs), lastMs);
      const settled = contradiction && (await settledAt(scope, contradiction, count.endedMs, []));
      if (settled !== undefined) found.push({ key: count.key, kind: 'computed', ...settled });
    }
    const next = counts.length < limit ? undefined : counts.at(-1)?.key;
    return { found, ...(next === undefined ? {} : { next }) };
  };

/** Keys are `place~axis~ended~from`; a place alone stands behind everything about it. */
const endedSource =
  (
    scope: EditionScope,
    filter: ContradictionFilter,
    read: (scope: EditionScope, page: PlacesPage) => Promise<readonly EndedDispute[]>,
    reading: Reading,
  ): ContradictionSource =>
  async ({ limit, after }) => {
    const from = after === undefined ? undefined : readPlaceKey(after);
    const start = from && { place: from.place, included: from.key !== undefined };
    const ended = await read(scope, { ...filter, limit, ...(start === undefined ? {} : { after: start }) });
    const found: FoundContradiction[] = [];
    for (const disputes of groupBy(ended, ({ place, axis }) => `${place}~${axis ?? ''}`).values())
      found.push(...(await endedOf(scope, disputes, reading, filter.knownAtMs)));
    const behind = from?.key === undefined ? -1 : found.findIndex(({ key }) => key === from.key);
    const places = new Set(ended.map(({ place }) => place));
    const next = places.size < limit ? undefined : ended.at(-1)?.place;
    return { found: found.slice(behind + 1), ...(next === undefined ? {} : { next }) };
  };

/** The contradictions about one thing that ended, the last ended first, each pair of accounts as it last ended. */
async function endedOf(
  scope: EditionScope,
  disputes: readonly EndedDispute[],
  reading: Reading,
  knownAtMs: number,
): Promise<readonly FoundContradiction[]> {
  const [thing] = disputes;
  if (thing === undefined) return [];
  const met = [...(await reading(thing, knownAtMs)).found];
  const found: FoundContradiction[] = [];
  for (const { place, axis, endedMs } of disputes) {
    const before = (await reading(thing, endedMs - 1)).found.filter((one) => !isFoundAgain(one, met));
    if (before.length === 0) continue;
    const told = (await reading(thing, endedMs)).claims.filter(({ knownFromMs }) => knownFromMs === endedMs);
    for (const one of before) {
      const settled = await settledAt(scope, one, endedMs, told);
      if (settled === undefined) continue;
      met.push(one);
      found.push({ key: [place, axis ?? '', endedMs, one.fromMs].join('~'), kind: 'computed', ...settled });
    }
  }
  return found;
}

/** The contradiction with what ended it at that instant; undefined if no amendment, decision or claim did. */
async function settledAt(
  scope: EditionScope,
  { fromMs: _from, settledBy: _earlier, ...contradiction }: ComputedContradiction,
  atMs: number,
  told: readonly KnownClaim<unknown>[],
): Promise<Omit<FoundContradiction, 'key' | 'kind'> | undefined> {
  const { reports } = contradiction;
  const settledBy = endingOf(contradiction, {
    atMs,
    reports: [...(await contradictingReports(scope, reports, atMs)).values()],
    decisions: await decisionsAt(scope, reports, atMs),
    claims: told.map(({ reportId }) => reportId),
  });
  return settledBy === undefined ? undefined : { ...contradiction, settledBy };
}
