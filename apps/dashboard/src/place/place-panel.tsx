import { useMemo } from 'react';
import { useView } from '../shell/view.jsx';
import { shapeOf } from '../marks/form.js';
import { ask } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { Icon } from '../marks/icon.jsx';
import { AnswerCard } from './answer-card.jsx';
import { AnswerGrid } from './answer-grid.jsx';
import { ClaimsOfPlace } from './claims.jsx';
import { Disagreeing } from './disagreeing.jsx';
import './place.css';
import { Timeline } from './timeline.jsx';
import { WaysOut } from './ways-out.jsx';
import { Why } from './why.jsx';

/** One place: the answer, every answer so far, the ways out, and the reports behind it. */
export function PlacePanel({ id, page = false }: { readonly id: string; readonly page?: boolean }) {
  const words = useWords();
  const { situation, question } = useView();
  const place = situation?.placeOf.get(id);
  const hasParts = useMemo(() => situation?.places.some(({ parent }) => parent === id), [situation?.places, id]);
  if (situation === undefined) return null;
  if (place === undefined) return <p className="empty">{words.say('place.unfound', { id })}</p>;
  const area = shapeOf(place.kind) === 'area';
  return (
    <>
      <PlaceHead id={id} page={page} />
      <AnswerCard place={place} />
      <ClaimsOfPlace place={place} />
      <AnswerGrid place={place} />
      {!area && <WaysOut id={id} />}
      <Why id={id} />
      <Disagreeing id={id} />
      {page && <Timeline place={place} />}
      <div className="acts">
        {!page && (
          <Link path={`/places/${id}`} className="chip">
            {words.say('place.timeline')}
          </Link>
        )}
        <Link path="/reports" change={{ place: id }} className="chip">
          {words.say('place.all')}
        </Link>
        {hasParts && (
          <button
            type="button"
            className="chip"
            aria-pressed={question.within === id}
            onClick={() => ask({ within: question.within === id ? undefined : id })}
          >
            {words.say('place.only-within')}
          </button>
        )}
      </div>
    </>
  );
}

function PlaceHead({ id, page }: { readonly id: string; readonly page: boolean }) {
  const words = useWords();
  const { situation } = useView();
  const place = situation?.placeOf.get(id);
  if (place === undefined) return null;
  const parents: string[] = [];
  for (let at = place.parent; at !== undefined && parents.length < 2; at = situation?.placeOf.get(at)?.parent)
    parents.push(situation?.placeOf.get(at)?.name ?? at);
  const local = place.names?.find(({ language }) => language === 'ar') ?? place.names?.[0];
  const registered = { language: 'en', name: place.registered ?? place.name };
  const other = place.name === registered.name ? local : registered;
  return (
    <header className="hd">
      <p className="eyebrow">
        {[words.sayOf('kind', place.kind), words.commas(parents)].filter(Boolean).join(' · ')}
        {!page && (
          <button type="button" aria-label={words.say('place.close')} onClick={() => ask({ place: undefined })}>
            <Icon name="close" size={12} />
          </button>
        )}
      </p>
      <div className="row">
        <h2>{place.name}</h2>
        {other !== undefined && (
          <span className="other" lang={other.language} dir="auto">
            {other.name}
          </span>
        )}
      </div>
    </header>
  );
}
