import {
  axesDiffering,
  conditionClaimsAbout,
  type ConditionItem,
  conditionItems,
  type DifferingAxis,
  type DifferingQuestion,
  type EditionScope,
} from '#read-models/queries';
import { axisOf, conditionAxes, conditionChange, conditionsBetween, groupBy, reportsOfChange } from '#situation';
import type { ConditionChangeDto } from './change.dto.js';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ChangeReader, Keyed } from './change-lists.js';
import { idsResting, withSummaries } from '../reading/with-summaries.js';

type Asked = Omit<DifferingQuestion, 'limit'>;

/** Axes compared by one pass of the queries. */
const axes_at_once = 500;

/** Reads the axes of things that changed, in order of place id and axis. */
export const conditionReader =
  (scope: EditionScope, asked: Asked): ChangeReader<ConditionChangeDto> =>
  async ({ limit, after }) => {
    const found: Keyed<ConditionChangeDto>[] = [];
    let last = after === undefined ? undefined : readKey(after);
    for (;;) {
      const page = { limit: axes_at_once, ...(last === undefined ? {} : { after: last }) };
      const differing = await axesDiffering(scope, { ...asked, ...page });
      if (differing.length > 0) found.push(...(await changesOf(scope, asked, differing)));
      last = differing.at(-1);
      if (found.length >= limit || differing.length < axes_at_once) return found.slice(0, limit);
    }
  };

async function changesOf(
  scope: EditionScope,
  { from, to, knownAtMs, knownBeforeMs }: Asked,
  differing: readonly DifferingAxis[],
): Promise<readonly Keyed<ConditionChangeDto>[]> {
  const places = [...new Set(differing.map(({ place }) => place))];
  const answersAt = async (validAt: Asked['from'], knownMs: number): Promise<ReadonlyMap<string, ConditionItem>> => {
    const items = await conditionItems(scope, { validAt, knownAtMs: knownMs, places, limit: places.length });
    return new Map(items.map((item) => [item.place.id, item]));
  };
  const [earlier, later] = [await answersAt(from, knownBeforeMs ?? knownAtMs), await answersAt(to, knownAtMs)];
  const claims = groupBy(
    await conditionClaimsAbout(scope, { places, knownAtMs }),
    ({ claim }) => `${claim.place} ${axisOf(claim.state)}`,
  );
  const found = differing.flatMap(({ place, axis, zone, between: stretch }) => {
    const [before, after] = [earlier.get(place)?.[axis], later.get(place)?.[axis]];
    if (!before || !after) return [];
    const all = claims.get(`${place} ${axis}`) ?? [];
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
  return withSummaries({ scope, knownAtMs }, found);
}

/** @throws {Rejected} `malformed` when no page has given the key. */
function readKey(key: string): Pick<DifferingAxis, 'place' | 'axis'> {
  const [place = '', name] = key.split('~');
  const axis = conditionAxes.find((one) => one === name);
  if (axis === undefined) throw cursorRefused();
  return { place, axis };
}
