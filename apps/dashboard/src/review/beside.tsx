import type { DraftAnswerDto, LikelyDuplicateDto } from 'sitrep-api';
import { useReport } from '../reports/use-reports.js';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';

const most_shown = 5;

/** What may tell of the same, and what says otherwise. */
export function Beside({ draft }: { readonly draft: DraftAnswerDto }) {
  const words = useWords();
  const { likelyDuplicates, likelyDuplicateDrafts, contradictions } = draft;
  if (likelyDuplicates.length + likelyDuplicateDrafts.length + contradictions.length === 0)
    return draft.decision === null ? <p className="sub beside-none">{words.say('review.beside-none')}</p> : null;
  return (
    <section className="beside">
      <Alike title={words.say('review.like-reports')} list={likelyDuplicates} path="/reports" />
      <Alike title={words.say('review.like-drafts')} list={likelyDuplicateDrafts} path="/review" />
      {contradictions.length > 0 && <h3>{words.say('review.otherwise')}</h3>}
      {contradictions.map((contradiction, index) => (
        <Otherwise key={index} contradiction={contradiction} />
      ))}
    </section>
  );
}

interface AlikeProps {
  readonly title: string;
  readonly list: readonly LikelyDuplicateDto[];
  readonly path: string;
}

/** The likeliest first; what the two share stands under each. */
function Alike({ title, list, path }: AlikeProps) {
  const words = useWords();
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {list.slice(0, most_shown).map(({ score, parts, report: { report, summary } }) => (
          <li key={report.id}>
            <Link path={`${path}/${report.id}`}>{report.externalId ?? report.id.slice(0, 8)}</Link>{' '}
            <span dir="auto">
              <Said text={summary} />
            </span>
            <small>
              {' '}
              {words.say('review.alike', {
                percent: Math.round(100 * score),
                what: words.list(
                  parts.filter(({ likeness }) => likeness > 0).map(({ part }) => words.sayOf('likeness', part)),
                ),
              })}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Otherwise({ contradiction }: { readonly contradiction: DraftAnswerDto['contradictions'][number] }) {
  const words = useWords();
  const { situation } = useView();
  const { kind, place, on, reports } = contradiction;
  const where = situation?.placeOf.get(place ?? '')?.name ?? place ?? '';
  const text =
    kind === 'declared'
      ? words.say('review.declared')
      : words.say(on === 'control' ? 'review.would-contest' : 'review.would-dispute', { place: where });
  return (
    <div className="otherwise">
      <p>{text}</p>
      <ul>
        {reports.slice(0, most_shown).map((id) => (
          <ReportLine key={id} id={id} />
        ))}
      </ul>
    </div>
  );
}

/** A report by its number and its words. */
function ReportLine({ id }: { readonly id: string }) {
  const last = useReport(id).data?.versions.at(-1);
  return (
    <li>
      <Link path={`/reports/${id}`}>{last?.externalId ?? id.slice(0, 8)}</Link>{' '}
      {last !== undefined && (
        <span dir="auto">
          <Said text={last.summary} />
        </span>
      )}
    </li>
  );
}
