import { useView } from '../shell/view.jsx';
import { SomeFirst } from '../shell/some-first.jsx';
import { Link } from '../url/link.jsx';
import type { ControlChangeDto } from 'sitrep-api';
import { everything_known } from '../api/feed.js';
import { briefOf } from '../words/sentences.js';
import { momentOf } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { ChangeRow } from './change-row.jsx';
import { handsText } from './change-words.js';
import { StateRows } from './state-rows.jsx';
import { markLooked, useSinceLooked } from './looked.js';

/** What the log has recorded since this browser last looked, whatever days it speaks of; a press says that it was seen. */
export function SinceLooked() {
  const words = useWords();
  const { parties, desk, situation } = useView();
  const since = useSinceLooked();
  if (since?.changes === undefined) return null;
  const { changedHands = [], firstReported = [], conditions = [], known = [], links, position } = since.changes;
  const hands = [...changedHands, ...firstReported];
  const placed = new Set(hands.map(({ place }) => place.id));
  const states = conditions.filter(({ place }) => !placed.has(place.id));
  const reports = known.filter(({ kind }) => kind === 'reported').length;
  const gaps = { words, parties };
  const textOf = (change: ControlChangeDto): string =>
    change.before.status === 'unknown'
      ? words.say('changes.now-known', { answer: briefOf(change.after, parties, words) })
      : handsText(change, conditions, gaps);
  const isMore = links.some(({ rel }) => rel === 'next');
  return (
    <section className="since-looked">
      <h3 className="grp">
        {words.say('changes.since', { when: momentOf(since.looked.at, desk.zone, words.language) })}
        <span className="n">{hands.length + states.length}</span>
      </h3>
      <SomeFirst
        items={hands}
        row={(change) => <ChangeRow key={change.place.id} {...change} text={textOf(change)} />}
      />
      <StateRows states={states} gaps={gaps} />
      <p className="sub end-note">
        {words.say('changes.since-known', { n: reports, amended: known.length - reports })}{' '}
        {isMore && <>{words.say('changes.since-more')} </>}
        <Link path="/reports" change={{ ...everything_known, recorded: since.looked.at }} className="more">
          {words.say('changes.see')}
        </Link>{' '}
        <button type="button" className="chip" onClick={() => markLooked(situation?.position ?? position)}>
          {words.say('changes.seen')}
        </button>
      </p>
    </section>
  );
}
