import type { ReportHistoryDto } from 'sitrep-api';
import { Refusal } from '../api/ask.js';
import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { useMay } from '../access/me.js';
import { Said } from '../words/said.jsx';
import { type MessageKey, useWords } from '../words/words.jsx';
import { Amend } from './amend.jsx';
import { Grade } from './grade.jsx';
import { ReportParts } from './report-parts.jsx';
import './reports.css';
import { useReport } from './use-reports.js';

/** One report: what it says, all of its versions, and what was amended. */
export default function ReportScreen() {
  const words = useWords();
  const { path, desk } = useView();
  const mayAmend = useMay('reports:write');
  const id = screenOf(path).named ?? '';
  const { data, error } = useReport(id);
  const day = (instant: string): string => fullDay(dayOf(instant, desk.zone), words.language);
  const missing = error instanceof Refusal && (error.status === 404 || error.status === 400);
  const current = data?.versions.at(-1);
  return (
    <main className="body" id="answers">
      <div className="screen report">
        {missing && <p className="empty">{words.say('report.not-found')}</p>}
        {data !== undefined && current !== undefined && (
          <>
            <p className="eyebrow">
              {current.externalId ?? data.id.slice(0, 8)} · {words.sayOf('type', current.type)}
              {current.grade !== undefined && (
                <>
                  {' · '}
                  <Grade reliability={current.grade.reliability} credibility={current.grade.credibility} />
                </>
              )}
            </p>
            <h2 dir="auto" className={data.withdrawn ? 'withdrawn' : undefined}>
              <Said text={current.summary} />
            </h2>
            {data.retraction !== null && (
              <p className="standing">
                {data.retraction.reason === null
                  ? words.say('report.retracted', { day: day(data.retraction.since) })
                  : words.say('report.retracted-reason', {
                      day: day(data.retraction.since),
                      reason: data.retraction.reason,
                    })}
              </p>
            )}
            <ReportParts report={current} />
            <Versions id={id} />
            {mayAmend && <Amend history={data} />}
          </>
        )}
      </div>
    </main>
  );
}

/** What made a version: the report itself, or the amendment that became known when the version did. */
function madeBy({ versions, amendments }: ReportHistoryDto, index: number): MessageKey {
  if (index === 0) return 'report.as-filed';
  const kinds = amendments
    .filter(({ reportedAt }) => reportedAt === versions[index]?.knownFrom)
    .map(({ kind }) => kind);
  if (kinds.includes('report_corrected')) return 'report.corrected';
  if (kinds.includes('report_reinstated')) return 'report.put-back';
  return kinds.includes('report_graded') ? 'report.graded' : 'report.corrected';
}

/** What it said before, struck through, with the day of the correction; and what else was amended. */
function Versions({ id }: { readonly id: string }) {
  const words = useWords();
  const { desk } = useView();
  const { data } = useReport(id);
  if (data === undefined || data.amendments.length === 0) return null;
  const day = (instant: string): string => fullDay(dayOf(instant, desk.zone), words.language);
  return (
    <section className="blk">
      <h3>{words.say('report.versions')}</h3>
      <ol className="versions">
        {data.versions.map(({ version, summary, knownFrom }, index) => (
          <li key={version}>
            <span className="ref">{words.say(madeBy(data, index), { day: day(knownFrom) })}</span>
            {index < data.versions.length - 1 && data.versions[index + 1]?.summary !== summary ? (
              <del dir="auto">
                <Said text={summary} />
              </del>
            ) : (
              <span dir="auto">
                <Said text={summary} />
              </span>
            )}
          </li>
        ))}
        {data.amendments.map(({ id: amendment, kind, reportedAt, reason }) => (
          <li key={amendment}>
            <span className="ref">
              {words.sayOf('report', `kind-${kind}`)} · {words.say('report.known', { day: day(reportedAt) })}
            </span>
            <span dir="auto">{reason}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
