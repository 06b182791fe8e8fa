import type { Answer, DiffModel } from './diff-item.js';

const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');
const given = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '').join(', ');
const certainty = (answer: Answer): string =>
  typeof answer['confidence'] === 'string' ? ` (${answer['confidence']})` : '';

/** What an answer says, in a few words; nothing known is `unknown` where the model answers so, else `nothing`. */
const wordsOf: Readonly<Record<DiffModel, (answer: Answer) => string>> = {
  control: (answer) => {
    const by = list(answer['holders']);
    const status = String(answer['status']);
    return (
      given(
        by === '' ? status : status === 'held' ? `held by ${by}` : `${status}: ${by}`,
        status === 'transition' && `from ${list(answer['changingFrom'])} to ${list(answer['changingTo'])}`,
        answer['extent'] as string | null,
        list(answer['conditions']),
        answer['stale'] === true && 'stale',
      ) + certainty(answer)
    );
  },
  conditions: (answer) => {
    const states = list(answer['states']);
    const [to, by] = [list(answer['closedTo']), list(answer['closedBy'])];
    const state = String(answer['state']);
    return (
      given(
        states === state || states === '' ? state : `${state}: ${states}`,
        to && `to ${to}`,
        by && `by ${by}`,
        answer['inferred'] === true && 'inferred',
      ) + certainty(answer)
    );
  },
  tallies: (answer) => {
    const { low, best, high, flags } = answer;
    const number = (value: unknown): string => (value === null ? '?' : String(value));
    const range = `${answer['lowExclusive'] === true ? '>' : ''}${number(low)} – ${number(best)} – ${number(high)}`;
    const { from, to } = answer;
    const days = from === to ? (from as string | null) : `${String(from ?? '…')} – ${String(to ?? '…')}`;
    return given(range, list(answer['places']), days, list(flags));
  },
  reports: ({ type, outlet, grade, summary }) => {
    const { reliability, credibility } = (grade ?? {}) as Answer;
    return `${String(type)}, ${String(outlet)}, ${String(reliability)}${String(credibility)}: ${String(summary)}`;
  },
  incidents: ({ incident, linkedBy }) => `${String(incident)}${linkedBy === null ? '' : ' (linked)'}`,
  places: (answer) => JSON.stringify(answer),
  actors: (answer) => JSON.stringify(answer),
};

/** What one side says, for people. */
export function answerWords(model: DiffModel, answer: Answer | null): string {
  if (answer !== null) return wordsOf[model](answer);
  return model === 'control' || model === 'conditions' ? 'unknown' : 'nothing';
}
