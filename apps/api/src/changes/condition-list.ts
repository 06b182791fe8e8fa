import {
  axesDiffering,
  type ConditionItem,
  type DifferingAxis,
  type DifferingQuestion,
  placesCompared,
} from '#read-models/queries';
import { axisOf, conditionAxes, conditionChange, conditionsBetween, reportsOfChange } from '#situation';
import type { ConditionChangeDto } from './change.dto.js';
import type { ChangeReader, Keyed } from './change-lists.js';
import { conditionsUnder } from '../conditions/condition-reading.js';
import { hearConditions, type Hearing, isStored, voicesUnder } from '../reading/heard-claims.js';
import { cursorRefused } from '../reading/list-cursor.js';
import type { Question } from '../reading/questions.service.js';
import { idsResting, withSummaries } from '../reading/with-summaries.js';

type Asked = Omit<DifferingQuestion, 'limit'>;

/** Axes compared by one pass of the queries. */
const axes_at_once = 500;

/** Reads the axes of things that changed, in order of place id and axis. */
export const conditionReader =
  (question: Question, asked: Asked): ChangeReader<ConditionChangeDto> =>
  async ({ limit, after }) => {
    const found: Keyed<ConditionChangeDto>[] = [];
    let last = after === undefined ? undefined : readKey(after);
    for (;;) {
      const { axes, next } = await axesAfter(question, asked, last);
      if (axes.length > 0) found.push(...(await changesOf(question, asked, axes)));
      last = next;
      if (found.length >= limit || next === undefined) return found.slice(0, limit);
    }
  };

type AxisKey = Pick<DifferingAxis, 'place' | 'axis'>;

/** Axes to compare, and behind which of them more may follow. */
interface AxesRead {
  readonly axes: readonly DifferingAxis[];
  readonly next: AxisKey | undefined;
}

/** The axes behind one whose rows differ; under a policy that the rows are not made by, all axes. */
async function axesAfter(question: Question, asked: Asked, last: AxisKey | undefined): Promise<AxesRead> {
  const { scope } = question;
  if (isStored(question)) {
    const page = { limit: axes_at_once, ...(last === undefined ? {} : { after: last }) };
    const axes = await axesDiffering(scope, { ...asked, ...page });
    return { axes, next: axes.length < axes_at_once ? undefined : axes.at(-1) };
  }
  const page = { limit: axes_at_once, ...(last === undefined ? {} : { startingAt: last.place }) };
  const places = await placesCompared(scope, { ...asked, ...page });
  const axes = places.flatMap((one) => conditionAxes.map((axis) => ({ ...one, axis })));
  const isBehind = ({ place, axis }: AxisKey): boolean => last?.place !== place || axis > last.axis;
  return { axes: axes.filter(isBehind), next: places.length < axes_at_once ? undefined : axes.at(-1) };
}

async function changesOf(
  question: Question,
  { from, to, knownAtMs, knownBeforeMs }: Asked,
  axes: readonly DifferingAxis[],
): Promise<readonly Keyed<ConditionChangeDto>[]> {
  const places = [...new Set(axes.map(({ place }) => place))];
  const answersOf = async (moment: Hearing): Promise<ReadonlyMap<string, ConditionItem>> => {
    const items = await conditionsUnder(moment, { places, limit: places.length });
    return new Map(items.map((item) => [item.place.id, item]));
  };
  const now = { ...question, validAt: to, knownAtMs };
  const earlier = await answersOf({ ...now, validAt: from, knownAtMs: knownBeforeMs ?? knownAtMs });
  const later = await answersOf(now);
  const about = await hearConditions(now, places, await voicesUnder(question));
  const found = axes.flatMap(({ place, axis, zone, between: stretch }) => {
    const [before, after] = [earlier.get(place)?.[axis], later.get(place)?.[axis]];
    if (!before || !after) return [];
    const all = about(place).counted.filter(({ claim }) => axisOf(claim.state) === axis);
    const between =
      knownBeforeMs === undefined
        ? conditionsBetween(all, zone, stretch)
        : all.filter(({ knownFromMs }) => knownFromMs > knownBeforeMs);
    const classification = conditionChange(before, after, between);
    if (classification === undefined) return [];
    const named = { id: place, name: earlier.get(place)?.place.name ?? place };
    const reports = reportsOfChange(idsResting(before), idsResting(after), between);
    return [{ key: `${place}~${axis}`, item: { place: named, axis, classification, before, after, reports } }];
  });
  return withSummaries(now, found);
}

/** @throws {Rejected} `malformed` when no page has given the key. */
function readKey(key: string): AxisKey {
  const [place = '', name] = key.split('~');
  const axis = conditionAxes.find((one) => one === name);
  if (axis === undefined) throw cursorRefused();
  return { place, axis };
}
