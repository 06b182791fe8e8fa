import type { MessageKey } from '../words/words.jsx';
import type { Asks } from './asks.js';
import { type QuestionName, roleOfHolder } from './draft.js';
import type { FigureAnswer, FormState } from './form-state.js';

/** What is wrong with the answers, by question, as the name of a message. */
export type Missing = Partial<Record<QuestionName, MessageKey>>;

/** Of a correction: the answers that its report gave, and the sentences that the answers made then and make now. */
export interface Corrected {
  readonly filled: FormState;
  readonly sentenceBefore: string;
  readonly sentence: string;
}

/** Returns what must be answered or confirmed before the report is sent. */
export function missingOf(form: FormState, asks: Asks, corrected: Corrected | undefined): Missing {
  return {
    ...(form.type === undefined ? { what: 'form.need-type' } : {}),
    ...(form.place === undefined ? { where: 'form.need-place' } : {}),
    ...(lacksHolder(form, asks) && !isUnnamed(form) ? { who: 'form.need-holder' } : {}),
    ...(form.outlet.trim() === '' ? { source: 'form.need-source' } : {}),
    ...(form.figures.some(lacksNumber) ? { figures: 'form.need-number' } : {}),
    ...(corrected !== undefined && asksForSummary(form, corrected) ? { summary: 'form.need-summary' } : {}),
    ...(corrected !== undefined && form.reason.trim() === '' ? { reason: 'report.reason-needed' } : {}),
  } satisfies Missing;
}

/** True where the type tells who holds the place, and nobody is named. */
export const lacksHolder = ({ actors }: FormState, { needsHolder, effect, roles }: Asks): boolean =>
  needsHolder && (actors[roleOfHolder(effect, roles)] ?? []).length === 0;

/** True once somebody said that nobody is named, of the type that is chosen now. */
export const isUnnamed = ({ unnamedIn, type }: FormState): boolean => unnamedIn !== undefined && unnamedIn === type;

/** True where the answers would tell something of the place, and no day is given: then nothing is claimed. */
export const lacksDay = ({ day }: FormState, { effect, states }: Asks): boolean =>
  day === 'unknown' && (effect !== undefined || states.length > 0);

/** True where something is counted, and neither a number nor that none was said is given. */
const lacksNumber = ({ extent, low, high }: FigureAnswer): boolean =>
  extent !== 'unsaid' && low.trim() === '' && (extent !== 'range' || high.trim() === '');

/**
 * True where the answers say something else than before, the words that somebody wrote are the old ones, and nobody said
 * that these hold beside the answers as they stand.
 */
const asksForSummary = (form: FormState, { filled, sentenceBefore, sentence }: Corrected): boolean =>
  form.summaryHolds !== sentence &&
  form.summary !== '' &&
  form.summary === filled.summary &&
  sentence !== sentenceBefore;
