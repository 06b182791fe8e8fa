import type { Place, Situation } from '../api/situation.js';
import type { Parties } from '../marks/parties.js';
import type { Question } from '../url/question.js';
import type { Words } from '../words/words.jsx';
import { answerOf, passes, statusOf } from './filter.js';
import { statesOf } from './passage.js';

export const columns = ['place', 'kind', 'status', 'holder', 'seen', 'age', 'conditions', 'reports'] as const;
export type Column = (typeof columns)[number];

/** One place and its answer, as a row of the table. */
export interface Row {
  readonly place: Place;
  readonly answer: ReturnType<typeof answerOf>;
  readonly status: string;
  readonly holder: string;
  readonly seen: string;
  readonly ageDays: number | null;
  readonly conditions: readonly string[];
  readonly reports: readonly string[];
}

/** The rows that the filters let through; of more than `most`, the first of those that something is known of. */
export function rowsOf(
  situation: Situation,
  question: Question,
  parties: Parties,
  words: Words,
  most = Infinity,
): readonly Row[] {
  const kept = situation.places.filter((place) => passes(place, situation, question, parties));
  const isKnown = ({ id }: Place): boolean => answerOf(situation, id).status !== 'unknown';
  return (kept.length > most ? kept.filter(isKnown).slice(0, most) : kept).map((place) => {
    const answer = answerOf(situation, place.id);
    const suffered = answer.conditions.map((name) => words.sayOf('condition', name));
    const states = statesOf(situation.condition.get(place.id), parties, words).map(({ text }) => text);
    return {
      place,
      answer,
      status: statusOf(answer),
      holder: words.list([...new Set(answer.holders.map((holder) => parties.nameOf(holder)))]),
      seen: answer.lastEvidence ?? '',
      ageDays: answer.evidenceAgeDays ?? null,
      conditions: [...suffered, ...states],
      reports: (answer.reports ?? []).map(({ externalId, id }) => externalId ?? id.slice(0, 8)),
    };
  });
}

const keys: Readonly<Record<Column, (row: Row) => string | number>> = {
  place: ({ place }) => place.name,
  kind: ({ place }) => place.kind,
  status: ({ status }) => status,
  holder: ({ holder }) => holder,
  seen: ({ seen }) => seen,
  age: ({ ageDays }) => ageDays ?? Infinity,
  conditions: ({ conditions }) => conditions.join(),
  reports: ({ reports }) => reports.length,
};

/** By a column, then by name. */
export function sorted(rows: readonly Row[], { column, down }: { column: Column; down: boolean }): readonly Row[] {
  const key = keys[column];
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? (a < b ? -1 : a > b ? 1 : 0) : String(a).localeCompare(String(b));
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(key(a), key(b)) || a.place.name.localeCompare(b.place.name));
}
