import { type Day, type Figure, isDay, isOfSomebody, type Moment } from '#situation';
import type { AxisDto } from '../conditions/condition-answer.dto.js';
import type { CountChangeDto, CountDto } from '../changes/count-change.dto.js';
import type { DifferingAccountDto } from '../contradictions/contradiction.dto.js';
import type { HoldingDto } from '../control/control-answer.dto.js';
import type { Words } from './words.js';

/** What sentences are written with: words, and what actors and places are called in their language. */
export interface Speech {
  readonly words: Words;
  readonly actor: (id: string) => string;
  readonly place: (id: string) => string;
}

const namesOf = (ids: readonly string[], { words, actor }: Speech): string => words.list([...new Set(ids.map(actor))]);

/** "held by Iraq; under fire". */
export function holdingText(holding: HoldingDto, speech: Speech): string {
  const { words } = speech;
  const conditions = words.list(holding.conditions.map((condition) => words.sayOf('condition', condition)));
  const status = statusText(holding, speech);
  return conditions === '' ? status : words.say('status.with', { status, conditions });
}

function statusText(
  { status, holders, extent, transition }: Pick<HoldingDto, 'status' | 'holders' | 'extent' | 'transition'>,
  speech: Speech,
): string {
  const { words } = speech;
  const gaps = { who: namesOf(holders, speech), n: holders.length };
  switch (status) {
    case 'held':
      return words.say(extent === 'most' || extent === 'nearly_all' ? `status.${extent}` : 'status.held', gaps);
    case 'inferred':
    case 'contested':
    case 'divided':
      return words.say(`status.${status}`, gaps);
    case 'transition':
      return words.say('status.transition', {
        from: namesOf(transition?.from ?? [], speech),
        to: namesOf(transition?.to ?? [], speech),
      });
    default:
      return words.say('status.unknown');
  }
}

/** "from Islamic State to Iraq"; of holders that cannot be named, what the answers are. */
export function handsText(before: HoldingDto, after: HoldingDto, speech: Speech): string {
  const { words } = speech;
  const lost = before.transition?.from ?? before.holders.filter((holder) => !after.holders.includes(holder));
  if (after.status !== 'held' || after.holders.length === 0) return changedText(before, after, speech);
  const to = namesOf(after.holders, speech);
  const hands =
    lost.length === 0 ? words.say('hands.to', { to }) : words.say('hands.fromTo', { from: namesOf(lost, speech), to });
  const conditions = words.list(after.conditions.map((condition) => words.sayOf('condition', condition)));
  return conditions === '' ? hands : words.say('status.with', { status: hands, conditions });
}

/** "fought over, now held by Iraq"; where the holders stayed, what began, ended or was seen no more. */
export function changedText(before: HoldingDto, after: HoldingDto, speech: Speech): string {
  const { words } = speech;
  const [was, is] = [statusText(before, speech), statusText(after, speech)];
  if (before.status === 'unknown' || was !== is)
    return wasText(holdingText(before, speech), holdingText(after, speech), before.status === 'unknown', speech);
  if (after.aged && !before.aged) return words.say('changed.aged', { status: is, n: after.evidenceAgeDays ?? 0 });
  const named = (conditions: readonly string[]): string =>
    words.list(conditions.map((condition) => words.sayOf('condition', condition)));
  const begun = after.conditions.filter((condition) => !before.conditions.includes(condition));
  const over = before.conditions.filter((condition) => !after.conditions.includes(condition));
  const parts = [
    ...(begun.length > 0 ? [words.say('changed.begun', { conditions: named(begun) })] : []),
    ...(over.length > 0 ? [words.say('changed.over', { conditions: named(over) })] : []),
    ...(after.stale && !before.stale ? [words.say('changed.quiet')] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : holdingText(after, speech);
}

const wasText = (before: string, after: string, isNew: boolean, { words }: Speech): string =>
  isNew ? after : words.say('changed.was', { before, after });

/** "open, inferred, now cut to Islamic State". */
export const axisChangedText = (before: AxisDto, after: AxisDto, speech: Speech): string =>
  wasText(axisText(before, speech), axisText(after, speech), before.state === 'unknown', speech);

function axisText({ state, closedTo, inferred }: AxisDto, speech: Speech): string {
  const { words } = speech;
  const text =
    state === 'cut' && closedTo.length > 0
      ? words.say('condition.cutTo', { who: namesOf(closedTo, speech) })
      : words.sayOf('condition', state);
  return inferred ? words.say('condition.inferred', { state: text }) : text;
}

/** "more than 20", "3,000 to 6,000", "134": never a number that nobody gave. */
function amountText({ low, best, high, lowExclusive }: CountDto, words: Words): string {
  const { number } = words;
  if (low !== null && high !== null)
    return low === high ? number(low) : words.say('count.range', { low: number(low), high: number(high) });
  if (low === 0 && best === null) return words.say('count.notKnown');
  if (low !== null) return words.say(lowExclusive ? 'count.moreThan' : 'count.atLeast', { low: number(low) });
  if (best !== null) return number(best);
  return high === null ? words.say('count.notPublished') : words.say('count.atMost', { high: number(high) });
}

/** Units that a measure says by itself: killed people, shells fired. */
const implied_units = ['people', 'bridges', 'shells', 'strikes'];

/** "at most 200 m"; what is not a number has no unit. */
function measuredText(count: CountDto, unit: string, words: Words): string {
  const amount = amountText(count, words);
  const isNumber = count.best !== null || count.high !== null || (count.low ?? 0) > 0;
  if (!isNumber || implied_units.includes(unit)) return amount;
  return words.say('count.withUnit', { amount, unit: words.sayOf('unit', unit) });
}

/** What is counted of whom. */
const countedText = ({ measure, group }: { readonly measure: string; readonly group: string }, speech: Speech) => ({
  measure: speech.words.sayOf('measure', measure),
  of: isOfSomebody({ measure, group }) ? 'group' : 'nothing',
  group: groupText(group, speech),
});

/** The flags that change how a number is read. */
const shown_flags = [
  'spread',
  'disjoint_accounts',
  'overlapping_totals',
  'revised_down',
  'part_above_whole',
  'placed_elsewhere',
];

/** "killed (civilians): more than 20; accounts differ". */
export function countText(
  { kind, measure, group, unit, origin, before, after, flags }: CountChangeDto,
  speech: Speech,
): string {
  const { words } = speech;
  const asked = { amount: measuredText(after, unit, words), ...countedText({ measure, group }, speech) };
  const line =
    kind === 'told'
      ? words.say('count.line', asked)
      : words.say('count.total', { ...asked, days: daysText(after, words), origin: origin ?? 'none' });
  const { low, best, high } = after;
  // What is spread over days has no best account of a part of them: nobody counted three quarters of a person.
  const isBetween = !flags.includes('spread') && best !== null && low !== null && high !== null && low < high;
  const told = isBetween ? words.say('count.best', { line, best: words.number(best) }) : line;
  const moved =
    before === null ? told : words.say('count.before', { line: told, before: measuredText(before, unit, words) });
  const read = words.list(flags.filter((flag) => shown_flags.includes(flag)).map((flag) => words.sayOf('flag', flag)));
  return read === '' ? moved : words.say('count.flagged', { line: moved, flags: read });
}

/** "killed (civilians): more than 20, 8 March 2017". */
export function figureText({ measure, group, unit, lowExclusive, period, ...figure }: Figure, speech: Speech): string {
  const { words } = speech;
  const count = {
    low: figure.low ?? null,
    best: figure.best ?? null,
    high: figure.high ?? null,
    lowExclusive,
    from: dayOf(period.from),
    to: dayOf(period.to),
  };
  const asked = { amount: measuredText(count, unit, words), ...countedText({ measure, group }, speech) };
  const line = words.say('count.line', asked);
  return count.to === null ? line : words.say('count.dated', { line, days: daysText(count, words) });
}

/** What an account says as coded: "held by Iraq, 8 March 2017", "damaged, 31 December 2014", "3,000 to 6,000"; else its words. */
export function accountText({ says, coded }: DifferingAccountDto, speech: Speech): string {
  const { words } = speech;
  const said = coded.map(({ status, holders = [], state, effective, count }) => {
    if (count !== undefined) {
      const { low = null, best = null, high = null, lowExclusive, unit } = count;
      return measuredText({ low, best, high, lowExclusive, from: null, to: null }, unit, words);
    }
    const what =
      state === undefined
        ? statusText({ status: status ?? 'unknown', holders, extent: null, transition: null }, speech)
        : words.sayOf('condition', state);
    return effective === undefined
      ? what
      : words.say('count.dated', { line: what, days: momentText(effective, words) });
  });
  return said.length === 0 ? says : [...new Set(said)].join('; ');
}

/** A day, or an instant by the clock of the desk. */
export const momentText = (moment: string, words: Words): string =>
  isDay(moment) ? words.day(moment) : words.moment(moment);

const dayOf = (moment: Moment | 'open' | undefined): Day | null =>
  moment === undefined || moment === 'open' ? null : (moment.slice(0, 'yyyy-mm-dd'.length) as Day);

/** Whom a number counts, or for whom a way is: a word for those that nobody registers, else a name. */
export const groupText = (group: string, { words, actor }: Speech): string => {
  const word = words.sayOf('group', group);
  return word === group ? actor(group) : word;
};

function daysText({ from, to }: CountDto, words: Words): string {
  if (to === null) return words.say('days.unknown');
  if (from === null) return words.say('days.until', { to: words.day(to) });
  return from === to ? words.day(to) : words.say('days.span', { from: words.day(from), to: words.day(to) });
}
