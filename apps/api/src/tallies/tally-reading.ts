import { figuresKnown, isItemAsked, type TallyItemQuestion, tallyItems, toldFigures } from '#projections/queries';
import {
  type FiguresOf,
  groupBy,
  itemsKnownAt,
  judgeAll,
  type KnownFigure,
  type PlaceId,
  type TallyItem,
} from '#situation';
import { isStored, sidesUnder } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';

/** The counts of incidents that a question asks for, and the figures that they come from. */
export interface Counts {
  /** Those that the policy leaves out among them, marked so. */
  readonly items: readonly TallyItem[];
  figuresOf(incidents: readonly string[]): Promise<FiguresOf>;
}

export type CountsAsked = Omit<TallyItemQuestion, 'knownAtMs'>;
type IsWithin = (place: PlaceId, area: PlaceId) => boolean;
type Asking = Pick<Question, 'scope' | 'knownAtMs' | 'policy'>;

/** The counts under the question's policy: the stored rows where they are that policy's, else made anew. */
export async function countsUnder(question: Asking, asked: CountsAsked, isWithin: IsWithin): Promise<Counts> {
  const { scope, knownAtMs } = question;
  if (!isStored(question)) return countsAnew(question, asked, isWithin);
  return {
    items: await tallyItems(scope, { ...asked, knownAtMs }),
    figuresOf: async (incidents) => {
      const figures = groupBy(await figuresKnown(scope, incidents, knownAtMs), ({ incident }) => incident);
      return (incident) => figures.get(incident) ?? [];
    },
  };
}

/** As `countsUnder`, always from the figures themselves. */
export async function countsAnew(question: Asking, asked: CountsAsked, isWithin: IsWithin): Promise<Counts> {
  const { scope, knownAtMs, policy } = question;
  const told = await toldFigures(scope, { measures: asked.measures, knownAtMs });
  const judged = judgeAll(told, ({ figure }) => ({ kind: 'figure', figure }), policy, await sidesUnder(question));
  const counted = groupBy(judged.counted, ({ incident }) => incident);
  const aside = groupBy(
    judged.aside.map(({ one }) => one),
    ({ incident }) => incident,
  );
  const itemsOf = (figures: ReadonlyMap<string, readonly KnownFigure[]>): readonly TallyItem[] =>
    [...figures]
      .flatMap(([incident, all]) => itemsKnownAt(incident, all, knownAtMs))
      .filter((item) => isItemAsked(item, asked, isWithin));
  const isKnown = ({ knownFromMs, knownToMs }: KnownFigure) => knownFromMs <= knownAtMs && knownAtMs < knownToMs;
  return {
    items: [...itemsOf(counted), ...itemsOf(aside).map((item) => ({ ...item, leftOut: true as const }))],
    figuresOf: () =>
      Promise.resolve((incident, leftOut) => ((leftOut ? aside : counted).get(incident) ?? []).filter(isKnown)),
  };
}
