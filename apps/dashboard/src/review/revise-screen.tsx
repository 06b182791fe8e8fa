import { useMemo } from 'react';
import type { Reported } from '../report-form/correction.js';
import { FilledForm } from '../report-form/filled-form.jsx';
import { type Filled, useTypes } from '../report-form/use-report-form.js';
import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { Decided } from './decided.jsx';
import { useDraft } from './use-drafts.js';

const named = { save: 'review.save-revision', sent: 'review.revision-sent', see: 'review.see-draft' } as const;

/** Another reading of a draft: the form of a report filled with its words, and why they change. */
export default function ReviseScreen() {
  const words = useWords();
  const { path } = useView();
  const types = useTypes();
  const { data, error } = useDraft(screenOf(path).named ?? '');
  // A draft that is revised while the form is open keeps the form as it is: the API says what has changed.
  const id = data?.id;
  const old = useMemo(
    (): Filled | undefined => (data === undefined ? undefined : { as: 'revision', report: data.report as Reported }),
    [id],
  );
  return (
    <main className="body" id="answers">
      <div className="screen form">
        <h2>{words.say('review.title-revision')}</h2>
        {error !== null && <p className="empty">{words.say('review.not-found')}</p>}
        {data !== undefined && data.decision !== null && <Decided draft={data} />}
        {types !== undefined && old !== undefined && data?.decision === null && (
          <FilledForm key={old.report.id} types={types} old={old} back={`/review/${old.report.id}`} words={named} />
        )}
      </div>
    </main>
  );
}
