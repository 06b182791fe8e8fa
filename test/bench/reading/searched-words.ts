import type { SitrepEvent } from '#situation';
import { Dice } from '../../crash/dice.js';

const syllables = 'ba da fa ga ha ja ka la ma na ra sa ta wa za be de fe ri so tu shi kho qar mun dal'.split(' ');
const vocabulary = 30_000;
const words_of_summary = 14;

/** The word of a rank: the same rank is the same word, and no two ranks share one. */
export const wordOf = (rank: number): string => {
  let [left, word] = [rank + syllables.length, ''];
  for (; left > 0; left = Math.floor(left / syllables.length)) word = syllables[left % syllables.length]! + word;
  return word;
};

/** Reports as they come, in words of which each is used by its rank (Zipf), as those of a language are. */
export function* inManyWords(events: Iterable<SitrepEvent>, seed: number): Generator<SitrepEvent> {
  const dice = new Dice(seed);
  // Inverse of the sum of 1/rank: a rank is as likely as it is small.
  const rank = (): number => Math.floor(vocabulary ** (dice.between(0, 1_000_000) / 1_000_000)) - 1;
  for (const event of events) {
    if (event.kind !== 'reported') yield event;
    else {
      const said = Array.from({ length: words_of_summary }, () => wordOf(rank())).join(' ');
      yield { ...event, data: { ...event.data, summary: `Report ${event.data.externalId}: ${said}.` } };
    }
  }
}
