import { most_counts_placed, TooManyCounts } from '#situation';
import { Rejected } from '../http/rejected.js';

/**
 * Returns what `reckon` does. `instead` says which parameter asks for too much, and what would be right.
 *
 * @throws {Rejected} `malformed` when it would place more counts than one answer does.
 */
export function refusingTooMany<Reckoned>(
  reckon: () => Reckoned,
  instead: { readonly parameter: string; readonly detail: string },
): Reckoned {
  const reckoned = unlessTooMany(reckon);
  if (reckoned !== undefined) return reckoned;
  const { parameter, detail } = instead;
  throw new Rejected('malformed', 'The question asks for too many counts at once.', [
    { parameter, code: 'too_many_counts', detail: `It places more than ${most_counts_placed} counts: ${detail}` },
  ]);
}

/** Returns what `reckon` does; undefined where it would place more counts than one answer does. */
export function unlessTooMany<Reckoned>(reckon: () => Reckoned): Reckoned | undefined {
  try {
    return reckon();
  } catch (cause) {
    if (!(cause instanceof TooManyCounts)) throw cause;
    return undefined;
  }
}
