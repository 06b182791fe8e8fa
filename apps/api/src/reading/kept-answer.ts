import { readOnce } from '#read-models/queries';
import type { KnownQuestion, Question } from './questions.service.js';

/**
 * What `read` answers to a question: kept for all whose question comes to the same, as long as the rows stay as they are.
 * `asked` has the name of the question and all that it asks beside its clocks, its edition and its policy. What asks
 * about the present of the world is not kept: it passes.
 */
export function keptAnswer<Answer>(
  question: KnownQuestion | Question,
  asked: readonly unknown[],
  read: () => Promise<Answer>,
  bytesOf: (answer: Answer) => number,
): Promise<Answer> {
  const { scope, knownKey, policyName, agedAfterDays } = question;
  const ofWorld = 'validAt' in question ? question.validKey : '';
  if (ofWorld === undefined) return read();
  return readOnce(scope, JSON.stringify([ofWorld, knownKey, policyName, agedAfterDays, ...asked]), read, bytesOf);
}
