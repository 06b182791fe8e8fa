import { useMemo } from 'react';
import { insideOf } from '../api/containing.js';
import type { Situation } from '../api/situation.js';
import { formOf, type MarkForm, unknown_answer } from '../marks/form.js';
import { Icon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { ink } from '../marks/mark.jsx';
import type { Parties, Party } from '../marks/parties.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import { answerOf, statusOf } from './filter.js';
import './key.css';

const samples: readonly (readonly [string, Partial<MarkForm>])[] = [
  ['held', { form: 'solid', tokens: ['oth'] }],
  ['aged', { form: 'ring', tokens: ['oth'] }],
  ['inferred', { form: 'tint', tokens: ['oth'] }],
  ['transition', { form: 'slant', tokens: ['ink', 'oth'] }],
  ['contested', { form: 'stripes', tokens: ['ink', 'paper'] }],
  ['divided', { form: 'halves', tokens: ['oth', 'paper'] }],
  ['unknown', { form: 'hollow', tokens: [] }],
];

const toggled = (list: readonly string[], value: string): readonly string[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** The key of the map is its filter: a status or a party that is pressed is kept, and how many places it has. */
export function Key() {
  const words = useWords();
  const { question, desk } = useView();
  const blank = formOf(unknown_answer, useView().parties);
  const counts = useCounts();
  const filtered = question.status.length + question.party.length + question.kind.length > 0;
  return (
    <div className="key" role="group" aria-label={words.say('key.label')}>
      {samples.map(([status, form]) => (
        <button
          key={status}
          type="button"
          aria-pressed={question.status.includes(status)}
          onClick={() => ask({ status: toggled(question.status, status) })}
        >
          <MarkIcon shape="circle" form={{ ...blank, ...form }} size={18} />
          {words.sayOf('status', status, { n: desk.agedAfterDays })}
          <span className="n">{counts.statuses.get(status) ?? 0}</span>
        </button>
      ))}
      <i className="break" />
      <PartyKeys counts={counts.parties} />
      <button
        type="button"
        aria-pressed={question.stance === 'claimed'}
        onClick={() => ask({ stance: question.stance === 'claimed' ? undefined : 'claimed' })}
      >
        <Icon name="differ" size={13} />
        {words.say('claims.title')}
      </button>
      <span className="remark">{words.say('map.straight')}</span>
      {filtered && (
        <button type="button" className="all" onClick={() => ask({ status: [], party: [], kind: [] })}>
          {words.say('key.all')}
        </button>
      )}
    </div>
  );
}

function PartyKeys({ counts }: { readonly counts: ReadonlyMap<string, number> }) {
  const { question, parties } = useView();
  return parties.coloured.map((party) => (
    <button
      key={party.id}
      type="button"
      aria-pressed={question.party.includes(party.id)}
      onClick={() => ask({ party: toggled(question.party, party.id) })}
    >
      <Swatch party={party} />
      {party.name}
      <span className="n">{counts.get(party.id) ?? 0}</span>
    </button>
  ));
}

const Swatch = ({ party }: { readonly party: Party }) => (
  <svg viewBox="0 0 30 18" width="30" height="18" aria-hidden="true">
    <rect width="30" height="18" rx="2.5" style={{ fill: ink(party.token) }} />
    <text
      x="15"
      y="12.8"
      textAnchor="middle"
      style={{ fontSize: 10.5, fontWeight: 700, fill: `var(--on-${party.token})` }}
    >
      {party.letters}
    </text>
  </svg>
);

/** How many places each status and each party has, of those within where the screen is narrowed. */
function useCounts() {
  const { situation, parties, question } = useView();
  const { within } = question;
  return useMemo(() => countsOf(situation, parties, within), [situation, parties, within]);
}

function countsOf(situation: Situation | undefined, parties: Parties, within: string | undefined) {
  const statuses = new Map<string, number>();
  const sides = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const places = situation?.places ?? [];
  const inside = insideOf(places, within);
  for (const { id } of places) {
    if (situation === undefined || inside?.has(id) === false) continue;
    const answer = answerOf(situation, id);
    add(statuses, statusOf(answer));
    for (const side of parties.ofAll(answer.holders)) add(sides, side.id);
  }
  return { statuses, parties: sides };
}
