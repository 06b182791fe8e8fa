import { useEffect, useRef, useState } from 'react';
import type { ImportEndDto, RefusedRowDto } from 'sitrep-api';
import { useWords } from '../words/words.jsx';
import { type ImportRun, rejectsFile } from './import-run.js';
import { ToReports, ToReview } from './ways-on.jsx';
import type { ImportWork } from './use-import.js';

interface OutcomeProps {
  readonly work: ImportWork;
  readonly run: ImportRun;
}

/** The progress of an import, then its counts and refused rows. It is far below the form, so the page scrolls to it. */
export function Outcome({ work, run }: OutcomeProps) {
  const words = useWords();
  const section = useRef<HTMLElement>(null);
  const { end, refused, rows, of, phase } = run;
  useEffect(() => {
    if (end !== undefined) section.current?.scrollIntoView({ block: 'start' });
  }, [end]);
  return (
    <section ref={section} className="outcome" aria-live="polite">
      <h3>{words.say(run.dryRun ? 'import.tried' : 'import.sent')}</h3>
      {end === undefined && work.isRunning && (
        <>
          <progress aria-label={words.say('import.progress')} {...(of === 0 ? {} : { value: rows, max: of })} />
          <p>{phase === '' ? words.say('state.loading') : words.sayOf('import', `phase-${phase}`, { n: rows, of })}</p>
        </>
      )}
      {end !== undefined && <Ended end={end} since={run.dryRun ? undefined : run.begunAt} />}
      {refused.length > 0 && <Refused refused={refused} work={work} isWhole={end !== undefined} />}
    </section>
  );
}

interface EndedProps {
  readonly end: ImportEndDto;
  /** When it began; undefined of a trial, which records nothing. */
  readonly since: string | undefined;
}

function Ended({ end, since }: EndedProps) {
  const { reports, drafts, registered, notices, reasons, bundle } = end;
  const words = useWords();
  const waiting = drafts.recorded + drafts.revised;
  const counts = [
    ['recorded', reports.recorded],
    ['drafts', drafts.recorded],
    ['revised', drafts.revised],
    ['corrected', reports.corrected],
    ['present', reports.present],
    ['retracted', reports.retracted],
    ['amended', reports.amended],
    ['refused', reports.refused],
    ['places', registered.places],
    ['actors', registered.actors],
  ] as const;
  return (
    <>
      <dl className="counted">
        {counts
          .filter(([name, n]) => n > 0 || (name === 'recorded' && waiting === 0) || name === 'refused')
          .map(([name, n]) => (
            <div key={name}>
              <dt>{words.say(`import.${name}`)}</dt>
              <dd>{words.number(n)}</dd>
            </div>
          ))}
      </dl>
      {bundle !== undefined && waiting > 0 && <ToReview bundle={bundle} />}
      {since !== undefined && reports.recorded + reports.corrected > 0 && <ToReports since={since} />}
      {reports.vanished.length > 0 && <p>{words.say('import.vanished', { n: reports.vanished.length })}</p>}
      {notices.map((notice) => (
        <p key={notice} className="sub">
          {notice}
        </p>
      ))}
      {reasons.length > 0 && (
        <ul className="reasons">
          {reasons.map(({ reason, rows }) => (
            <li key={reason}>{words.say('import.reason', { reason, n: rows })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** So many refused rows are listed at first; each further press shows as many more. */
const at_once = 100;

/** Saves the refused rows as a file that can be mended and imported. */
function saveRejects({ proposal, file }: ImportWork, refused: readonly RefusedRowDto[]): void {
  const head = proposal?.columns.map(({ name }) => name) ?? [];
  // The mark tells spreadsheets that the text is UTF-8.
  const blob = new Blob(['\uFEFF', rejectsFile(head, refused)], { type: 'text/csv;charset=utf-8' });
  const url = URL.createObjectURL(blob);
  const name = `${(file?.name ?? 'import').replace(/\.\w+$/, '')}.rejects.csv`;
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

function Refused({
  refused,
  work,
  isWhole,
}: {
  readonly refused: readonly RefusedRowDto[];
  readonly work: ImportWork;
  readonly isWhole: boolean;
}) {
  const words = useWords();
  const [shown, setShown] = useState(at_once);
  return (
    <>
      <h3>{words.say('import.refused-rows')}</h3>
      {isWhole && work.hasColumns && (
        <p>
          <button type="button" className="chip" onClick={() => saveRejects(work, refused)}>
            {words.say('import.save-rejects')}
          </button>
        </p>
      )}
      <RefusedTable refused={refused.slice(0, shown)} />
      {refused.length > shown && (
        <button type="button" className="more" onClick={() => setShown(shown + at_once)}>
          {words.say('import.more', { n: refused.length - shown })}
        </button>
      )}
    </>
  );
}

function RefusedTable({ refused }: { readonly refused: readonly RefusedRowDto[] }) {
  const words = useWords();
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={words.say('import.refused-rows')}>
      <table className="refused">
        <thead>
          <tr>
            <th>{words.say('import.line')}</th>
            <th>{words.say('import.column')}</th>
            <th>{words.say('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map(({ file, line, column, pointer, reason }, index) => (
            <tr key={index}>
              <td>
                {file !== undefined && <bdi>{file} </bdi>}
                {words.number(line)}
              </td>
              <td>
                <bdi>{column || pointer}</bdi>
              </td>
              <td dir="auto">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
