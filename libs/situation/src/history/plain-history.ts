import { changesOf, type Known, type Rectangle } from './open-rectangles.js';
import type { KeyReading, Lane, Model } from './model.js';
import type { Placed } from './stretches.js';
import { end_of_time_ms } from '../time/time.js';

/**
 * What a model answers of one key, by asking it at every known time from the claims that stand then and from nothing else.
 * `history` must equal it. The cost grows with the square of the known times.
 */
export function plainHistory<Claim extends Known, Answer>(
  model: Model<Claim, Answer>,
  claims: readonly Claim[],
  reading: KeyReading,
): readonly Lane<Answer>[] {
  const lanes = new Map<string, readonly [answers: PlainRows<Answer>, supports: PlainRows<string>]>();
  for (const { knownMs } of changesOf(claims)) {
    const layers = new Map(model.layer(standingAt(claims, knownMs), reading).map((one) => [one.lane, one]));
    for (const lane of new Set([...lanes.keys(), ...layers.keys()])) {
      const rows = lanes.get(lane) ?? [
        new PlainRows<Answer>((answer) => model.identityOf(answer)),
        new PlainRows<string>((reportId) => reportId),
      ];
      lanes.set(lane, rows);
      rows[0].readsFrom(knownMs, layers.get(lane)?.answers ?? []);
      rows[1].readsFrom(knownMs, layers.get(lane)?.supports ?? []);
    }
  }
  return [...lanes].map(([lane, [answers, supports]]) => ({ lane, answers: answers.all(), supports: supports.all() }));
}

/** The claims that stand at one known time. */
export const standingAt = <Claim extends Known>(claims: readonly Claim[], knownMs: number): readonly Claim[] =>
  claims.filter(({ knownFromMs, knownToMs }) => knownFromMs <= knownMs && knownMs < knownToMs);

/** Rows of which each stands for as long as layer after layer has it. */
class PlainRows<Value> {
  private readonly closed: Rectangle<Value>[] = [];
  private open = new Map<string, Rectangle<Value>>();

  constructor(private readonly identityOf: (value: Value) => string) {}

  readsFrom(knownMs: number, layer: readonly Placed<Value>[]): void {
    const known = { fromMs: knownMs, toMs: end_of_time_ms };
    const now = new Map<string, Rectangle<Value>>();
    for (const { value, ...valid } of layer) {
      const side = `${valid.fromMs} ${valid.toMs} ${this.identityOf(value)}`;
      now.set(side, this.open.get(side) ?? { valid, known, value });
    }
    for (const [side, row] of this.open)
      if (!now.has(side)) this.closed.push({ ...row, known: { ...row.known, toMs: knownMs } });
    this.open = now;
  }

  all(): readonly Rectangle<Value>[] {
    return [...this.closed, ...this.open.values()];
  }
}
