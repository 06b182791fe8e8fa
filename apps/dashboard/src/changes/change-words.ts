import type { ConditionChangeDto, ControlChangeDto } from 'sitrep-api';
import { wordsOfAxis } from '../map/passage.js';
import type { Parties } from '../marks/parties.js';
import { briefOf } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';

/** What a sentence about a change is written with. */
export interface AskedWords {
  readonly words: Words;
  readonly parties: Parties;
}

/** "Islamic State to Iraq; cut to Islamic State". */
export function handsText(
  change: ControlChangeDto,
  conditions: readonly ConditionChangeDto[],
  { words, parties }: AskedWords,
): string {
  const who = (actors: readonly string[]): string => words.list(parties.ofAll(actors).map(({ name }) => name));
  const { before, after } = change;
  const lost = before.transition?.from ?? before.holders.filter((holder) => !after.holders.includes(holder));
  const from = who(lost) || words.say('report.nobody');
  const hands = words.say('changes.hands', {
    from,
    to: who(change.after.holders) || briefOf(change.after, parties, words),
  });
  const cut = conditions.find(({ place, after }) => place.id === change.place.id && after.state === 'cut');
  if (cut === undefined) return hands;
  const text = wordsOfAxis(cut.after, parties, words);
  return words.semicolons([hands, `${text.charAt(0).toLowerCase()}${text.slice(1)}`]);
}

/** "Looted" where nothing was known; "Open, inferred, now Cut to Islamic State" where something was. */
export function conditionText({ before, after }: ConditionChangeDto, { words, parties }: AskedWords): string {
  const now = wordsOfAxis(after, parties, words);
  if (before.state === 'unknown' || before.state === 'transition') return now;
  return words.say('changes.was', { before: wordsOfAxis(before, parties, words), after: now });
}
