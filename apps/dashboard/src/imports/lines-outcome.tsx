import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import type { LinesRun } from './lines-run.js';
import type { ImportWork } from './use-import.js';

const most_shown = 100;

/** Files of lines: what they are, the way to send them, and what became of each line that was not taken. */
export function SendLines({ work }: { readonly work: ImportWork }) {
  const words = useWords();
  const { lines, isRunning, linesRun } = work;
  return (
    <>
      <p role="status">{words.say('import.lines-seen', { files: words.list(lines.map(({ file }) => file.name)) })}</p>
      <p className="sub">{words.say('import.lines-about')}</p>
      <div className="send">
        {isRunning ? (
          <button type="button" className="keep" onClick={work.stop}>
            {words.say('import.stop')}
          </button>
        ) : (
          <button type="button" className="send-now" onClick={() => void work.sendLines()}>
            {words.say('import.send-lines')}
          </button>
        )}
      </div>
      {linesRun !== undefined && <LinesOutcome run={linesRun} />}
    </>
  );
}

function LinesOutcome({ run }: { readonly run: LinesRun }) {
  const words = useWords();
  const { done, of, recorded, repeated, drafts, refused, isEnded, bundle } = run;
  const counts = [
    ['lines-recorded', recorded - drafts],
    ['drafts', drafts],
    ['present', repeated],
    ['refused', refused.length],
  ] as const;
  return (
    <section className="outcome" aria-live="polite">
      <h3>{words.say('import.sent')}</h3>
      {!isEnded && (
        <>
          <progress aria-label={words.say('import.progress')} value={done} max={of} />
          <p>{words.say('import.phase-rows', { n: done, of })}</p>
        </>
      )}
      <dl className="counted">
        {counts.map(([name, n]) => (
          <div key={name}>
            <dt>{words.say(`import.${name}`)}</dt>
            <dd>{words.number(n)}</dd>
          </div>
        ))}
      </dl>
      {isEnded && drafts > 0 && <ToReview bundle={bundle} />}
      {refused.length > 0 && (
        <ul className="reasons">
          {refused.slice(0, most_shown).map(({ file, line, reason }) => (
            <li key={`${file} ${line}`}>
              <bdi>{words.say('import.line-of', { file, n: line })}</bdi> <span dir="auto">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The way to the drafts of an import, to approve them together. */
export function ToReview({ bundle }: { readonly bundle: string }) {
  const words = useWords();
  return (
    <p>
      <Link path="/review" change={{ bundle, state: [] }} className="chip solid">
        {words.say('import.review-them')}
      </Link>
    </p>
  );
}
