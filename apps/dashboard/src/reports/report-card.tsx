import type { SupportingClaimDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayOf } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { dayNear } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { Grade } from './grade.jsx';

interface ReportCardProps {
  readonly claim: Pick<
    SupportingClaimDto,
    'report' | 'summary' | 'chain' | 'reliability' | 'credibility' | 'knownFrom'
  >;
  /** Why the report is set aside. */
  readonly aside?: string;
  readonly quiet?: boolean;
}

/** A report behind an answer: its number, what it says, who said it to whom, how good it is and when it was known. */
export function ReportCard({ claim, aside, quiet = false }: ReportCardProps) {
  const words = useWords();
  const { desk, asked } = useView();
  const { report, summary, chain, reliability, credibility, knownFrom } = claim;
  const day = dayNear(dayOf(knownFrom, desk.zone), asked.d, words);
  return (
    <article className={aside === undefined && !quiet ? 'rep' : 'rep aside'}>
      <Link className="no" path={`/reports/${report.id}`}>
        {report.externalId ?? report.id.slice(0, 8)}
      </Link>
      <div>
        <p dir="auto">
          <Said text={summary} />
        </p>
        <p className="by">
          <bdi>
            <Said text={chain.join(' › ')} />
          </bdi>{' '}
          · <Grade reliability={reliability} credibility={credibility} /> {words.sayOf('grade', String(credibility))} ·{' '}
          {words.say('report.known', { day })}
        </p>
        {aside !== undefined && (
          <p className="reason">{words.say('place.aside-because', { because: lowered(aside) })}</p>
        )}
      </div>
    </article>
  );
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
