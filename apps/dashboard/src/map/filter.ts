import { insideOf } from '../api/containing.js';
import type { Control, Place, Situation } from '../api/situation.js';
import { unknown_answer } from '../marks/form.js';
import type { Parties } from '../marks/parties.js';
import type { Question } from '../url/question.js';

/** The answer of a place; unknown where there is none. */
export const answerOf = (situation: Situation, id: string): typeof unknown_answer & Partial<Control> =>
  situation.control.get(id) ?? unknown_answer;

/** What the key counts an answer as: an old one is a class of its own. */
export const statusOf = (answer: Pick<Control, 'status' | 'aged'>): string =>
  answer.status === 'held' && answer.aged ? 'aged' : answer.status;

/** Whether the filters of the address let a place through; none lets all through. */
export function passes(place: Place, situation: Situation, question: Question, parties: Parties): boolean {
  if (insideOf(situation.places, question.within)?.has(place.id) === false) return false;
  const answer = answerOf(situation, place.id);
  if (question.status.length > 0 && !question.status.includes(statusOf(answer))) return false;
  if (question.kind.length > 0 && !question.kind.includes(place.kind)) return false;
  if (question.party.length === 0) return true;
  return answer.holders.some(
    (holder) => question.party.includes(holder) || question.party.includes(parties.of(holder).id),
  );
}
