import { createHash } from 'node:crypto';
import type { TallySpan } from '#situation';
import { canonical } from '../../table/canonical.js';
import type { SpanChange, StoredSpan } from './tally-spans.table.js';

/** How the item of a span is named in its row: keys are as long as a list of places. */
export const itemOf = (key: string): string => createHash('md5').update(key).digest('hex');

/**
 * The least change from the stored spans of an incident that reach or follow a known time to those counted anew from it on.
 * Of a span that begins before it only the end can differ.
 */
export function compareSpans(stored: readonly StoredSpan[], fresh: readonly TallySpan[], sinceMs: number): SpanChange {
  const nameOf = (item: string, { known }: TallySpan): string =>
    `${item} ${known.fromMs < sinceMs ? '' : known.fromMs}`;
  const left = new Map(stored.map((span) => [nameOf(span.key, span), span]));
  const [deleted, resized, inserted]: [StoredSpan[], StoredSpan[], TallySpan[]] = [[], [], []];
  for (const span of fresh.flatMap((one) => withStored(one, stored))) {
    const name = nameOf(itemOf(span.key), span);
    const same = left.get(name);
    const isEarlier = span.known.fromMs < sinceMs;
    if (same === undefined) {
      if (!isEarlier) inserted.push(span);
      continue;
    }
    left.delete(name);
    if (!isEarlier && canonical(same.item) !== canonical(span.item)) {
      deleted.push(same);
      inserted.push(span);
    } else if (same.known.toMs !== span.known.toMs)
      resized.push({ ...same, known: { ...same.known, toMs: span.known.toMs } });
  }
  return { deleted: [...deleted, ...left.values()], resized, inserted };
}

/** A span with those of later known times as they are stored, where these hold. */
function withStored(span: TallySpan, stored: readonly StoredSpan[]): readonly TallySpan[] {
  const { asStoredFromMs: fromMs } = span;
  if (fromMs === undefined) return [span];
  const same = stored.filter(({ key, known }) => key === itemOf(span.key) && known.toMs > fromMs);
  const standing = same.find(({ known }) => known.fromMs <= fromMs);
  if (standing === undefined) throw new Error(`Nothing is stored of "${span.key}" where it has not changed.`);
  const later = same.filter((one) => one !== standing).map((one) => ({ ...one, key: span.key }));
  return [{ ...span, known: { ...span.known, toMs: standing.known.toMs } }, ...later];
}
