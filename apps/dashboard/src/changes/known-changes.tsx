import { SomeFirst } from '../shell/some-first.jsx';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { addDays, plainDay, shortDay } from '../words/days.js';
import { briefOf, conditionsText } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { useDays } from '../api/days.js';
import { Changed } from '../differences/changed.jsx';
import { Said } from '../words/said.jsx';
import { ChangeRow } from './change-row.jsx';
import type { Difference } from './difference.js';
import { useAmended, useKnownChanges } from './use-changes.js';

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
      <SomeFirst
        items={differences ?? []}
        row={(difference) => <KnownRow key={difference.place.id} difference={difference} />}
      />
      <Amended />
      <BecameKnown />
    </>
  );
}

function KnownRow({ difference }: { readonly difference: Difference }) {
  const words = useWords();
  const { parties } = useView();
  const { before, after, conditions, lost } = difference;
  const [was, is] = [briefOf(before, parties, words), briefOf(after, parties, words)];
  const named = (names: readonly string[]): string => conditionsText(names, words);
  const text = (): string => {
    if (before.status === 'unknown') return words.say('changes.now-known', { answer: is });
    if (was !== is) return words.say('changes.was', { before: was, after: is });
    if (conditions.length > 0) return named(conditions);
    return lost.length > 0 ? words.say('changes.over', { what: named(lost) }) : is;
  };
  return <ChangeRow {...difference} text={text()} />;
}

/** Which reports were corrected, withdrawn or graded anew, and what that changed in them. */
function Amended() {
  const words = useWords();
  const { knownDay } = useView();
  const amended = useAmended();
  if (amended.length === 0) return null;
  const from = shortDay(addDays(knownDay, -1), words.language);
  return (
    <>
      <h3 className="grp">
        {words.say('changes.amended', { from, to: plainDay(knownDay, words.language) })}
        <span className="n">{amended.length}</span>
      </h3>
      {amended.map(({ id, kind, reason, changed, reports: [report] }) =>
        report === undefined ? null : (
          <div key={`${id} ${report.id}`} className="amended">
            <p>
              <Link path={`/reports/${report.id}`} className="more">
                {report.externalId ?? report.id.slice(0, 8)}
              </Link>{' '}
              <b>{words.sayOf('report', `kind-${kind}`)}</b>
              {': '}
              <bdi>
                <Said text={report.summary} />
              </bdi>
            </p>
            <Changed changed={changed} />
            {reason !== null && (
              <p className="sub" dir="auto">
                <Said text={reason} />
              </p>
            )}
          </div>
        ),
      )}
    </>
  );
}

function BecameKnown() {
  const words = useWords();
  const { knownDay, asked } = useView();
  const { data } = useDays(knownDay, knownDay, { ...asked, k: undefined });
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
