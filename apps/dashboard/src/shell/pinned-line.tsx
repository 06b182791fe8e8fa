import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemsOf, send } from '../api/ask.js';
import { usePinned } from '../api/pinned.js';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';
import '../compare/compare.css';
import { useView } from './view.jsx';

/**
 * Over a view that somebody linked to exactly: whether this is what was said; where the log has gone on, the way to what
 * was said then.
 */
export function PinnedLine() {
  const words = useWords();
  const client = useQueryClient();
  const { question, situation, asked } = useView();
  const { edition, building, failure, percent } = usePinned(question.at);
  const [problem, setProblem] = useState('');
  const { at = '' } = question;
  if (situation === undefined) return null;
  const same = edition !== undefined || situation.position === at;
  const rebuild = async (): Promise<void> => {
    try {
      await send('/v1/editions', { name: nameOfPosition(at), definition: { until: { position: at } } });
      await client.invalidateQueries({ queryKey: ['editions'] });
    } catch (error) {
      setProblem(problemsOf(error)[0]?.detail ?? '');
    }
  };
  const today = { at: undefined, k: undefined };
  return (
    <section className="pinned-line" role="status">
      {same && <b>{words.say('pinned.said', { position: at })}</b>}
      {!same && (
        <>
          <b>{words.say('pinned.moved', { position: at, now: situation.position })}</b>
          {building ? (
            words.say('pinned.building', { percent })
          ) : (
            <button type="button" className="chip" onClick={() => void rebuild()}>
              {words.say('pinned.rebuild')}
            </button>
          )}
        </>
      )}
      {(problem || failure) !== '' && <span role="alert">{problem || failure}</span>}
      <button type="button" className="chip" onClick={() => ask(today)}>
        {words.say('pinned.today')}
      </button>
      {asked.edition !== undefined && (
        <button type="button" className="chip" onClick={() => ask({ vs: 'edition:live' })}>
          {words.say('pinned.compare')}
        </button>
      )}
    </section>
  );
}

const longest_name = 45;

/** A position of many partitions is longer than a name may be. */
const nameOfPosition = (position: string): string => `at-${position.slice(0, longest_name).replace(/-$/, '')}`;
