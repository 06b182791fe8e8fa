import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditionDto } from 'sitrep-api';
import { drop, problemsOf } from '../api/ask.js';
import { useBuilds } from '../api/pinned.js';
import { useView } from '../shell/view.jsx';
import { ask, go } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import { contentsOf, sizeOf } from './edition-words.js';

/** One edition: what is in it, how far it is, and what can be done with it. */
export function EditionLine({ edition }: { readonly edition: EditionDto }) {
  const words = useWords();
  const { question, desk, parties } = useView();
  const { name, id, status } = edition;
  const live = edition.follows && name === 'live';
  const being =
    question.snapshot === undefined
      ? [name, id].includes(question.edition ?? 'live')
      : question.snapshot === edition.snapshot;
  return (
    <li>
      <div>
        <b>{live ? words.say('editions.live') : name}</b>
        <p className="sub">
          {contentsOf(edition, desk.zone, words, (actor) => parties.nameOf(actor))}
          {edition.counts !== null && ` · ${words.say('editions.reports', { n: edition.counts.reports })}`}
          {` · ${sizeOf(edition.sizeBytes, words)}`}
          {edition.digest !== null && (
            <>
              {' · '}
              <span title={edition.digest}>
                {words.say('editions.digest', { digest: edition.digest.slice(0, 12) })}
              </span>
            </>
          )}
        </p>
        {status === 'building' && <Building id={id} />}
        {status === 'failed' && <p role="alert">{`${words.say('editions.failed')}: ${edition.failure ?? ''}`}</p>}
      </div>
      <span className="filters">
        <button
          type="button"
          className="chip"
          aria-pressed={being}
          disabled={status !== 'ready'}
          onClick={() => ask({ edition: live ? undefined : name, at: undefined, snapshot: undefined })}
        >
          {words.say(being ? 'editions.reading' : 'editions.read')}
        </button>
        {!being && status === 'ready' && (
          <button type="button" className="chip" onClick={() => go('/', { vs: `edition:${name}` })}>
            {words.say('compare.title')}
          </button>
        )}
        {!live && status !== 'building' && <Drop edition={edition} being={being} />}
      </span>
    </li>
  );
}

/** How far it is, and how long it will take. */
function Building({ id }: { readonly id: string }) {
  const words = useWords();
  const { data } = useBuilds(true);
  const progress = data?.items.find(({ edition }) => edition === id)?.progress;
  return (
    <p className="building" role="status">
      <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-label={words.say('editions.building')} />
      {words.say('editions.building')}
      {progress != null && ` · ${words.say('editions.done', { done: progress.done, total: progress.total })}`}
      {progress?.etaSeconds != null && ` · ${words.say('editions.left', { n: Math.ceil(progress.etaSeconds) })}`}
    </p>
  );
}

/** Dropping asks first: links into it die. */
function Drop({ edition: { id, name, pinned }, being }: { readonly edition: EditionDto; readonly being: boolean }) {
  const words = useWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  if (pinned) return <span className="sub">{words.say('editions.pinned')}</span>;
  const dropIt = async (): Promise<void> => {
    try {
      await drop(`/v1/editions/${id}`);
      if (being) ask({ edition: undefined });
      await client.invalidateQueries({ queryKey: ['editions'] });
    } catch (error) {
      setProblem(problemsOf(error)[0]?.detail ?? '');
    }
  };
  return (
    <>
      <button type="button" className="chip" aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {words.say('editions.drop')}
      </button>
      {asking && (
        <span className="sub" role="alert">
          {words.say('editions.drop-asks', { name })}{' '}
          <button type="button" className="chip solid" onClick={() => void dropIt()}>
            {words.say('editions.drop')}
          </button>{' '}
          {problem}
        </span>
      )}
    </>
  );
}
