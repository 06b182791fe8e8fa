import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayOf } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { dayNear } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import { Grade } from './grade.jsx';
import type { Report } from './use-reports.js';

/** A report in the feed: text as text, never markup. */
export function FeedCard({ report }: { readonly report: Report }) {
  const words = useWords();
  const { situation, asked, desk } = useView();
  const { id, externalId, summary, source, grade, places = [], type } = report;
  const where = places.slice(0, 3).map((place) => situation?.placeOf.get(place)?.name ?? place);
  return (
    <article className="rep">
      <Link className="no" path={`/reports/${id}`}>
        {externalId ?? id.slice(0, 8)}
      </Link>
      <div>
        <p dir="auto" className="summary">
          <Link path={`/reports/${id}`}>
            <Said text={summary} />
          </Link>
        </p>
        <p className="by">
          <bdi>
            <Said text={(source.chain ?? []).join(' › ') || source.outlet} />
          </bdi>
          {grade !== undefined && (
            <>
              {' · '}
              <Grade reliability={grade.reliability} credibility={grade.credibility} />{' '}
              {words.sayOf('grade', String(grade.credibility))}
            </>
          )}
          {' · '}
          {happened(report, asked.d, desk.zone, words)}
        </p>
        <p className="by">
          {words.sayOf('type', type)}
          {where.length > 0 && ` · ${words.commas(where)}`}
          {report.version > 1 && ` · ${words.say('reports.version', { n: report.version })}`}
          {report.background === true && ` · ${words.say('reports.background')}`}
        </p>
      </div>
    </article>
  );
}

/** When it happened, no closer than the source said. */
export function happened({ occurred }: Pick<Report, 'occurred'>, asked: string, zone: string, words: Words): string {
  const [from, to] = [occurred.from, occurred.to].map((at) => (at === undefined ? undefined : dayOf(at, zone)));
  if (from === undefined || to === undefined) return words.say('reports.undated');
  const gaps = { from: dayNear(from, asked, words), to: dayNear(to, asked, words) };
  return from === to ? words.say('reports.happened', { day: gaps.from }) : words.say('reports.happened-span', gaps);
}
