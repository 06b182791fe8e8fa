import { Fragment } from 'react';
import type { OrderedEditionDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';

const most_shown = 12;

/** What an order leaves out, name by name, with the voices as they are printed. */
export function LeftOut({ ordered: { edition, matched, notes } }: { readonly ordered: OrderedEditionDto }) {
  const words = useWords();
  const { parties } = useView();
  return (
    <section className="preview" role="status">
      <p className="says">{words.say('editions.ordered', { name: edition.name })}</p>
      {matched.map(({ kind, name, voices, reportCount, reports }) => (
        <div key={`${kind} ${name}`}>
          <h3>
            <bdi>{parties.nameOf(name)}</bdi>: {words.say('editions.left-out', { n: reportCount })}
          </h3>
          <p className="sub" dir="auto">
            {voices.join(' · ')}
          </p>
          <p className="sub">
            {reports.slice(0, most_shown).map(({ id, externalId }) => (
              <Fragment key={id}>
                <Link path={`/reports/${id}`} className="named-link">
                  {externalId ?? id.slice(0, 8)}
                </Link>{' '}
              </Fragment>
            ))}
            {reports.length > most_shown && ` +${reports.length - most_shown}`}
          </p>
        </div>
      ))}
      {notes.map((note) => (
        <p key={note} className="problem">
          {note}
        </p>
      ))}
    </section>
  );
}
