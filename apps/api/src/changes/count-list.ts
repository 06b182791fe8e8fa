import { createHash } from 'node:crypto';
import { actorNames, type MovedTotal, placeParents, reportSummaries, type TotalFigure } from '#read-models/queries';
import {
  addDays,
  answerOf,
  type Day,
  foldIdentity,
  measureNames,
  type PlaceId,
  type Range,
  type Reckoning,
  reckonTallies,
  SourceNames,
  stateMeasures,
  type TallyAnswer,
} from '#situation';
import { areaTest } from '../reading/area-test.js';
import type { Question } from '../reading/questions.service.js';
import { rangeAnswer } from '../tallies/tally-answer.dto.js';
import { doersRead } from '../tallies/actor-parts.js';
import { countsUnder } from '../tallies/tally-reading.js';
import { refusingTooMany } from '../tallies/too-many-counts.js';
import type { ChangeReader, Keyed } from './change-lists.js';
import type { CountChangeDto, CountDto } from './count-change.dto.js';
import { movedUnder } from './moved-under.js';
import { summariesOf } from '../reading/report-summary.dto.js';

/** The days after `fromDay` until `toDay`, and where. */
export interface CountsCompared {
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly place?: string;
  readonly within?: string;
}

type Asking = Pick<Question, 'scope' | 'knownAtMs' | 'policy'>;
type Counted = Omit<CountChangeDto, 'reports'> & {
  readonly resting: readonly string[];
  readonly doers: readonly string[];
};

/** Returns a reader of the counts of the days in between, then of the totals that moved, by measure, group and unit. */
export const countReader =
  (question: Asking, asked: CountsCompared): ChangeReader<CountChangeDto> =>
  async ({ limit, after }) => {
    if (asked.fromDay >= asked.toDay) return [];
    const { scope, knownAtMs } = question;
    const counted = (await countsInBetween(question, asked)).map(countOfTotal(asked));
    const names = new SourceNames(await actorNames(scope));
    const originOf = (printed: string): string => names.actorOf(printed) ?? foldIdentity(printed);
    const moved = (await movedUnder(question, { ...asked, originOf }))
      .filter(isMoved)
      .map((total) => movedCount(total, names));
    const page = [...counted, ...moved]
      .map((item): Keyed<Counted> => ({ key: keyOf(item), item }))
      .filter(({ key }) => after === undefined || key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .slice(0, limit);
    const named = [...new Set(page.flatMap(({ item }) => item.resting))];
    const summaries = await reportSummaries(scope, named, knownAtMs);
    return page.map(({ key, item: { resting, doers: _doers, ...item } }) => ({
      key,
      item: { ...item, reports: summariesOf(resting, summaries) },
    }));
  };

/** `told` sorts before `total`. What may be long is digested: a cursor has its limit. */
function keyOf({ kind, measure, group, unit, basis, places, origin, after, doers }: Counted): string {
  const named = [places, origin, kind === 'total' ? after.from : null, ...(doers.length > 0 ? [doers] : [])];
  return [kind, measure, group, unit, basis ?? '', digested(named)].join('~');
}

const digested = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Returns the tallies of the days in between, as `/v1/tallies` does; states are left to the totals that moved. */
async function countsInBetween(
  question: Asking,
  { fromDay, toDay, place, within }: CountsCompared,
): Promise<readonly TallyAnswer[]> {
  const measures = measureNames.filter((measure) => !stateMeasures.has(measure));
  const window = { from: addDays(fromDay, 1), to: toDay };
  const isWithin = areaTest(await placeParents(question.scope));
  const where = { ...(place === undefined ? {} : { place }), ...(within === undefined ? {} : { within }) };
  const { items } = await countsUnder(question, { measures, window, withoutActors: true, ...where }, isWithin);
  const isPlaceAsked = (at: PlaceId): boolean =>
    (place === undefined || at === place) && (within === undefined || isWithin(at, within));
  const area = {
    ...(within === undefined ? {} : { area: within }),
    ...(place === undefined && within === undefined ? {} : { isPlaceAsked }),
  };
  const doers = await doersRead(question.scope, items);
  const asked = { window, interval: 'prorate' as const, isWithin, measures, ...area, ...doers };
  return refusingTooMany(() => reckonTallies(items, asked), {
    parameter: 'from',
    detail: 'compare days nearer to each other.',
  })
    .map(withoutState)
    .filter(({ itemised, combined }) => itemised.parts.length + combined.parts.length > 0)
    .map(answerOf);
}

/** Of a stock only what happened: how large it is says nothing of the days in between, and what moved has a line as a total. */
const withoutState = (reckoning: Reckoning): Reckoning =>
  reckoning.combined.parts.some(({ item }) => item.basis === 'snapshot')
    ? { ...reckoning, combined: reckoning.itemised, flags: new Set() }
    : reckoning;

const countOfTotal =
  ({ fromDay, toDay }: CountsCompared) =>
  ({ measure, group, unit, combined, lowExclusive, flags, reports }: TallyAnswer): Counted => ({
    kind: 'told' as const,
    measure,
    group,
    unit,
    basis: null,
    places: [],
    origin: null,
    source: null,
    before: null,
    flags,
    after: { ...rangeAnswer(combined), lowExclusive, from: addDays(fromDay, 1), to: toDay },
    resting: reports,
    doers: [],
  });

const isMoved = ({ before, after }: MovedTotal): boolean => before === undefined || numbers(before) !== numbers(after);

const numbers = ({ low, best, high, lowExclusive }: Range & { readonly lowExclusive: boolean }): string =>
  JSON.stringify([low, best, high, lowExclusive].map((one) => one ?? null));

const movedCount = ({ before, after, ...series }: MovedTotal, names: SourceNames): Counted => ({
  kind: 'total' as const,
  ...series,
  source: series.origin === null ? null : (names.actorOf(series.origin) ?? null),
  before: before === undefined ? null : countOf(before),
  after: countOf(after),
  flags: after.flags,
  resting: after.reports,
});

const countOf = ({ lowExclusive, period, ...range }: TotalFigure): CountDto => ({
  ...rangeAnswer(range),
  lowExclusive,
  from: period.from ?? null,
  to: period.to ?? null,
});
