import { screenOf } from '../shell/screens.js';
import { useNarrow } from '../shell/use-narrow.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import '../reports/reports.css';
import '../report-form/form.css';
import { Bundle } from './bundle.jsx';
import { WithDone } from './done.jsx';
import { DraftPanel } from './draft-panel.jsx';
import { Narrowing } from './narrowing.jsx';
import { Queue } from './queue.jsx';
import './review.css';
import { useDrafts } from './use-drafts.js';

/** Reports that wait for an approval: the queue, and beside it the draft that is open; one of the two on a phone. */
export default function ReviewScreen() {
  const words = useWords();
  const { path, question } = useView();
  const isNarrow = useNarrow();
  const id = screenOf(path).named;
  const drafts = useDrafts(question);
  const items = drafts.data?.pages.flatMap((page) => page.items) ?? [];
  const total = drafts.data?.pages[0]?.total;
  const isAlone = isNarrow && id !== undefined;
  return (
    <main className="body" id="answers">
      <div className="screen review" data-open={id !== undefined}>
        <WithDone>
          {!isAlone && (
            <div className="queue">
              <h2>{words.say('review.title')}</h2>
              <p className="sub" role="status">
                {total === undefined ? words.say('state.loading') : words.say('review.count', { n: total })}
              </p>
              <Narrowing />
              {question.bundle !== undefined && <Bundle key={question.bundle} bundle={question.bundle} />}
              <Queue items={items} open={id} isEmpty={total === 0} />
              {drafts.hasNextPage && (
                <button
                  type="button"
                  className="chip"
                  disabled={drafts.isFetchingNextPage}
                  onClick={() => void drafts.fetchNextPage()}
                >
                  {words.say('reports.more')}
                </button>
              )}
              {drafts.error !== null && (
                <p className="problem" role="alert">
                  {drafts.error.message}
                </p>
              )}
            </div>
          )}
          {id === undefined ? (
            !isNarrow && items.length > 0 && <p className="empty">{words.say('review.choose')}</p>
          ) : (
            <DraftPanel key={id} id={id} queue={items} />
          )}
        </WithDone>
      </div>
    </main>
  );
}
