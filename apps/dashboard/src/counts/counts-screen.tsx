import { knownWords, useView } from '../shell/view.jsx';
import { fullDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { CountDetail } from './count-detail.jsx';
import { CountAxis, CountLine } from './counts-panel.jsx';
import { useCounts } from './use-counts.js';

/** Every count, a row each; the one that the path names is open. */
export default function CountsScreen() {
  const words = useWords();
  const { asked, path } = useView();
  const rows = useCounts();
  const open = path.replace(/^\/counts\/?/, '');
  return (
    <main className="body" id="answers">
      <div className="screen counts">
        <h2>{words.say('counts.title')}</h2>
        <p className="sub">
          {words.say('counts.about', { d: fullDay(asked.d, words.language), k: knownWords(asked, words) })}
        </p>
        <CountAxis />
        {rows?.length === 0 && <p className="empty">{words.say('state.no-reports')}</p>}
        {rows?.map((row) => (
          <div key={row.key} className="count-row" data-open={row.key === open}>
            <CountLine row={row} />
            {row.key === open && <CountDetail row={row} />}
          </div>
        ))}
      </div>
    </main>
  );
}
