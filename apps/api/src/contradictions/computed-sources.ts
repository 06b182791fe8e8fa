import {
  conditionClaimsAbout,
  contestedStretches,
  type ContradictionFilter,
  controlClaimsAbout,
  type DisjointCount,
  disjointCounts,
  disputedStretches,
  type EditionScope,
  figuresTold,
  type PlacesPage,
} from '#read-models/queries';
import {
  axisOf,
  type ComputedContradiction,
  contestedAccounts,
  disjointAccounts,
  type DisputedStretch,
  disputedStates,
  groupBy,
  type KnownFigure,
  type SidesOnDay,
  slugPattern,
} from '#situation';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ContradictionSource, FoundContradiction } from './found-contradiction.js';

/** Reads the accounts of who holds a place that contest it. */
export const contestedSource = (
  scope: EditionScope,
  filter: ContradictionFilter,
  sidesOf: SidesOnDay,
): ContradictionSource =>
  sourceOfPlaces(
    filter,
    (page) => contestedStretches(scope, page),
    async (stretches) => {
      const places = [...new Set(stretches.map(({ place }) => place))];
      const claims = groupBy(
        await controlClaimsAbout(scope, { places, knownAtMs: filter.knownAtMs }),
        ({ claim }) => claim.place,
      );
      return (thing, of) => contestedAccounts(of, claims.get(thing) ?? [], sidesOf);
    },
  );

/** Reads the claims about the state of a thing that leave it disputed. */
export const disputedSource = (scope: EditionScope, filter: ContradictionFilter): ContradictionSource =>
  sourceOfPlaces(
    filter,
    (page) => disputedStretches(scope, page),
    async (stretches) => {
      const places = [...new Set(stretches.map(({ place }) => place))];
      const claims = groupBy(await conditionClaimsAbout(scope, { places, knownAtMs: filter.knownAtMs }), ({ claim }) =>
        [claim.place, axisOf(claim.state)].join('~'),
      );
      return (thing, of) => disputedStates(of, claims.get(thing) ?? []);
    },
  );

/** Reads the counts of incidents whose accounts cannot all be right. */
export const disjointSource =
  (scope: EditionScope, filter: ContradictionFilter): ContradictionSource =>
  async ({ limit, after }) => {
    const counts = await disjointCounts(scope, { ...filter, limit, ...(after === undefined ? {} : { after }) });
    const incidents = [...new Set(counts.map(({ incident }) => incident))];
    const figures = groupBy(await figuresTold(scope, incidents, filter.knownAtMs), ({ incident }) => incident);
    const found = counts.flatMap((count) => {
      const contradiction = disjointCount(count, figures.get(count.incident) ?? [], filter.knownAtMs);
      return contradiction === undefined ? [] : [computed(count.key, contradiction)];
    });
    const next = counts.length < limit ? undefined : counts.at(-1)?.key;
    return { found, ...(next === undefined ? {} : { next }) };
  };

/** Returns what the accounts of one count differ on at a known time, out of all figures of its incident by then. */
export function disjointCount(
  { measure, group, unit, reports }: DisjointCount,
  figures: readonly KnownFigure[],
  knownAtMs: number,
): ComputedContradiction | undefined {
  const ofCount = figures.filter(
    ({ figure, reportId }) =>
      figure.measure === measure && figure.group === group && figure.unit === unit && reports.includes(reportId),
  );
  return disjointAccounts(
    ofCount.filter(({ knownToMs }) => knownAtMs < knownToMs),
    ofCount,
  );
}

/** What is contradictory about one place, or one axis of a thing, named `place` or `place~axis`. */
type Rule = (thing: string, stretches: readonly DisputedStretch[]) => readonly ComputedContradiction[];

/** Keys are `place~axis~from`; of control the axis is empty. A place alone stands behind everything about it. */
const sourceOfPlaces =
  (
    filter: ContradictionFilter,
    read: (page: PlacesPage) => Promise<readonly DisputedStretch[]>,
    ruleFor: (stretches: readonly DisputedStretch[]) => Promise<Rule>,
  ): ContradictionSource =>
  async ({ limit, after }) => {
    const from = after === undefined ? undefined : readPlaceKey(after);
    const start = from && { place: from.place, included: from.key !== undefined };
    const stretches = await read({ ...filter, limit, ...(start === undefined ? {} : { after: start }) });
    const rule = await ruleFor(stretches);
    const things = groupBy(stretches, ({ place, axis }) => (axis === undefined ? place : `${place}~${axis}`));
    const found = [...things].flatMap(([thing, of]) =>
      rule(thing, of).map((one) => computed(keyOf(of[0], one.fromMs), one)),
    );
    const behind = from?.key === undefined ? -1 : found.findIndex(({ key }) => key === from.key);
    const places = new Set(stretches.map(({ place }) => place));
    const next = places.size < limit ? undefined : stretches.at(-1)?.place;
    return { found: found.slice(behind + 1), ...(next === undefined ? {} : { next }) };
  };

const keyOf = (stretch: DisputedStretch | undefined, fromMs: number): string =>
  [stretch?.place ?? '', stretch?.axis ?? '', fromMs].join('~');

const computed = (key: string, { fromMs: _from, ...contradiction }: ComputedContradiction): FoundContradiction => ({
  key,
  kind: 'computed' as const,
  ...contradiction,
});

/** Reads a key that begins with a place. @throws {Rejected} `malformed` when no page has given the key. */
export function readPlaceKey(after: string): { readonly place: string; readonly key?: string } {
  const [place = '', ...rest] = after.split('~');
  if (!slugPattern.test(place)) throw cursorRefused();
  return rest.length === 0 ? { place } : { place, key: after };
}
