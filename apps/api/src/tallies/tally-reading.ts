import {
  actorsOfIncidents,
  figuresKnown,
  type Kept,
  runningTotals,
  type TallyItemQuestion,
  tallyItems,
  toldFigures,
  touchesWindow,
} from '#read-models/queries';
import {
  type FiguresOf,
  groupBy,
  involvedInIncident,
  itemsKnownAt,
  judgeAll,
  type KnownFigure,
  type PlaceId,
  reachOfTotals,
  type TallyItem,
} from '#situation';
import { isStored, voicesUnder } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';
import { itemsMadeAsked } from './items-made.js';
import { registeredOrigins, withOrigins } from './registered-origins.js';

/** The counts of incidents that a question asks for, and the figures that they come from. */
export interface Counts {
  /** Those that the policy leaves out among them, marked so. */
  readonly items: readonly TallyItem[];
  figuresOf(incidents: readonly string[]): Promise<FiguresOf>;
}

export type CountsAsked = Omit<TallyItemQuestion, 'knownAtMs'>;
export type IsWithin = (place: PlaceId, area: PlaceId) => boolean;
type Asking = Pick<Question, 'scope' | 'knownAtMs' | 'policy'> & Partial<Pick<Question, 'knownKey'>>;

/** The counts under the question's policy: the stored rows where they are that policy's, else made anew. */
export async function countsUnder(question: Asking, asked: CountsAsked, isWithin: IsWithin): Promise<Counts> {
  const { scope, knownAtMs } = question;
  if (!isStored(question)) return countsAnew(question, asked, isWithin);
  return {
    items: await withOrigins(scope, await itemsInReach(question, asked), knownAtMs),
    figuresOf: async (incidents) => {
      const figures = groupBy(await figuresKnown(scope, incidents, knownAtMs), ({ incident }) => incident);
      return (incident) => figures.get(incident) ?? [];
    },
  };
}

/** From so many counts on, what one window has is worth keeping for the next. */
const many_counts = 1_000;
/** Counts of all windows are read for the next where there are at most so many times those of one. */
const worth_reading = 4;
/** About what a count takes in memory. */
const bytes_a_count = 900;

/** Of each question that was asked in some window of a kept state: how many counts it had at most. */
const most_seen = new WeakMap<Kept, Map<string, number>>();

/**
 * The stored items in the window, and what lies in the totals that reach out of it. Where many are asked for again in
 * another window, those of all windows are read once and kept as long as the rows stay as they are.
 */
async function itemsInReach(question: Asking, asked: CountsAsked): Promise<readonly TallyItem[]> {
  const { kept } = question.scope;
  if (kept === undefined) return storedInReach(question, asked);
  const { knownAtMs, knownKey = String(knownAtMs) } = question;
  const name = JSON.stringify([knownKey, { ...asked, window: undefined }]);
  const seen = most_seen.get(kept) ?? new Map<string, number>();
  most_seen.set(kept, seen);
  const had = seen.get(name) ?? 0;
  const most = had * worth_reading;
  const all =
    had < many_counts
      ? undefined
      : await kept.once(`counts ${most} ${name}`, () => allCounts(question, asked, most), bytesOfCounts);
  if (all === undefined) {
    const items = await storedInReach(question, asked);
    seen.set(name, Math.max(had, items.length));
    return items;
  }
  const window = reachOfTotals(all, asked.window) ?? asked.window;
  return all.filter((item) => touchesWindow(item, window));
}

const bytesOfCounts = (items: readonly TallyItem[] | undefined): number => (items?.length ?? 0) * bytes_a_count;

/** The counts of all windows; undefined where there are more than `most`. */
async function allCounts(
  { scope, knownAtMs }: Asking,
  asked: CountsAsked,
  most: number,
): Promise<readonly TallyItem[] | undefined> {
  const whole = { ...asked, window: {}, knownAtMs };
  const { nameDoers } = await runningTotals(scope, whole);
  const items = await tallyItems(scope, { ...whole, ...withActorsIf(nameDoers), most: most + 1 });
  return items.length > most ? undefined : items;
}

/** The stored items in the window, and what lies in the totals that reach out of it: that is taken from them. */
async function storedInReach({ scope, knownAtMs }: Asking, asked: CountsAsked): Promise<readonly TallyItem[]> {
  const { dated, nameDoers } = await runningTotals(scope, { ...asked, knownAtMs });
  const window = reachOfTotals(dated, asked.window) ?? asked.window;
  return tallyItems(scope, { ...asked, ...withActorsIf(nameDoers), window, knownAtMs });
}

/** Where totals name who did what they count, it matters of all counts who did it. */
const withActorsIf = (nameDoers: boolean) => (nameDoers ? { withoutActors: false } : {});

/** As `countsUnder`, always from the figures themselves. */
export async function countsAnew(question: Asking, asked: CountsAsked, isWithin: IsWithin): Promise<Counts> {
  const { scope, knownAtMs, policy } = question;
  const originOf = await registeredOrigins(scope);
  const told = (await toldFigures(scope, { measures: asked.measures, knownAtMs })).map((figure) => ({
    ...figure,
    origin: originOf(figure.origin),
  }));
  const judged = judgeAll(told, ({ figure }) => ({ kind: 'figure', figure }), policy, await voicesUnder(question));
  const counted = groupBy(judged.counted, ({ incident }) => incident);
  const aside = groupBy(
    judged.aside.map(({ one }) => one),
    ({ incident }) => incident,
  );
  // Totals may name who did what they count.
  const isAsked = asked.withoutActors !== true || told.some(({ figure }) => figure.basis === 'cumulative');
  const incidents = isAsked ? [...counted.keys(), ...aside.keys()] : [];
  const withoutReports = [...aside.values()].flatMap((figures) => figures.map(({ reportId }) => reportId));
  const actorsOf = await actorsOfIncidents(scope, { incidents, knownAtMs, withoutReports });
  const itemsOf = async (figures: ReadonlyMap<string, readonly KnownFigure[]>): Promise<readonly TallyItem[]> => {
    const all = [...figures]
      .flatMap(([incident, told]) => itemsKnownAt(incident, told, knownAtMs))
      .map((item) => ({ ...item, actors: involvedInIncident(item, actorsOf) }));
    const ever = await itemsMadeAsked(scope, all, { ...asked, window: {}, knownAtMs }, isWithin);
    const reach = reachOfTotals(ever, asked.window) ?? asked.window;
    return ever.filter((item) => touchesWindow(item, reach));
  };
  const isKnown = ({ knownFromMs, knownToMs }: KnownFigure) => knownFromMs <= knownAtMs && knownAtMs < knownToMs;
  return {
    items: [
      ...(await itemsOf(counted)),
      ...(await itemsOf(aside)).map((item) => ({ ...item, leftOut: true as const })),
    ],
    figuresOf: () =>
      Promise.resolve((incident, leftOut) => ((leftOut ? aside : counted).get(incident) ?? []).filter(isKnown)),
  };
}
