import { useEditions } from '../api/pinned.js';
import { useWords } from '../words/words.jsx';
import { EditionLine } from './edition-line.jsx';
import './editions.css';
import { OrderEdition } from './order-edition.jsx';
import { Policies } from './policies.jsx';

/** The editions that there are, what is in each, which one is being read; and the way to another. */
export default function EditionsScreen() {
  const words = useWords();
  const { data, error } = useEditions();
  return (
    <main className="body" id="answers">
      <div className="screen">
        <h2>{words.say('editions.title')}</h2>
        <p className="sub">{words.say('editions.lead')}</p>
        {error !== null && <p role="alert">{error.message}</p>}
        <ul className="editions">
          {data?.items.map((edition) => (
            <EditionLine key={edition.id} edition={edition} />
          ))}
        </ul>
        <Policies />
        <OrderEdition taken={data?.items.map(({ name }) => name) ?? []} />
      </div>
    </main>
  );
}
