import type { Question } from '../url/question.js';
import { type Asked, listParams } from './situation.js';

/** The feed without its filters, as known now. */
export const everything_known = {
  k: undefined,
  linked: false,
  within: undefined,
  place: undefined,
  type: undefined,
  outlet: undefined,
  grade: [],
  text: undefined,
  recorded: undefined,
} as const;

/** What the feed asks the API, but for the words that somebody is typing. */
export const feedParams = (asked: Asked, { type, place, outlet, grade, recorded }: Question) => ({
  ...listParams(asked),
  type,
  place,
  outlet,
  reliability: grade.filter((one) => /[A-F]/.test(one)),
  credibility: grade.filter((one) => /\d/.test(one)),
  recordedFrom: recorded,
});
