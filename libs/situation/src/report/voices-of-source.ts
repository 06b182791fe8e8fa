import type { Memberships } from '../sides/memberships.js';
import { foldVoice, type SourceNames } from './source-names.js';
import type { Day } from '../time/time.js';

/** The voices, as printed, that are one source from the first of these days to the end of the last; neither end means ever. */
export interface VoicesOfStretch {
  readonly from?: Day;
  readonly to?: Day;
  readonly voices: readonly string[];
}

/**
 * Returns which of the printed voices a source is, by any of its names: where exactly one registered actor is called so,
 * that actor under all its names and what is a part of it on the day; else what is printed so. Undefined if it is neither.
 */
export function voicesOfSource(
  source: string,
  printed: readonly string[],
  names: SourceNames,
  memberships: Memberships,
): readonly VoicesOfStretch[] | undefined {
  const [actor, ...others] = names.called(source);
  if (actor === undefined || others.length > 0) {
    const voices = printed.filter((voice) => foldVoice(voice) === foldVoice(source));
    return voices.length === 0 ? undefined : [{ voices }];
  }
  return memberships.partsOverTime(actor).map(({ parts, ...days }) => ({
    ...days,
    voices: printed.filter((voice) => {
      const speaker = names.actorOf(voice);
      return speaker !== undefined && parts.has(speaker);
    }),
  }));
}
