import { memo } from 'react';
import { useSingleKeys } from './single-keys.js';
import { useWords } from '../words/words.jsx';

export const key_list_id = 'keys';

const keys = [
  ['← →', 'keys.world'],
  ['Shift ← →', 'keys.known'],
  ['PgUp PgDn', 'keys.week'],
  ['Home End', 'keys.ends'],
  ['N P', 'keys.changes'],
  ['Space', 'keys.play'],
  ['L', 'keys.linked'],
  ['K', 'keys.now'],
  ['J Shift J', 'keys.lists'],
  ['M T', 'keys.views'],
  ['C', 'keys.compare'],
  ['+ − 0', 'keys.zoom'],
  ['← → ↑ ↓', 'keys.pan'],
  ['A R W E I', 'keys.review'],
  ['/', 'keys.search'],
  ['Esc', 'keys.close'],
  ['?', 'keys.this'],
] as const;

/** What every key does; `?` opens it. */
export const KeyList = memo(function KeyList() {
  const words = useWords();
  const [areOn, turn] = useSingleKeys();
  return (
    <dialog id={key_list_id} className="key-list" aria-label={words.say('keys.title')}>
      <h2>{words.say('keys.title')}</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt dir="ltr">{key}</dt>
            <dd>{words.say(does)}</dd>
          </div>
        ))}
      </dl>
      <label className="inline">
        <input type="checkbox" checked={areOn} onChange={({ target }) => turn(target.checked)} />
        {words.say('keys.single')}
      </label>
      <form method="dialog">
        <button type="submit" className="chip">
          {words.say('place.close')}
        </button>
      </form>
    </dialog>
  );
});
