import { keyOf } from './item-key.js';
import { type KnownFigure, placeKey } from './known-figure.js';
import { above, isSingle, leastOfAccount, mostOfAccount, type Range } from './range.js';
import { byStanding, partKey } from './tally-accounts.js';

/**
 * Of the figures of one item that stand at one known time those that decide what it comes to, whatever is reported beside them:
 * the item is the same without the others. All of them where accounts are compared part by part, or where a later total takes
 * the place of an earlier. `arePlain` tells.
 */
export function decisiveFigures<Figure extends KnownFigure>(figures: readonly Figure[]): readonly Figure[] {
  if (!arePlain(figures)) return figures;
  const decisive = new Set<KnownFigure>();
  for (const pick of picks) for (const figure of firstOf(figures, pick)) decisive.add(figure);
  const named = new Set<string>();
  for (const one of figures)
    for (const name of namesIn(one))
      if (!named.has(name)) {
        named.add(name);
        decisive.add(one);
      }
  return figures.filter((one) => decisive.has(one));
}

/** True of figures of one item that stand at one known time if each is all that its report gives of the item. */
export const arePlain = (figures: readonly KnownFigure[]): boolean =>
  new Set(figures.map(({ reportId }) => reportId)).size === figures.length && figures.every(isAlone);

/** True of figures of any known times if each version of a report gives one number of an item, which stands alone. */
export function areOfOneNumber(figures: readonly KnownFigure[]): boolean {
  const named = new Map<string, string>();
  return figures.every((one) => {
    const version = `${one.eventId} ${keyOf(one.figure)}`;
    const name = `${one.ordinal ?? 0} ${partKey(one.figure)}`;
    const isOne = isAlone(one) && (named.get(version) ?? name) === name;
    named.set(version, name);
    return isOne;
  });
}

/** Neither a part of another number nor a running total, which a later one may replace. */
const isAlone = ({ figure }: KnownFigure): boolean => figure.subsetOf === undefined && figure.basis !== 'cumulative';

/** The first of those that it is about; two where a number is held against that of another account. */
interface Pick {
  readonly isAbout: (figure: Reported) => boolean;
  readonly order: (a: KnownFigure, b: KnownFigure) => number;
  readonly count?: 1 | 2;
}

type Reported = KnownFigure['figure'];

const isNumbered = (figure: Reported): boolean => leastOfAccount(figure) !== undefined;
const isOneNumber = (figure: Reported): boolean => isSingle(figure) && figure.best !== undefined;

const by =
  (value: (figure: Reported) => number | undefined) =>
  ({ figure: a }: KnownFigure, { figure: b }: KnownFigure): number =>
    (value(a) ?? 0) - (value(b) ?? 0);

const has =
  (end: keyof Range) =>
  (figure: Reported): boolean =>
    figure[end] !== undefined;

/** Whose low is reached first: one that nobody says is reached stays so only as long as all who give it say "more than". */
const byLow = (a: KnownFigure, b: KnownFigure): number =>
  by(({ low }) => low)(a, b) || Number(a.figure.lowExclusive) - Number(b.figure.lowExclusive);

const picks: readonly Pick[] = [
  // Who leads, and whose best counts.
  { isAbout: () => true, order: byStanding },
  { isAbout: has('best'), order: byStanding },
  // The bounds, and what is outside of those of another.
  { isAbout: has('low'), order: byLow },
  { isAbout: has('low'), order: (a, b) => by(({ low }) => low)(b, a), count: 2 },
  { isAbout: has('high'), order: by(({ high }) => high), count: 2 },
  { isAbout: has('high'), order: (a, b) => by(({ high }) => high)(b, a) },
  { isAbout: isNumbered, order: by(leastOfAccount) },
  { isAbout: isNumbered, order: (a, b) => by(mostOfAccount)(b, a) },
  { isAbout: isOneNumber, order: by(({ best }) => best) },
  { isAbout: isOneNumber, order: (a, b) => by(({ best }) => best)(b, a) },
];

/** The first few in the order of a pick. */
function firstOf(figures: readonly KnownFigure[], { isAbout, order, count = 1 }: Pick) {
  let [first, second]: (KnownFigure | undefined)[] = [];
  const isBefore = (a: KnownFigure, b: KnownFigure): boolean => (order(a, b) || byStanding(a, b)) < 0;
  for (const one of figures) {
    if (!isAbout(one.figure)) continue;
    if (first === undefined || isBefore(one, first)) [first, second] = [one, first];
    else if (second === undefined || isBefore(one, second)) second = one;
  }
  return [first, count === 2 ? second : undefined].filter((one) => one !== undefined);
}

/** What one figure that has it is enough for: who takes part, where it was, what contradicts itself, and floors that no low gives. */
function* namesIn({ figure, actors }: KnownFigure): Iterable<string> {
  const { low, best, high } = figure;
  yield `at ${placeKey(figure)}`;
  for (const { role, actor } of actors) yield `${role} ${actor}`;
  if (above(low, best)) yield 'low above best';
  if (above(low, high)) yield 'low above high';
  if (above(best, high)) yield 'best above high';
  if (low === undefined && high !== undefined) yield `from ${leastOfAccount(figure)}`;
}
