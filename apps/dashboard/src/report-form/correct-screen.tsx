import type { ReportHistoryDto, HistoricVersionDto } from 'sitrep-api';
import { useReport } from '../reports/use-reports.js';
import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import './form.css';
import { FormFields } from './form-fields.jsx';
import { Question } from './options.jsx';
import { Preview } from './preview.jsx';
import { SendBar } from './send-bar.jsx';
import { type Types, useReportForm, useTypes } from './use-report-form.js';

/** A correction: the form of a new report with the values of the old one, and why. */
export default function CorrectScreen() {
  const words = useWords();
  const { path } = useView();
  const types = useTypes();
  const { data, error } = useReport(screenOf(path).named ?? '');
  const last = data?.versions.at(-1);
  return (
    <main className="body" id="answers">
      <div className="screen form">
        <h2>{words.say('form.title-correction')}</h2>
        {error !== null && <p className="empty">{words.say('report.not-found')}</p>}
        {types !== undefined && data !== undefined && last !== undefined && (
          <Form key={data.id} types={types} history={data} last={last} />
        )}
      </div>
    </main>
  );
}

interface FormProps {
  readonly types: Types;
  readonly history: ReportHistoryDto;
  readonly last: HistoricVersionDto;
}

function Form({ types, history, last }: FormProps) {
  const words = useWords();
  const report = useReportForm(types, last);
  const { form, change, problems } = report;
  const old = `/reports/${history.id}`;
  if (report.sent !== undefined)
    return (
      <div className="sent" role="status">
        <p className="says">{words.say(report.sent.isWaiting ? 'outbox.kept' : 'form.sent')}</p>
        <Link path={old} className="chip solid">
          {words.say('form.see')}
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
        <Said text={last.summary} />
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
      <Preview report={report} isCorrection />
      <SendBar failure={report.failure} send={words.say('report.save-correction')}>
        <Link path={old} className="keep">
          {words.say('form.discard')}
        </Link>
      </SendBar>
    </form>
  );
}
