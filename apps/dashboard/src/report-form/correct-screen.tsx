import { useMemo } from 'react';
import { useReport } from '../reports/use-reports.js';
import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import { FilledForm } from './filled-form.jsx';
import { type Filled, useTypes } from './use-report-form.js';

const named = { save: 'report.save-correction', sent: 'form.sent', see: 'form.see' } as const;

/** A correction: the form of a new report with the values of the old one, and why. */
export default function CorrectScreen() {
  const words = useWords();
  const { path } = useView();
  const types = useTypes();
  const { data, error } = useReport(screenOf(path).named ?? '');
  const last = data?.versions.at(-1);
  const old = useMemo((): Filled | undefined => last && { as: 'correction', report: last }, [last]);
  return (
    <main className="body" id="answers">
      <div className="screen form">
        <h2>{words.say('form.title-correction')}</h2>
        {error !== null && <p className="empty">{words.say('report.not-found')}</p>}
        {types !== undefined && old !== undefined && (
          <FilledForm key={old.report.id} types={types} old={old} back={`/reports/${old.report.id}`} words={named} />
        )}
      </div>
    </main>
  );
}
