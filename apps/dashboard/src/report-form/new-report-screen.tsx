import { useMe } from '../access/me.js';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import './form.css';
import { FormFields } from './form-fields.jsx';
import { OutboxList } from './outbox-list.jsx';
import { Preview } from './preview.jsx';
import { SendBar } from './send-bar.jsx';
import { type ReportForm, type Types, useReportForm, useTypes } from './use-report-form.js';

/** A new report: six questions, no id, and what it will change before it is sent. */
export default function NewReportScreen() {
  const words = useWords();
  const types = useTypes();
  return (
    <main className="body" id="answers">
      <div className="screen form">
        <h2>{words.say('form.title')}</h2>
        <OutboxList />
        {types !== undefined && <Form types={types} />}
      </div>
    </main>
  );
}

function Form({ types }: { readonly types: Types }) {
  const words = useWords();
  const sendsDrafts = useMe().data?.sendsDrafts ?? false;
  const report = useReportForm(types);
  if (report.sent !== undefined) return <Sent report={report} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void report.send();
      }}
    >
      <p className="sub">{words.say('form.draft')}</p>
      {sendsDrafts && <p className="sub">{words.say('form.sends-drafts')}</p>}
      <FormFields types={types} report={report} />
      <Preview report={report} />
      <SendBar failure={report.failure} send={words.say('form.send')}>
        <button type="button" className="keep" onClick={report.discard}>
          {words.say('form.discard')}
        </button>
      </SendBar>
    </form>
  );
}

function Sent({ report }: { readonly report: ReportForm }) {
  const words = useWords();
  const { id = '', isWaiting = false, isDraft = false } = report.sent ?? {};
  const recorded = isDraft ? 'form.sent-draft' : 'form.sent';
  return (
    <div className="sent" role="status">
      <p className="says">{words.say(isWaiting ? 'outbox.kept' : recorded)}</p>
      <p className="filters">
        {!isWaiting && isDraft && (
          <Link path={`/review/${id}`} className="chip solid">
            {words.say('review.see-draft')}
          </Link>
        )}
        {!isWaiting && !isDraft && (
          <Link path={`/reports/${id}`} className="chip solid">
            {words.say('form.see')}
          </Link>
        )}
        <button type="button" className="chip" onClick={report.discard}>
          {words.say('form.another')}
        </button>
      </p>
    </div>
  );
}
