import { useMay } from '../access/me.js';
import { Link } from '../url/link.jsx';
import { knownWords, useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { longDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { Choice } from './choice.jsx';
import { FeedCard } from './feed-card.jsx';
import { byKnownDay } from './report-list.js';
import './reports.css';
import { type Report, useFeed } from './use-reports.js';

/** The feed: the newest known first, by day. */
export default function ReportsScreen() {
  const words = useWords();
  const { asked, desk } = useView();
  const mayImport = useMay('names:write');
  const { reports, fresh, showFresh, hasNextPage, fetchNextPage, isFetchingNextPage } = useFeed();
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
        {fresh > 0 && (
          <button type="button" className="chip solid fresh-reports" onClick={showFresh}>
            {words.say('reports.fresh', { n: fresh })}
          </button>
        )}
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

/** What narrows the feed stands in the address, so that a link shows the same. */
function Filters({ reports }: { readonly reports: readonly Report[] }) {
  const words = useWords();
  const { question, situation } = useView();
  const types = [
    ...new Set([...reports.map(({ type }) => type), ...(question.type === undefined ? [] : [question.type])]),
  ].sort();
  const places = [...(situation?.places ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const filtered = question.type !== undefined || question.place !== undefined || question.text !== undefined;
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
      {filtered && (
        <button
          type="button"
          className="chip"
          onClick={() => ask({ type: undefined, place: undefined, text: undefined })}
        >
          {words.say('reports.clear')}
        </button>
      )}
    </div>
  );
}
