import type { PreviewDto } from 'sitrep-api';
import { Changed } from '../differences/changed.jsx';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import { Effects } from './effects.jsx';
import { lacksDay, lacksHolder } from './missing.js';
import type { ReportForm } from './use-report-form.js';

interface PreviewProps {
  readonly report: ReportForm;
  readonly isCorrection?: boolean;
}

/** What it will change: in a report that stands, in the answers, in the counts; and the reports that are alike. */
export function Preview({ report: { form, asks, preview, around, sentence }, isCorrection = false }: PreviewProps) {
  const words = useWords();
  const summary = form.summary.trim();
  return (
    <section className="preview" aria-live="polite">
      <p className="says" dir="auto">
        {sentence}
      </p>
      {summary !== '' && summary !== sentence && (
        <p className="sub" dir="auto">
          {words.say('form.summary-own', { summary })}
        </p>
      )}
      {isCorrection && preview !== undefined && (
        <>
          <h3>{words.say('form.changed')}</h3>
          {preview.changed.length === 0 ? (
            <p>{words.say('form.nothing-changed')}</p>
          ) : (
            <Changed changed={preview.changed} />
          )}
        </>
      )}
      <h3>{words.say('form.effect')}</h3>
      {preview === undefined && <p className="sub">{words.say('form.effect-wait')}</p>}
      <WithoutEffect form={form} asks={asks} />
      {preview !== undefined && <Effects preview={preview} around={around} />}
      {preview !== undefined && <WithoutLoser form={form} asks={asks} />}
      {(preview?.likelyDuplicates.length ?? 0) > 0 && <Likely preview={preview} />}
    </section>
  );
}

/** Why the answers claim nothing of who holds the place, where somebody may think that they do. */
function WithoutEffect({ form, asks }: Pick<ReportForm, 'form' | 'asks'>) {
  const words = useWords();
  const { situation } = useView();
  const { place = '' } = form;
  if (place === '') return null;
  if (lacksDay(form, asks)) return <p>{words.say('form.effect-no-day')}</p>;
  if (!lacksHolder(form, asks)) return null;
  return <p>{words.say('form.effect-no-holder', { place: situation?.placeOf.get(place)?.name ?? place })}</p>;
}

/** Of a gain from nobody named: why it says nothing of the days before. */
function WithoutLoser({ form, asks }: Pick<ReportForm, 'form' | 'asks'>) {
  const words = useWords();
  const isAsked = asks.effect === 'gained' && asks.roles.some(({ role }) => role === 'from');
  if (!isAsked || lacksHolder(form, asks) || lacksDay(form, asks) || (form.actors['from'] ?? []).length > 0)
    return null;
  return <p className="sub">{words.say('form.effect-no-loser', { day: fullDay(form.day, words.language) })}</p>;
}

function Likely({ preview }: { readonly preview: PreviewDto | undefined }) {
  const words = useWords();
  return (
    <>
      <h3>{words.say('form.likely')}</h3>
      <p className="sub">{words.say('form.likely-hint')}</p>
      <ul>
        {preview?.likelyDuplicates.slice(0, 3).map(({ report: { report, summary } }) => (
          <li key={report.id}>
            <Link path={`/reports/${report.id}`} dir="auto">
              <Said text={summary} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
