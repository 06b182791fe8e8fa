import type { DraftItemDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { useWords } from '../words/words.jsx';
import { nameOfPerson } from './person.js';

interface QueueProps {
  readonly items: readonly DraftItemDto[];
  /** The draft that is open. */
  readonly open: string | undefined;
  readonly isEmpty: boolean;
}

/** The drafts in the order in which their sources made them known. */
export function Queue({ items, open, isEmpty }: QueueProps) {
  const words = useWords();
  if (isEmpty) return <p className="empty">{words.say('review.none')}</p>;
  return (
    <ol className="drafts">
      {items.map((draft) => (
        <li key={draft.id}>
          <DraftRow draft={draft} isOpen={draft.id === open} />
        </li>
      ))}
    </ol>
  );
}

function DraftRow({ draft, isOpen }: { readonly draft: DraftItemDto; readonly isOpen: boolean }) {
  const words = useWords();
  const { situation, desk } = useView();
  const { id, state, summary, type, outlet, places, reportedAt, sentBy, assignee, revisions, mayApprove } = draft;
  const where = places.slice(0, 3).map((place) => situation?.placeOf.get(place)?.name ?? place);
  const said = [words.sayOf('type', type), ...where, fullDay(dayOf(reportedAt, desk.zone), words.language)];
  const people = [
    words.say('review.sent-by', { who: nameOfPerson(sentBy, words) }),
    ...(assignee === null ? [] : [words.say('review.assigned-to', { whom: nameOfPerson(assignee, words) })]),
    ...(revisions === 0 ? [] : [words.say('review.revised', { n: revisions })]),
    ...(mayApprove === 'second_person' ? [words.say('review.own')] : []),
  ];
  return (
    <Link path={`/review/${id}`} className="draft-row" aria-current={isOpen ? 'true' : undefined}>
      <span className="draft-state" data-state={state}>
        {words.sayOf('review', `state-${state}`)}
      </span>
      <span dir="auto" className="what">
        <Said text={summary} />
      </span>
      <span className="by">
        <bdi>
          <Said text={outlet} />
        </bdi>
        {` · ${said.join(' · ')}`}
      </span>
      <span className="by">{people.join(' · ')}</span>
    </Link>
  );
}
