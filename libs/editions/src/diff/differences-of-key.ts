import type { ValidAt } from '#read-models/queries';
import { endOfDayMs, localDay, type TimeZone, toInstant } from '#situation';
import type { Answer, DiffItem, DiffModel, DiffPeriod } from './diff-item.js';
import type { AnswerRow } from './answers.query.js';
import { answerWords } from './words.js';

interface Sides<Value> {
  readonly a: Value;
  readonly b: Value;
}

/** A stretch over which the sides differ in one way. */
interface Stretch extends Sides<Answer | null> {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Where two sides say different things of one key: over which stretches of valid time or, when they are asked about a
 * moment, at that moment. What happened only after the moment asked about is not said by then.
 */
export function differencesOfKey(
  model: DiffModel,
  said: Sides<readonly AnswerRow[]>,
  validAt: Sides<ValidAt | undefined>,
): readonly DiffItem[] {
  const [sample] = [...said.a, ...said.b];
  if (sample === undefined) return [];
  const overTime = sample.zone !== null;
  const stretches =
    overTime && validAt.a === undefined && validAt.b === undefined
      ? differingStretches(said)
      : momentOf({ a: answerAt(said.a, validAt.a), b: answerAt(said.b, validAt.b) });
  const { id, name, detail } = sample;
  return stretches.map((stretch) => ({
    readModel: model,
    subject: { id, name, detail },
    period: Number.isNaN(stretch.fromMs)
      ? daysOf(sample)
      : { from: instant(stretch.fromMs), to: instant(stretch.toMs) },
    a: { words: answerWords(model, stretch.a), answer: stretch.a },
    b: { words: answerWords(model, stretch.b), answer: stretch.b },
  }));
}

const instant = (ms: number): string | null => (Number.isFinite(ms) ? toInstant(ms) : null);

const daysOf = ({ period_from, period_to }: AnswerRow): DiffPeriod | null =>
  period_from === null && period_to === null ? null : { from: period_from, to: period_to };

const textOf = (answer: Answer | null): string => JSON.stringify(answer);

const momentOf = (sides: Sides<Answer | null>): readonly Stretch[] =>
  textOf(sides.a) === textOf(sides.b) ? [] : [{ ...sides, fromMs: Number.NaN, toMs: Number.NaN }];

/** What is said at a moment; without one, of what has no valid time, the only thing that is said. */
function answerAt(rows: readonly AnswerRow[], validAt: ValidAt | undefined): Answer | null {
  const row = rows.find((one) => validAt === undefined || holdsAt(one, validAt));
  return row?.answer ?? null;
}

function holdsAt({ zone, valid_from, valid_to, period_from }: AnswerRow, validAt: ValidAt): boolean {
  if (zone === null) return period_from === null || period_from <= dayOf(validAt, 'UTC');
  const atMs = 'day' in validAt ? endOfDayMs(validAt.day, zone) : validAt.instantMs;
  return valid_from <= atMs && atMs < valid_to;
}

const dayOf = (validAt: ValidAt, zone: TimeZone): string =>
  'day' in validAt ? validAt.day : localDay(validAt.instantMs, zone);

/** Every stretch between two turns of either side, joined where the same difference goes on. */
function differingStretches({ a, b }: Sides<readonly AnswerRow[]>): readonly Stretch[] {
  const turns = [...a, ...b].flatMap(({ valid_from, valid_to }) => [valid_from, valid_to]);
  const cuts = [...new Set(turns)].sort((one, other) => one - other);
  const found: Stretch[] = [];
  for (const [index, toMs] of cuts.slice(1).entries()) {
    const fromMs = cuts[index] as number;
    const answerIn = (rows: readonly AnswerRow[]): Answer | null =>
      rows.find(({ valid_from, valid_to }) => valid_from <= fromMs && fromMs < valid_to)?.answer ?? null;
    const sides = { a: answerIn(a), b: answerIn(b) };
    if (textOf(sides.a) === textOf(sides.b)) continue;
    const last = found.at(-1);
    const goesOn = last?.toMs === fromMs && textOf(last.a) === textOf(sides.a) && textOf(last.b) === textOf(sides.b);
    if (goesOn) found[found.length - 1] = { ...last, toMs };
    else found.push({ ...sides, fromMs, toMs });
  }
  return found;
}
