import { useMay } from '../access/me.js';
import { reasonsOf } from '../api/ask.js';
import { everything_known } from '../api/feed.js';
import { Link } from '../url/link.jsx';
import { knownWords, useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { Icon } from '../marks/icon.jsx';
import { longDay, momentOf } from '../words/days.js';
import { useWords, type Words } from '../words/words.jsx';
import { Choice } from './choice.jsx';
import { FeedCard } from './feed-card.jsx';
import { byKnownDay } from './report-list.js';
import { OutletChoice } from './outlet-choice.jsx';
import './reports.css';
import { type Report, useFeed } from './use-reports.js';

/** The feed: the newest known first, by day. */
export default function ReportsScreen() {
  const words = useWords();
  const { asked, desk } = useView();
  const mayImport = useMay('names:write');
  const { reports, fresh, showFresh, hasNextPage, fetchNextPage, isFetchingNextPage, error } = useFeed();
  const days = byKnownDay(reports, desk.zone);
  const n = days.reduce((sum, day) => sum + day.reports.length, 0);
  return (
    <main className="body" id="answers">
      <div className="screen">
        <h2>{words.say('reports.title')}</h2>
        <p className="sub">
          {words.say('reports.count', { n, k: knownWords(asked, words) })}{' '}
          {mayImport && (
            <Link path="/import" className="more">
              {words.say('nav.import')}
            </Link>
          )}
        </p>
        <Filters reports={reports} />
        {error !== null && (
          <p className="problem" role="alert">
            {reasonsOf(error)}
          </p>
        )}
        <Fresh n={fresh} show={showFresh} />
        {days.map(({ day, reports: of }) => (
          <section key={day} className="feed-day">
            <h3 className="grp">
              {words.say('reports.day', { day: longDay(day, words.language) })}
              <span className="n">{of.length}</span>
            </h3>
            {of.map((report) => (
              <FeedCard key={report.id} report={report} />
            ))}
          </section>
        ))}
        {hasNextPage && (
          <button type="button" className="chip" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.say('reports.more')}
          </button>
        )}
      </div>
    </main>
  );
}

/** The reports that have come: they never move the list under the reader. */
function Fresh({ n, show }: { readonly n: number; readonly show: () => void }) {
  const words = useWords();
  return (
    <div role="status">
      {n > 0 && (
        <button type="button" className="chip solid fresh-reports" onClick={show}>
          {words.say('reports.fresh', { n })}
        </button>
      )}
    </div>
  );
}

const sources = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const contents = ['1', '2', '3', '4', '5', '6'] as const;

/** Each grade of a source and of a content, and several together where the address asks for them. */
function gradeOptions(asked: readonly string[], words: Words): readonly (readonly [string, string])[] {
  const name = (key: 'reports.grade-source' | 'reports.grade-content') => (code: string) =>
    [code, words.say(key, { code, name: words.sayOf('grade', code) })] as const;
  const single = [...sources.map(name('reports.grade-source')), ...contents.map(name('reports.grade-content'))];
  return asked.length > 1 ? [...single, [asked.join(','), words.list(asked)]] : single;
}

/** That only what was recorded lately is shown, and the way to all of it. */
function Recorded() {
  const words = useWords();
  const { question, desk } = useView();
  const { recorded } = question;
  if (recorded === undefined) return null;
  return (
    <button type="button" className="chip" aria-pressed="true" onClick={() => ask({ recorded: undefined })}>
      {words.say('reports.recorded-since', { when: momentOf(recorded, desk.zone, words.language) })}
      <Icon name="close" size={10} />
    </button>
  );
}

const { k: _known, linked: _linked, within: _within, ...everything } = everything_known;

const named = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** What narrows the feed stands in the address, so that a link shows the same. */
function Filters({ reports }: { readonly reports: readonly Report[] }) {
  const words = useWords();
  const { question, situation } = useView();
  const types = named(reports.map((report) => report.type).concat(question.type ?? []));
  const places = [...(situation?.places ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const { type, place, outlet, text, grade, recorded } = question;
  const filtered = [type, place, outlet, text, recorded].some((one) => one !== undefined) || grade.length > 0;
  return (
    <div className="filters" role="search" aria-label={words.say('reports.title')}>
      <input
        type="search"
        aria-label={words.say('reports.filter-text')}
        placeholder={words.say('reports.filter-text')}
        value={question.text ?? ''}
        onChange={({ target }) => ask({ text: target.value === '' ? undefined : target.value }, 'replace')}
      />
      <Choice
        label={words.say('reports.filter-type')}
        all={words.say('reports.all-types')}
        value={question.type}
        options={types.map((type) => [type, words.sayOf('type', type)])}
        choose={(type) => ask({ type })}
      />
      <Choice
        label={words.say('reports.filter-place')}
        all={words.say('reports.all-places')}
        value={question.place}
        options={places.map(({ id, name }) => [id, name])}
        choose={(place) => ask({ place })}
      />
      <OutletChoice found={reports.map(({ source }) => source.outlet)} />
      <Choice
        label={words.say('reports.filter-grade')}
        all={words.say('reports.all-grades')}
        value={grade.join(',') || undefined}
        options={gradeOptions(grade, words)}
        choose={(one) => ask({ grade: one?.split(',') ?? [] })}
      />
      <Recorded />
      {filtered && (
        <button type="button" className="chip" onClick={() => ask(everything)}>
          {words.say('reports.clear')}
        </button>
      )}
    </div>
  );
}
