import type { DraftAnswerDto, DraftItemDto } from 'sitrep-api';
import { Refusal } from '../api/ask.js';
import { Effects } from '../report-form/effects.jsx';
import { Grade } from '../reports/grade.jsx';
import { ReportParts } from '../reports/report-parts.jsx';
import type { Report } from '../reports/use-reports.js';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import { Beside } from './beside.jsx';
import { nameOfBundle } from './bundle-words.js';
import { Decide } from './decide.jsx';
import { Decided } from './decided.jsx';
import { DraftHistory } from './draft-history.jsx';
import { nameOfPerson } from './person.js';
import { useDraftPreview } from './use-draft-preview.js';
import { useDraft } from './use-drafts.js';

interface DraftPanelProps {
  readonly id: string;
  /** The drafts of the queue: after a decision the next of them is opened. */
  readonly queue: readonly DraftItemDto[];
}

/** One draft: what it says, what is beside it, what approving it would change, and what can be done. */
export function DraftPanel({ id, queue }: DraftPanelProps) {
  const words = useWords();
  const { data, error } = useDraft(id);
  const isMissing = error instanceof Refusal && (error.status === 404 || error.status === 400);
  const summary = data?.summary ?? queue.find((draft) => draft.id === id)?.summary ?? '';
  return (
    <article id="draft" className="report draft" aria-label={words.say('review.draft', { summary })} tabIndex={-1}>
      <Link path="/review" className="more back-to-queue">
        {words.say('review.back')}
      </Link>
      {error !== null && (
        <p className="empty" role="alert">
          {isMissing ? words.say('review.not-found') : error.message}
        </p>
      )}
      {data !== undefined && <Draft draft={data} queue={queue} />}
    </article>
  );
}

function Draft({ draft, queue }: { readonly draft: DraftAnswerDto; readonly queue: readonly DraftItemDto[] }) {
  const words = useWords();
  const report = asReport(draft);
  return (
    <>
      <p className="eyebrow">
        <span className="draft-state" data-state={draft.state}>
          {words.sayOf('review', `state-${draft.state}`)}
        </span>{' '}
        {draft.externalId ?? draft.id.slice(0, 8)} · {words.sayOf('type', draft.type)}
        {report.grade !== undefined && (
          <>
            {' · '}
            <Grade reliability={report.grade.reliability} credibility={report.grade.credibility} />
          </>
        )}
      </p>
      <h2 dir="auto">
        <Said text={draft.summary} />
      </h2>
      <p className="sub">
        {words.say('review.sent-by', { who: nameOfPerson(draft.sentBy, words) })}
        {draft.assignee !== null &&
          ` · ${words.say('review.assigned-to', { whom: nameOfPerson(draft.assignee, words) })}`}
        {draft.bundle !== null && (
          <>
            {' · '}
            <Link path="/review" change={{ bundle: draft.bundle, state: [] }}>
              {words.say('review.same-bundle', { name: nameOfBundle(draft.bundle, words) })}
            </Link>
          </>
        )}
      </p>
      {draft.decision === null ? <Decide draft={draft} queue={queue} /> : <Decided draft={draft} />}
      <Beside draft={draft} />
      {draft.decision === null && <WhatItChanges draft={draft} />}
      <ReportParts report={report} />
      <DraftHistory draft={draft} />
    </>
  );
}

/** The words of a draft as those of a report that was known when its source made it known. */
const asReport = ({ report, reportedAt }: DraftAnswerDto): Report =>
  ({ ...report, version: 1, knownFrom: reportedAt, knownTo: null }) as unknown as Report;

function WhatItChanges({ draft }: { readonly draft: DraftAnswerDto }) {
  const words = useWords();
  const { data, error, around } = useDraftPreview(draft);
  return (
    <section className="preview" aria-live="polite">
      <h3>{words.say('review.effect')}</h3>
      {error !== null && <p className="sub">{error.message}</p>}
      {data === undefined && error === null && <p className="sub">{words.say('state.loading')}</p>}
      {data !== undefined && <Effects preview={data} around={around} />}
    </section>
  );
}
