import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { type MessageKey, useWords } from '../words/words.jsx';
import './form.css';
import { FormFields } from './form-fields.jsx';
import { Question } from './options.jsx';
import { Preview } from './preview.jsx';
import { SendBar } from './send-bar.jsx';
import { type Filled, type Types, useReportForm } from './use-report-form.js';

interface FilledFormProps {
  readonly types: Types;
  readonly old: Filled;
  /** Where what is changed is shown: the way out, and the way on once it is sent. */
  readonly back: string;
  readonly words: Readonly<Record<'save' | 'sent' | 'see', MessageKey>>;
}

/** The form of a report with the values of one that is there, and why they change. */
export function FilledForm({ types, old, back, words: named }: FilledFormProps) {
  const words = useWords();
  const report = useReportForm(types, old);
  const { form, change, problems } = report;
  if (report.sent !== undefined)
    return (
      <div className="sent" role="status">
        <p className="says">{words.say(report.sent.isWaiting ? 'outbox.kept' : named.sent)}</p>
        <Link path={back} className="chip solid">
          {words.say(named.see)}
        </Link>
      </div>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void report.send();
      }}
    >
      <p className="sub" dir="auto">
        <Said text={old.report.summary} />
      </p>
      <FormFields types={types} report={report} />
      <Question name="reason" title={words.say('report.reason')} problem={problems.reason}>
        <input
          aria-label={words.say('report.reason')}
          maxLength={2000}
          value={form.reason}
          onChange={({ target }) => change({ reason: target.value })}
        />
      </Question>
      <Preview report={report} isCorrection={old.as === 'correction'} />
      <SendBar failure={report.failure} send={words.say(named.save)}>
        <Link path={back} className="keep">
          {words.say('form.discard')}
        </Link>
      </SendBar>
    </form>
  );
}
