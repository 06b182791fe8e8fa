import { changesOf, type Known, openAt, type Rectangle } from './open-rectangles.js';
import type { KeyReading, KeySince, Lane, Model } from './model.js';
import type { Placed, Stretch } from './stretches.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/**
 * What a model answers of one key, by asking it at every known time from the claims that stand then and from nothing else.
 * `history` must equal it. The cost grows with the square of the known times; for a model of few claims a key it can serve as
 * its `history`, from a known time on as well.
 */
export function plainHistory<Claim extends Known, Answer>(
  model: Model<Claim, Answer>,
  claims: readonly Claim[],
  reading: KeyReading,
  { sinceMs, standing }: Pick<KeySince<Claim, Answer>, 'sinceMs' | 'standing'> = whole,
): readonly Lane<Answer>[] {
  const rowsFrom = ({ answers, supports }: Lane<Answer>) =>
    [
      new PlainRows<Answer>((answer) => model.identityOf(answer), openAt(answers, sinceMs)),
      new PlainRows<string>((reportId) => reportId, openAt(supports, sinceMs)),
    ] as const;
  const lanes = new Map(standing.map((one) => [one.lane, rowsFrom(one)]));
  for (const { knownMs } of changesOf(claims).filter((change) => change.knownMs >= sinceMs)) {
    const layers = new Map(model.layer(standingAt(claims, knownMs), reading).map((one) => [one.lane, one]));
    for (const lane of new Set([...lanes.keys(), ...layers.keys()])) {
      const rows = lanes.get(lane) ?? rowsFrom({ lane, answers: [], supports: [] });
      lanes.set(lane, rows);
      rows[0].readsFrom(knownMs, layers.get(lane)?.answers ?? []);
      rows[1].readsFrom(knownMs, layers.get(lane)?.supports ?? []);
    }
  }
  return [...lanes].map(([lane, [answers, supports]]) => ({ lane, answers: answers.all(), supports: supports.all() }));
}

const whole = { sinceMs: beginning_of_time_ms, standing: [] };

/** The claims that stand at one known time. */
export const standingAt = <Claim extends Known>(claims: readonly Claim[], knownMs: number): readonly Claim[] =>
  claims.filter(({ knownFromMs, knownToMs }) => knownFromMs <= knownMs && knownMs < knownToMs);

/** Rows of which each stands for as long as layer after layer has it. */
class PlainRows<Value> {
  private readonly closed: Rectangle<Value>[] = [];
  private open: ReadonlyMap<string, Rectangle<Value>>;

  constructor(
    private readonly identityOf: (value: Value) => string,
    standing: readonly Rectangle<Value>[],
  ) {
    this.open = new Map(standing.map((row) => [this.sideOf(row.valid, row.value), row]));
  }

  readsFrom(knownMs: number, layer: readonly Placed<Value>[]): void {
    const known = { fromMs: knownMs, toMs: end_of_time_ms };
    const now = new Map<string, Rectangle<Value>>();
    for (const { value, ...valid } of layer) {
      const side = this.sideOf(valid, value);
      now.set(side, this.open.get(side) ?? { valid, known, value });
    }
    for (const [side, row] of this.open)
      if (!now.has(side)) this.closed.push({ ...row, known: { ...row.known, toMs: knownMs } });
    this.open = now;
  }

  all(): readonly Rectangle<Value>[] {
    return [...this.closed, ...this.open.values()];
  }

  private sideOf({ fromMs, toMs }: Stretch, value: Value): string {
    return `${fromMs} ${toMs} ${this.identityOf(value)}`;
  }
}
