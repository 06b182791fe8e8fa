import { type HistoryBounds, withinAt } from './history-bounds.js';
import type { KeyReading, KeySince, Lane, Model } from './model.js';
import { type Known, openAt, OpenRectangles, type Rectangle } from './open-rectangles.js';
import type { Stretch } from './stretches.js';
import { greatestOf, leastOf } from '../extremes.js';
import { groupBy } from '../group-by.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/**
 * What a model answers of one key from a known time on, where nothing of it can differ from what is stored outside of bounds.
 * `claims` are those that bear within them; `standing` is all that is stored and touches them. The rows are what `standing`
 * becomes, as large as can be beyond the bounds too.
 */
export function historyWithin<Claim extends Known, Answer>(
  model: Model<Claim, Answer>,
  claims: readonly Claim[],
  reading: KeyReading,
  { sinceMs, standing }: Pick<KeySince<Claim, Answer>, 'sinceMs' | 'standing'>,
  bounds: HistoryBounds,
): readonly Lane<Answer>[] {
  const at = withinAt(bounds, sinceMs);
  const clipped = standing.map(({ lane, answers, supports }) => ({
    lane,
    answers: inside(openAt(answers, sinceMs), at),
    supports: inside(openAt(supports, sinceMs), at),
  }));
  const resolved = new Map(
    model.history(claims, reading, { sinceMs, standing: clipped, bounds }).map((one) => [one.lane, one]),
  );
  const stitching = new Stitching(sinceMs, bounds);
  const stored = new Map(standing.map((one) => [one.lane, one]));
  return [...new Set([...stored.keys(), ...resolved.keys()])].map((lane) => {
    const [was, now] = [stored.get(lane), resolved.get(lane)];
    const [wereOf, areOf] = [supportsByReport(was), supportsByReport(now)];
    return {
      lane,
      answers: stitching.join(was?.answers ?? [], now?.answers ?? [], (answer) => model.identityOf(answer)),
      supports: [...new Set([...wereOf.keys(), ...areOf.keys()])].flatMap((reportId) =>
        stitching.join(wereOf.get(reportId) ?? [], areOf.get(reportId) ?? [], (value) => value),
      ),
    };
  });
}

const supportsByReport = (lane: Pick<Lane<unknown>, 'supports'> | undefined) =>
  groupBy(lane?.supports ?? [], ({ value }) => value);

/** What of these rows lies within a stretch of valid time. */
const inside = <Row extends Pick<Rectangle<unknown>, 'valid'>>(
  rows: readonly Row[],
  { fromMs, toMs }: Stretch,
): readonly Row[] =>
  rows.flatMap((row) => {
    const valid = { fromMs: Math.max(row.valid.fromMs, fromMs), toMs: Math.min(row.valid.toMs, toMs) };
    return valid.fromMs < valid.toMs ? [{ ...row, valid }] : [];
  });

/** Joins what is resolved within bounds to what is stored beyond them. */
class Stitching {
  constructor(
    private readonly sinceMs: number,
    private readonly bounds: HistoryBounds,
  ) {}

  join<Value>(
    stored: readonly Rectangle<Value>[],
    resolved: readonly Rectangle<Value>[],
    identityOf: (value: Value) => string,
  ): readonly Rectangle<Value>[] {
    const rows = new OpenRectangles(openAt(stored, this.sinceMs), identityOf);
    const all = [...stored, ...resolved];
    const hull = {
      fromMs: leastOf(all.map(({ valid }) => valid.fromMs)),
      toMs: greatestOf(all.map(({ valid }) => valid.toMs)),
    };
    for (const knownMs of this.knownTimes(all)) {
      const within = withinAt(this.bounds, knownMs);
      const [were, are] = [layerAt(stored, knownMs), layerAt(resolved, knownMs)];
      const layer = [
        ...inside(were, { fromMs: beginning_of_time_ms, toMs: within.fromMs }),
        ...inside(are, within),
        ...inside(were, { fromMs: within.toMs, toMs: end_of_time_ms }),
      ];
      rows.replace(
        knownMs,
        hull,
        layer.map(({ valid, value }) => ({ ...valid, value })),
      );
    }
    return rows.all();
  }

  /** The known times from the first on at which one of these begins or ends, or the bounds close, in order. */
  private knownTimes(rows: readonly Rectangle<unknown>[]): readonly number[] {
    const all = rows.flatMap(({ known }) => [known.fromMs, known.toMs]).concat(this.bounds.closedMs);
    return [...new Set(all)].filter((ms) => ms >= this.sinceMs && ms < end_of_time_ms).sort((a, b) => a - b);
  }
}

/** What rows come to at one known time, in order. */
const layerAt = <Value>(rows: readonly Rectangle<Value>[], knownMs: number): readonly Rectangle<Value>[] =>
  rows
    .filter(({ known }) => known.fromMs <= knownMs && knownMs < known.toMs)
    .sort((a, b) => a.valid.fromMs - b.valid.fromMs);
