import {
  type MovedTotal,
  movedTotals,
  type MovedTotalsQuestion,
  placeParents,
  toldFigures,
  type TotalFigure,
} from '#read-models/queries';
import {
  type Day,
  doersNamed,
  groupBy,
  itemsKnownAt,
  judgeAll,
  measureNames,
  rangeOf,
  type TallyItem,
} from '#situation';
import { areaTest } from '../reading/area-test.js';
import { isStored, voicesIn } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';

type Asking = Pick<Question, 'scope' | 'knownAtMs' | 'policy'>;
type MovedAsked = Omit<MovedTotalsQuestion, 'knownAtMs'>;

/** The totals that moved under the question's policy: by the stored rows where they are that policy's, else counted anew. */
export const movedUnder = (question: Asking, asked: MovedAsked): Promise<readonly MovedTotal[]> =>
  isStored(question)
    ? movedTotals(question.scope, { ...asked, knownAtMs: question.knownAtMs })
    : resolveMoved(question, asked);

/** As `movedUnder`, always from the figures themselves. */
export async function resolveMoved(
  { scope, knownAtMs, policy }: Asking,
  { fromDay, toDay, place, within, originOf }: MovedAsked,
): Promise<readonly MovedTotal[]> {
  const figures = await toldFigures(scope, { measures: measureNames, knownAtMs });
  const { counted } = judgeAll(figures, ({ figure }) => ({ kind: 'figure', figure }), policy, await voicesIn(scope));
  const isWithin = areaTest(await placeParents(scope));
  const isAsked = ({ places }: TallyItem): boolean =>
    (place === undefined || places.includes(place)) &&
    (within === undefined || places.some((one) => isWithin(one, within)));
  const totals = [...groupBy(counted, ({ incident }) => incident)]
    .flatMap(([incident, ofIncident]) => itemsKnownAt(incident, ofIncident, knownAtMs))
    .filter((item) => (item.basis === 'cumulative' || item.basis === 'snapshot') && isAsked(item))
    .sort(latestFirst);
  const sourceOf = ({ origin }: TallyItem): string | null => (origin === undefined ? null : originOf(origin));
  return [...groupBy(totals, (item) => seriesOf(item, sourceOf(item)))]
    .flatMap(([, series]): readonly MovedTotal[] => {
      const after = series.find(isUntil(toDay));
      if (after === undefined || isUntil(fromDay)(after)) return [];
      const before = series.find(isUntil(fromDay));
      const { measure, group, unit, basis, places, origin = null } = after;
      const named = { measure, group, unit, basis, places, doers: doersOf(after), origin, source: sourceOf(after) };
      return [{ ...named, before: before && totalOf(before), after: totalOf(after) }];
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const isUntil =
  (day: Day) =>
  ({ period: { to } }: TallyItem): boolean =>
    to !== undefined && to <= day;

/** A snapshot has no beginning that makes it another one. */
function seriesOf(item: TallyItem, source: string | null): string {
  const { measure, group, unit, basis, places, period } = item;
  const from = basis === 'cumulative' ? (period.from ?? null) : null;
  return JSON.stringify([measure, group, unit, basis, places, source, from, doersOf(item)]);
}

const doersOf = ({ basis, actors }: TallyItem): readonly string[] => (basis === 'cumulative' ? doersNamed(actors) : []);

function latestFirst(a: TallyItem, b: TallyItem): number {
  const [first = '', second = ''] = [a.period.to, b.period.to];
  if (first !== second) return first > second ? -1 : 1;
  return b.toldMs - a.toldMs || (a.incident < b.incident ? -1 : 1);
}

const totalOf = ({ low, best, high, lowExclusive, flags, reports, period }: TallyItem): TotalFigure => ({
  ...rangeOf({ low, best, high }),
  lowExclusive,
  flags,
  reports,
  period,
});

const nameOf = ({ measure, group, unit, basis, places, origin, after, doers }: MovedTotal): string =>
  JSON.stringify([measure, group, unit, basis, places, origin, after.period.from ?? null, doers]);
