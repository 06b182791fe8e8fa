import type { Actor } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';

type Named = Pick<Actor, 'id' | 'name' | 'aliases'>;

/** An abbreviation as it is written: 2 to 4 letters, at least two of them capitals. */
const abbreviation = /^(?=.*\p{Lu}.*\p{Lu})\p{L}{2,4}$/u;

/**
 * Returns 1 to 4 letters that stand for each actor in a mark, no two alike: its shortest alias that is an abbreviation,
 * else the initials of its name, of one word its first letter and the consonants after it. What is taken already gets a
 * number.
 */
export function partyLetters(actors: readonly Named[]): ReadonlyMap<ActorId, string> {
  const letters = new Map<ActorId, string>();
  const taken = new Set<string>();
  for (const actor of actors) {
    const wanted = wantedLetters(actor);
    let given = wanted;
    for (let number = 2; taken.has(given); number += 1) given = `${wanted.slice(0, 3)}${number}`;
    taken.add(given);
    letters.set(actor.id, given);
  }
  return letters;
}

function wantedLetters({ id, name, aliases }: Named): string {
  const abbreviations = aliases.filter((alias) => abbreviation.test(alias));
  const [shortest] = abbreviations.sort((a, b) => a.length - b.length);
  if (shortest !== undefined) return shortest;
  const words = name.replace(/\(.*?\)/g, '').match(/\p{L}+/gu) ?? [];
  const [first = id] = words;
  const letters = words.length > 1 ? words.map(([initial]) => initial).join('') : withoutVowels(first);
  return letters.slice(0, 3).toUpperCase();
}

/** The first letter and the consonants after it; the word itself where these are too few. */
function withoutVowels(word: string): string {
  const [first = '', ...rest] = word;
  const short = first + rest.filter((letter) => !/[aeiou]/i.test(letter)).join('');
  return short.length > 1 ? short : word;
}
