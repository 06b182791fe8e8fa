import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { addDays, plainDay, shortDay } from '../words/days.js';
import { briefOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { useDays } from '../api/days.js';
import { ChangeRow } from './change-row.jsx';
import type { Difference } from './difference.js';
import { useKnownChanges } from './use-changes.js';

/** In what is known of the world date: what the known date knows and the day before did not. */
export function KnownChanges() {
  const words = useWords();
  const { asked, knownDay } = useView();
  const differences = useKnownChanges();
  const day = (at: string): string => plainDay(at, words.language);
  const gaps = { day: day(asked.d), from: shortDay(addDays(knownDay, -1), words.language), to: day(knownDay) };
  return (
    <>
      <h3 className="grp">
        {words.say('changes.known', gaps)}
        <span className="n">{differences?.length ?? ''}</span>
      </h3>
      {differences?.length === 0 && <p className="sub">{words.say('changes.stayed')}</p>}
      {differences?.map((difference) => (
        <KnownRow key={difference.place.id} difference={difference} />
      ))}
      <BecameKnown />
    </>
  );
}

function KnownRow({ difference }: { readonly difference: Difference }) {
  const words = useWords();
  const { parties } = useView();
  const { before, after, conditions, lost } = difference;
  const [was, is] = [briefOf(before, parties, words), briefOf(after, parties, words)];
  const named = (names: readonly string[]): string => words.list(names.map((name) => words.sayOf('condition', name)));
  const text = (): string => {
    if (before.status === 'unknown') return words.say('changes.now-known', { answer: is });
    if (was !== is) return words.say('changes.was', { before: was, after: is });
    if (conditions.length > 0) return named(conditions);
    return lost.length > 0 ? words.say('changes.over', { what: named(lost) }) : is;
  };
  return <ChangeRow {...difference} text={text()} />;
}

function BecameKnown() {
  const words = useWords();
  const { knownDay, asked } = useView();
  const { data } = useDays(knownDay, knownDay, undefined, asked.edition);
  const n = data?.items[0]?.reportsKnown ?? 0;
  return (
    <p className="sub end-note">
      {words.say('changes.became-known', { n, day: plainDay(knownDay, words.language) })}{' '}
      <Link path="/reports" className="more">
        {words.say('changes.see')}
      </Link>
    </p>
  );
}
