import { groupBy } from '../group-by.js';
import { answerOf, type Reckoning, type TallyAnswer } from './tally-answer.js';
import { decideGroup, type DecidedGroup } from './tally-decision.js';
import type { TallyItem } from './tally-items.js';
import { partsAsked } from './tally-narrowing.js';
import { identityOf, withAllWholes } from './tally-parts.js';
import { reckonIn } from './tally-reckoning.js';
import { Windows } from './tally-windows.js';
import type { TallyQuestion } from './tally-totals.js';

/** Answers the question for every measure, group and unit among the items, in that order. */
export const combineTallies = (items: readonly TallyItem[], question: TallyQuestion): readonly TallyAnswer[] =>
  reckonTallies(items, question).map(answerOf);

/** As `combineTallies`, with what each answer was made of. */
export const reckonTallies = (items: readonly TallyItem[], question: TallyQuestion): readonly Reckoning[] =>
  reckonWindows(decideTallies(items, question), new Windows([question.window]))[0] ?? [];

/**
 * What counts for a question, for every measure, group and unit in that order: decided once, so that the windows that it
 * is cut into add up to it.
 */
export function decideTallies(told: readonly TallyItem[], question: TallyQuestion): readonly DecidedGroup[] {
  const items = told.flatMap((item) => partsAsked(item, question));
  const ordered = [...withAllWholes(items.filter(isCounted)), ...items.filter((item) => !isCounted(item))]
    .map((item) => ({ item, identity: identityOf(item) }))
    .sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0))
    .map(({ item }) => item);
  const byGroup = groupBy(
    ordered,
    (item) => `${item.measure} ${item.group} ${item.unit} ${item.countedAs === undefined ? 'itself' : 'rolled up'}`,
  );
  return [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => {
      const [first] = same;
      const isAsked = first !== undefined && (question.measures?.includes(first.measure) ?? true);
      return isAsked ? decideGroup(first, same, ordered, question) : [];
    });
}

const isCounted = ({ leftOut }: TallyItem): boolean => leftOut !== true;

/** The reckonings of each window, of what was decided for all of them. */
export function reckonWindows(decided: readonly DecidedGroup[], windows: Windows): readonly (readonly Reckoning[])[] {
  const groups = decided.map((group) => reckonIn(group, windows));
  return windows.windows.map((_, at) => groups.flatMap((reckonings) => reckonings[at] ?? []));
}
