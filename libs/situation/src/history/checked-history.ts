import { canonical } from '../canonical.js';
import { changesOf, type Known, type Rectangle } from './open-rectangles.js';
import type { KeyReading, Lane, Layer, Model } from './model.js';
import { plainHistory, standingAt } from './plain-history.js';
import type { Placed } from './stretches.js';

/** How many known times of a key are resolved by themselves: all where it has no more, else so many of them. */
const layers_looked_at = 400;

/**
 * What a model answers of one key, for a verification: `plainHistory` where that is affordable. Of a key with more known times
 * than `looked_at` the rows of `history`, when at so many of them, evenly spread, the newest among them, it says what the
 * layer by itself says; else `plainHistory` all the same.
 */
export function checkedHistory<Claim extends Known, Answer>(
  model: Model<Claim, Answer>,
  claims: readonly Claim[],
  reading: KeyReading,
  lookedAt = layers_looked_at,
): readonly Lane<Answer>[] {
  const times = changesOf(claims).map(({ knownMs }) => knownMs);
  if (times.length <= lookedAt) return plainHistory(model, claims, reading);
  const lanes = model.history(claims, reading);
  const isSame = (knownMs: number): boolean =>
    textOf(lanes.map((lane) => layerAt(lane, knownMs))) === textOf(model.layer(standingAt(claims, knownMs), reading));
  for (let index = 0; index < lookedAt; index += 1) {
    const knownMs = times[Math.floor(((index + 1) * times.length) / lookedAt) - 1] as number;
    if (!isSame(knownMs)) return plainHistory(model, claims, reading);
  }
  return lanes;
}

/** What rows say at one known time. */
const layerAt = <Answer>({ lane, answers, supports }: Lane<Answer>, knownMs: number): Layer<Answer> => ({
  lane,
  answers: placedAt(answers, knownMs),
  supports: placedAt(supports, knownMs),
});

const placedAt = <Value>(rows: readonly Rectangle<Value>[], knownMs: number): readonly Placed<Value>[] =>
  rows
    .filter(({ known }) => known.fromMs <= knownMs && knownMs < known.toMs)
    .map(({ valid, value }) => ({ ...valid, value }));

/** Equal for layers that say the same, in whatever order. */
const textOf = (layers: readonly Layer<unknown>[]): string =>
  layers
    .flatMap(({ lane, answers, supports }) => [
      ...answers.map((one) => canonical([lane, one])),
      ...supports.map((one) => canonical(['', lane, one])),
    ])
    .sort()
    .join('\n');
