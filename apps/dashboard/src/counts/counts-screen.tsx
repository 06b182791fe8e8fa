import { useEffect, useRef } from 'react';
import { knownWords, useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { fullDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { CountDetail } from './count-detail.jsx';
import { CountAxis, CountLine } from './counts-panel.jsx';
import type { CountRow } from './count-rows.js';
import { turned, writePin } from './pins.js';
import { useCounts } from './use-counts.js';

/** Every count, a row each; the one that the path names is open. */
export default function CountsScreen() {
  const words = useWords();
  const { asked, path, question } = useView();
  const rows = useCounts();
  const open = path.replace(/^\/counts\/?/, '');
  return (
    <main className="body" id="answers">
      <div className="screen counts">
        <h2>{words.say('counts.title')}</h2>
        <p className="sub">
          {words.say('counts.about', { d: fullDay(asked.d, words.language), k: knownWords(asked, words) })}
        </p>
        {question.pins.length > 0 && (
          <button type="button" className="chip" onClick={() => ask({ pins: [] })}>
            {words.say('counts.pins-reset')}
          </button>
        )}
        <CountAxis />
        {rows?.length === 0 && <p className="empty">{words.say('state.no-reports')}</p>}
        {rows?.map((row) => (
          <OneCount key={row.key} row={row} isOpen={row.key === open} />
        ))}
      </div>
    </main>
  );
}

function OneCount({ row, isOpen }: { readonly row: CountRow; readonly isOpen: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  // An address that names a count scrolls to it.
  useEffect(() => {
    if (isOpen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <div ref={element} className="count-row" data-open={isOpen}>
      <CountLine row={row} />
      <PinButton row={row} />
      {isOpen && <CountDetail row={row} />}
    </div>
  );
}

/** Keeps a count in sight beside the map, as counted within the place that the screen is narrowed to. */
function PinButton({ row }: { readonly row: CountRow }) {
  const words = useWords();
  const { question } = useView();
  const pin = writePin(row, question.within);
  const isPinned = question.pins.includes(pin);
  return (
    <button
      type="button"
      className="chip pin-count"
      aria-pressed={isPinned}
      onClick={() => ask({ pins: turned(question.pins, pin) })}
    >
      {words.say(isPinned ? 'counts.unpin' : 'counts.pin')}
    </button>
  );
}
