import { figuresTold, reportSummaries, type TallyItemQuestion } from '#read-models/queries';
import { measureNames, nameDoers, type TallyAnswer, type TallyItem } from '#situation';
import { summariesOf } from '../../reading/report-summary.dto.js';
import { doersRead } from '../../tallies/actor-parts.js';
import {
  type AllDaysAsked,
  answersOf,
  isSameNumber,
  itemsInPlace,
  itemsOf,
  numberOf,
} from '../../tallies/answers-of-items.js';
import { itemsMadeAsked } from '../../tallies/items-made.js';
import { registeredOrigins } from '../../tallies/registered-origins.js';
import { countsUnder } from '../../tallies/tally-reading.js';
import { refusingTooMany } from '../../tallies/too-many-counts.js';
import type { ChangeReader } from '../change-lists.js';
import type { CountChangeDto, CountDto } from '../count-change.dto.js';
import type { RecordedSince } from './recorded-since.js';

type Where = Pick<TallyItemQuestion, 'place' | 'within'>;

/** Returns a reader of the numbers over all days that come to something else, by measure, group and unit. */
export const recordedCounts =
  (since: RecordedSince, where: Where): ChangeReader<CountChangeDto> =>
  async ({ limit, after = '' }) => {
    const { scope, knownAtMs } = since.question;
    const changed = (await changedTallies(since, where)).filter(({ key }) => key > after).slice(0, limit);
    const resting = ({ before, now }: ChangedTally): readonly string[] => (now ?? before)?.reports ?? [];
    const summaries = await reportSummaries(scope, [...new Set(changed.flatMap(resting))], knownAtMs);
    return changed.map((one) => ({
      key: one.key,
      item: { ...countOf(one), reports: summariesOf(resting(one), summaries) },
    }));
  };

/** A number before and now: undefined where nothing is counted. */
interface ChangedTally {
  readonly key: string;
  readonly before: TallyAnswer | undefined;
  readonly now: TallyAnswer | undefined;
}

async function changedTallies(since: RecordedSince, where: Where): Promise<readonly ChangedTally[]> {
  const { question, without, isWithin } = since;
  if (without.incidents.length === 0) return [];
  const asked = { measures: measureNames, window: {}, ...where };
  const { scope, knownAtMs } = question;
  const stood = await itemsMadeAsked(scope, await itemsBefore(since), { ...asked, knownAtMs }, isWithin);
  const { items } = await countsUnder(question, { ...asked, withoutActors: !nameDoers(stood) }, isWithin);
  const were = itemsInPlace(items, without.incidents, stood);
  const compared = { ...since, ...(await doersRead(scope, [...items, ...stood])) };
  const [before, now] = [answersAsked(were, compared, where), answersAsked(items, compared, where)];
  return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [before.get(key), now.get(key)];
    return isSameNumber(was, is) ? [] : [{ key, before: was, now: is }];
  });
}

/** The counts of the incidents that the events may have changed, from the figures that stood before them. */
async function itemsBefore({ question: { scope, knownAtMs }, without }: RecordedSince): Promise<readonly TallyItem[]> {
  const changed = new Set(without.reportIds);
  const standing = await figuresTold(scope, without.incidents, knownAtMs);
  const stood = [...standing.filter(({ reportId }) => !changed.has(reportId)), ...without.figures];
  return itemsOf(stood, await registeredOrigins(scope), knownAtMs);
}

function answersAsked(
  items: readonly TallyItem[],
  { isWithin, isPlaceAsked, ...doers }: Pick<RecordedSince, 'isWithin' | 'isPlaceAsked'> & Pick<AllDaysAsked, 'doers'>,
  { place, within }: Where,
): ReadonlyMap<string, TallyAnswer> {
  const area = {
    ...(within === undefined ? {} : { area: within }),
    ...(place === undefined && within === undefined ? {} : { isPlaceAsked }),
  };
  return refusingTooMany(() => answersOf(items, { isWithin, measures: measureNames, ...area, ...doers }), {
    parameter: 'kinds',
    detail: 'leave counts out, or ask within a place.',
  });
}

function countOf({ before, now }: ChangedTally): Omit<CountChangeDto, 'reports'> {
  const { measure, group, unit } = (now ?? before)!;
  return {
    kind: 'told',
    measure,
    group,
    unit,
    basis: null,
    places: [],
    origin: null,
    source: null,
    before: before === undefined ? null : { ...numberOf(before), from: null, to: null },
    after: now === undefined ? nothing_counted : { ...numberOf(now), from: null, to: null },
    flags: now?.flags ?? [],
  };
}

const nothing_counted: CountDto = { low: null, best: null, high: null, lowExclusive: false, from: null, to: null };
