import { useEditions } from '../api/pinned.js';
import { Icon } from '../marks/icon.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { isTypedDay } from '../url/question.js';
import { addDays } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import './compare.css';
import { type Second, type SecondKind, secondOf } from './second-question.js';
import { useCompared } from './use-compared.js';

const kinds: readonly SecondKind[] = ['d', 'k', 'edition'];

/** The second question in a second line: which part of it is another, and how many places differ. */
export function CompareLine() {
  const words = useWords();
  const { question, asked, knownDay } = useView();
  const compared = useCompared();
  const second = secondOf(question.vs);
  if (second === undefined) return null;
  const first: Readonly<Record<SecondKind, string>> = {
    d: `d:${addDays(asked.d, -1)}`,
    k: `k:${addDays(knownDay, -1)}`,
    edition: 'edition:live',
  };
  return (
    <section className="compare-line" aria-label={words.say('compare.title')}>
      <b>{words.say('compare.beside')}</b>
      <select
        aria-label={words.say('compare.what')}
        value={second.kind}
        onChange={({ target }) => ask({ vs: first[target.value as SecondKind] })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.sayOf('compare', `kind-${kind}`)}
          </option>
        ))}
      </select>
      <Value key={second.kind} second={second} />
      <span className="sub" role="status">
        {compared?.error != null && compared.error.message}
        {compared?.sides !== undefined && words.say('compare.differ', { n: compared.differences.size })}
      </span>
      <button type="button" className="chip" onClick={() => ask({ vs: undefined })}>
        <Icon name="close" size={10} />
        {words.say('compare.stop')}
      </button>
    </section>
  );
}

function Value({ second }: { readonly second: Second }) {
  const words = useWords();
  const { question } = useView();
  const { data } = useEditions(second.kind === 'edition');
  if (second.kind !== 'edition')
    return (
      <input
        type="date"
        aria-label={words.sayOf('compare', `kind-${second.kind}`)}
        defaultValue={second.value === 'now' ? '' : second.value}
        onChange={({ target: { value } }) => isTypedDay(value) && ask({ vs: `${second.kind}:${value}` }, 'replace')}
      />
    );
  const names = (data?.items ?? []).filter(({ status }) => status === 'ready').map(({ name }) => name);
  return (
    <select
      aria-label={words.say('compare.kind-edition')}
      value={second.value}
      onChange={({ target }) => ask({ vs: `edition:${target.value}` })}
    >
      {[...new Set([second.value, ...names])]
        .filter((name) => name !== (question.edition ?? 'live') || name === second.value)
        .map((name) => (
          <option key={name} value={name}>
            {name === 'live' ? words.say('editions.live') : name}
          </option>
        ))}
    </select>
  );
}
