import { canonical } from '../canonical.js';
import { groupBy } from '../group-by.js';
import type { Model } from '../history/model.js';
import type { Rectangle } from '../history/open-rectangles.js';
import { all_time } from '../history/stretches.js';
import { beginning_of_time_ms } from '../time/time.js';
import { type CountedItem, withoutReports } from './counted-item.js';
import { keyOf } from './item-key.js';
import type { KnownFigure } from './known-figure.js';
import { itemKnown, tallyHistory, type TallySpan } from './tally-items.js';

/** What the reports of an incident count, by the rules of `tally-items.ts`; each item is a lane, named by `keyOf`. */
export const tallyModel: Model<KnownFigure, CountedItem> = {
  identityOf: canonical,
  history: (figures, { key }, since) => {
    const lanes = groupBy(tallyHistory(key, figures, since?.sinceMs, since?.changed), (span) => span.key);
    return [...lanes].map(([lane, spans]) => {
      const stored = since?.standing.find((one) => one.lane === lane)?.answers ?? [];
      return { lane, answers: joined(spans, stored, since?.sinceMs ?? beginning_of_time_ms), supports: [] };
    });
  },
  layer: (standing, { key }) =>
    [...groupBy(standing, ({ figure }) => keyOf(figure))].flatMap(([lane, same]) => {
      const item = itemKnown(key, same);
      if (item === undefined) return [];
      // What is counted of an incident holds whatever valid time is asked about: its days are part of the answer.
      return [{ lane, answers: [{ ...all_time, value: withoutReports(item) }], supports: [] }];
    }),
};

/**
 * Spans as rows, with those that are stored: of a span that began before `sinceMs` only the end is new, and from where on a
 * span cannot differ the stored ones hold.
 */
function joined(
  spans: readonly TallySpan[],
  stored: readonly Rectangle<CountedItem>[],
  sinceMs: number,
): readonly Rectangle<CountedItem>[] {
  return spans.flatMap(({ known, item, asStoredFromMs }) => {
    const before = known.fromMs < sinceMs ? stored.find((row) => row.known.fromMs < sinceMs) : undefined;
    if (known.fromMs < sinceMs && before === undefined) return [];
    const row = before ?? { valid: all_time, known, value: item };
    if (asStoredFromMs === undefined) return [{ ...row, known: { ...row.known, toMs: known.toMs } }];
    const standing = stored.find((one) => one.known.fromMs <= asStoredFromMs && asStoredFromMs < one.known.toMs);
    if (standing === undefined) throw new Error(`Nothing is stored of "${keyOfRow(row)}" where it has not changed.`);
    const later = stored.filter((one) => one !== standing && one.known.toMs > asStoredFromMs);
    return [{ ...row, known: { ...row.known, toMs: standing.known.toMs } }, ...later];
  });
}

const keyOfRow = ({ value: { incident, measure, group } }: Rectangle<CountedItem>): string =>
  [incident, measure, group].join(' ');
