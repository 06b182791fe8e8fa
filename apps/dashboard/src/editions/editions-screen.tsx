import { useQuery } from '@tanstack/react-query';
import type { EditionDto, EditionListDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { dayOf, fullDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import './editions.css';

/** The editions that there are, what is in each, and which one is being read. */
export default function EditionsScreen() {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['editions'],
    queryFn: ({ signal }) => read<EditionListDto>('/v1/editions', {}, signal),
  });
  return (
    <main className="body" id="answers">
      <div className="screen">
        <h2>{words.say('editions.title')}</h2>
        {data?.items.length === 1 && <p className="sub">{words.say('editions.none')}</p>}
        <ul className="editions">
          {data?.items.map((edition) => (
            <EditionLine key={edition.id} edition={edition} />
          ))}
        </ul>
      </div>
    </main>
  );
}

function EditionLine({ edition }: { readonly edition: EditionDto }) {
  const words = useWords();
  const { question, desk } = useView();
  const { name, status, createdAt } = edition;
  const live = name === 'live';
  const being = (question.edition ?? 'live') === name;
  return (
    <li>
      <b>{live ? words.say('editions.live') : name}</b>
      <span className="sub">
        {status === 'ready'
          ? fullDay(dayOf(createdAt, desk.zone), words.language)
          : words.say(status === 'failed' ? 'editions.failed' : 'editions.building')}
      </span>
      <button
        type="button"
        className="chip"
        aria-pressed={being}
        disabled={status !== 'ready'}
        onClick={() => ask({ edition: live ? undefined : name })}
      >
        {words.say(being ? 'editions.reading' : 'editions.read')}
      </button>
    </li>
  );
}
