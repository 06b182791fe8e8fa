import type { HistoricVersionDto, ReportHistoryDto, ReportVersionDto } from 'sitrep-api';
import { Refusal } from '../api/ask.js';
import { screenOf } from '../shell/screens.js';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { useMay } from '../access/me.js';
import { Said } from '../words/said.jsx';
import { useCopied } from '../words/use-copied.js';
import { useWords } from '../words/words.jsx';
import { Amend } from './amend.jsx';
import { Grade } from './grade.jsx';
import { ReportParts } from './report-parts.jsx';
import './reports.css';
import { useReport } from './use-reports.js';
import { Versions } from './versions.jsx';

/** One report: what it says, and what was amended when. */
export default function ReportScreen() {
  const words = useWords();
  const { path, desk, asked, knownDay } = useView();
  const mayAmend = useMay('reports:write');
  const id = screenOf(path).named ?? '';
  const { data, error } = useReport(id);
  const missing = error instanceof Refusal && (error.status === 404 || error.status === 400);
  // What became known only after the date that is asked about is not what the report said then.
  const isKnown = (instant: string): boolean => asked.k === undefined || dayOf(instant, desk.zone) <= knownDay;
  const current = data?.versions.findLast(({ knownFrom }) => isKnown(knownFrom)) ?? data?.versions[0];
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
            <h2
              dir="auto"
              className={data.withdrawn && isKnown(data.retraction?.since ?? '') ? 'withdrawn' : undefined}
            >
              <Said text={current.summary} />
            </h2>
            <Standing history={data} shown={current} isKnown={isKnown} />
            <CopyCitation version={current} />
            <ReportParts report={current} />
            <Versions history={data} />
            {mayAmend && <Amend history={data} />}
          </>
        )}
      </div>
    </main>
  );
}

interface StandingProps {
  readonly history: ReportHistoryDto;
  readonly shown: ReportVersionDto;
  readonly isKnown: (instant: string) => boolean;
}

/** What became of it: corrected or first known later than is asked about, or withdrawn. */
function Standing({ history: { versions, retraction }, shown, isKnown }: StandingProps) {
  const words = useWords();
  const { desk } = useView();
  const day = (instant: string): string => fullDay(dayOf(instant, desk.zone), words.language);
  const later = versions.find(({ knownFrom }) => !isKnown(knownFrom));
  return (
    <>
      {later !== undefined && (
        <p className="standing">
          {words.say(later === shown ? 'report.not-yet' : 'report.later', { day: day(later.knownFrom) })}
        </p>
      )}
      {retraction !== null && (
        <p className="standing">
          {retraction.reason === null
            ? words.say('report.retracted', { day: day(retraction.since) })
            : words.say('report.retracted-reason', { day: day(retraction.since), reason: retraction.reason })}
        </p>
      )}
    </>
  );
}

/** How documents cite the report, and the way to take it along with the words and this address. */
function CopyCitation({ version: { citation, summary } }: { readonly version: HistoricVersionDto }) {
  const words = useWords();
  const [copied, tell] = useCopied();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${citation}: ${summary}\n${location.href}`);
    tell();
  };
  return (
    <p className="sub">
      <bdi>{citation}</bdi>{' '}
      <button type="button" className="chip" onClick={() => void copy()}>
        {words.say(copied ? 'top.copied' : 'report.copy-citation')}
      </button>
    </p>
  );
}
