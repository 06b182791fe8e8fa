import {
  answerOf,
  type DoersReading,
  groupBy,
  type IntervalRule,
  itemsKnownAt,
  type KnownFigure,
  type Measure,
  type PlaceId,
  reckonTallies,
  type TallyAnswer,
  type TallyItem,
} from '#situation';
import type { OriginOf } from './registered-origins.js';
import { rangeAnswer } from './tally-answer.dto.js';
import type { IsWithin } from './tally-reading.js';

/** What is counted over all days: which measures, and within which area or about which places alone. */
export interface AllDaysAsked {
  readonly measures: readonly Measure[];
  readonly isWithin: IsWithin;
  readonly area?: PlaceId;
  readonly isPlaceAsked?: (place: PlaceId) => boolean;
  /** What those who did it are compared by, where totals name them. */
  readonly doers?: DoersReading;
}

/** Returns the counts of incidents that these figures make at one known time, by the origins that the registry knows. */
export function itemsOf(
  figures: readonly (KnownFigure & { readonly incident: string })[],
  originOf: OriginOf,
  knownAtMs: number,
): readonly TallyItem[] {
  const registered = figures.map(({ origin = '', ...figure }) => ({ ...figure, origin: originOf(origin) }));
  return [...groupBy(registered, ({ incident }) => incident)].flatMap(([incident, same]) =>
    itemsKnownAt(incident, same, knownAtMs),
  );
}

/** Returns these items with others in place of those of some incidents. */
export const itemsInPlace = (
  items: readonly TallyItem[],
  incidents: readonly string[],
  others: readonly TallyItem[],
): readonly TallyItem[] => {
  const replaced = new Set(incidents);
  return [...items.filter(({ incident }) => !replaced.has(incident)), ...others];
};

/**
 * Returns the numbers over all days, by measure, group and unit; none where nothing is counted.
 *
 * @throws {TooManyCounts} when more counts come of it than one answer places.
 */
export function answersOf(items: readonly TallyItem[], asked: AllDaysAsked): ReadonlyMap<string, TallyAnswer> {
  const interval: IntervalRule = 'prorate';
  return new Map(
    reckonTallies(items, { window: {}, interval, ...asked })
      .filter(({ itemised, combined }) => itemised.parts.length + combined.parts.length > 0)
      .map(answerOf)
      .map((answer) => [keyOfCount(answer), answer]),
  );
}

/** What tells the numbers of one answer apart. */
type Counted = Readonly<Record<'measure' | 'group' | 'unit', string>>;
export const keyOfCount = ({ measure, group, unit }: Counted): string => [measure, group, unit].join('~');

/** A number as answers give it, and whether it means "more than"; what it rests on can change without it. */
export const numberOf = ({ combined, lowExclusive }: Pick<TallyAnswer, 'combined' | 'lowExclusive'>) => ({
  ...rangeAnswer(combined),
  lowExclusive,
});

/** True where two numbers read the same, or neither is there. */
export const isSameNumber = (one: TallyAnswer | undefined, other: TallyAnswer | undefined): boolean =>
  JSON.stringify(one && numberOf(one)) === JSON.stringify(other && numberOf(other));
