import { withoutDirectionMarks } from '#situation';
import type { FoundChange } from './found-change.js';

/** What actors are called, and the summaries of reports. */
export interface Wording {
  readonly actor: (id: string) => string;
  readonly summary: (reportId: string) => string;
}

interface HeldText {
  readonly status: string;
  readonly holders: readonly string[];
  readonly conditions: readonly string[];
}

interface StateText {
  readonly state: string;
  readonly states: readonly string[];
}

const amendments: Readonly<Record<string, string>> = {
  report_corrected: 'was corrected',
  report_retracted: 'was retracted',
  report_reinstated: 'was reinstated',
  report_graded: 'was graded anew',
  reports_linked: 'was linked to an incident',
  reports_unlinked: 'was unlinked from an incident',
};

/** Returns one sentence in English about a change; no name or summary in it turns the order of the rest. */
export const sentenceOf = (change: FoundChange, words: Wording): string => withoutDirectionMarks(saidOf(change, words));

function saidOf(change: FoundChange, words: Wording): string {
  const { kind, at, detail } = change;
  const name = change.place?.name ?? 'No place';
  const held = (value: object | null): string => heldText(value as HeldText, words);
  switch (kind) {
    case 'changedHands':
      return `${name} changed hands, ${at}: from ${held(change.before)} to ${held(change.after)}.`;
    case 'firstReported':
      return `${name} is reported for the first time, ${at}: ${held(change.after)}.`;
    case 'lapsed':
      return `${name}, ${at}: ${held(change.before)} no longer stands; now: ${held(change.after)}.`;
    case 'condition':
      return conditionText(change, name);
    case 'refined':
      return detail.axis === undefined
        ? `${name}, ${at}: ${held(change.before)} before, ${held(change.after)} now.`
        : conditionText(change, name);
    case 'amendment': {
      const reason = detail.reason == null ? '' : ` Reason: ${detail.reason}`;
      const report = words.summary(change.reportIds[0] ?? '');
      return `A report ${amendments[detail.amendment ?? ''] ?? 'was amended'}: “${report}”.${reason}`;
    }
    case 'contradiction':
      return `Reports about ${name} contradict each other.`;
  }
}

const conditionText = ({ at, detail, before, after }: FoundChange, name: string): string =>
  `${name}, ${detail.axis}, ${at}: ${stateText(before as StateText)} before, ${stateText(after as StateText)} now.`;

const stateText = ({ state, states }: StateText): string =>
  state === 'disputed' || state === 'transition' ? `${state} (${states.join(', ')})` : state;

function heldText({ status, holders, conditions }: HeldText, { actor }: Wording): string {
  const names = holders.map(actor).join(' and ');
  const under = conditions.length === 0 ? '' : `, ${conditions.join(', ').replaceAll('_', ' ')}`;
  if (status === 'unknown') return 'not known';
  return `${names === '' ? 'nobody named' : names}${status === 'held' || status === 'inferred' ? '' : ` (${status})`}${under}`;
}
