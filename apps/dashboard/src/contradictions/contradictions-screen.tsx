import { useQuery } from '@tanstack/react-query';
import type { ContradictionDto } from 'sitrep-api';
import { readAll } from '../api/ask.js';
import { listParams } from '../api/situation.js';
import { SomeFirst } from '../shell/some-first.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import './contradictions.css';
import { Pair } from './pair.jsx';

const states = ['open', 'settled', 'all'] as const;

/** The reports that do not agree: what they differ on, and how it was settled. */
export default function ContradictionsScreen() {
  const words = useWords();
  const { asked, question } = useView();
  const state = states.find((one) => question.state.includes(one)) ?? 'open';
  const { data } = useQuery({
    queryKey: ['contradictions', state, listParams(asked), question.place],
    queryFn: async ({ signal }) => {
      const params = { ...listParams(asked), place: question.place, state: state === 'all' ? undefined : state };
      return (await readAll<ContradictionDto>('/v1/contradictions', params, signal)).items;
    },
    staleTime: 60_000,
  });
  const open = data?.filter((pair) => pair.state === 'open').length ?? 0;
  return (
    <main className="body" id="answers">
      <div className="screen">
        <h2>{words.say('contradictions.title')}</h2>
        <p className="sub">{words.say('contradictions.open', { n: open })}</p>
        <p className="filters" role="group">
          {states.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={state === one}
              onClick={() => ask({ state: one === 'open' ? [] : [one] })}
            >
              {words.say(`contradictions.show-${one}`)}
            </button>
          ))}
        </p>
        <SomeFirst items={data ?? []} row={(pair, index) => <Disagreement key={index} pair={pair} />} />
      </div>
    </main>
  );
}

function Disagreement({ pair }: { readonly pair: ContradictionDto }) {
  const words = useWords();
  const { situation, desk } = useView();
  const { about, differ, settledBy, kind } = pair;
  const place = about.place === undefined ? undefined : (situation?.placeOf.get(about.place)?.name ?? about.place);
  const what = [place, about.measure === undefined ? undefined : words.sayOf('measure', about.measure)].filter(
    (part) => part !== undefined,
  );
  return (
    <section className="disagreement">
      <h3>
        {about.place === undefined ? (
          words.list(what)
        ) : (
          <Link path="/" change={{ place: about.place }}>
            {words.list(what)}
          </Link>
        )}{' '}
        <span className="sub">
          {words.say('contradictions.differ', { what: words.say(`contradictions.on-${differ.on}`) })} ·{' '}
          {words.say(`contradictions.${kind}`)}
        </span>
      </h3>
      <Pair pair={pair} />
      {settledBy !== null && (
        <p className="sub">
          {words.say(`contradictions.settled-${settledBy.by}`, {
            day: fullDay(dayOf(settledBy.at, desk.zone), words.language),
          })}
        </p>
      )}
    </section>
  );
}
