import type { DraftAnswerDto, DraftItemDto, SenderDto } from 'sitrep-api';
import { useMe } from '../access/me.js';
import { useWords } from '../words/words.jsx';
import { nameOfPerson } from './person.js';
import { useDraftWork } from './use-drafts.js';

/** To whom a draft is assigned: oneself, nobody, or somebody who has worked on a draft of the queue. */
export function Assign({ draft, queue }: { readonly draft: DraftAnswerDto; readonly queue: readonly DraftItemDto[] }) {
  const words = useWords();
  const work = useDraftWork();
  const me = useMe().data?.id;
  const { id, assignee } = draft;
  const others = peopleOf(draft, queue).filter((person) => person.id !== me);
  const assign = (whom: string): void => void work.assign(id, whom === '' ? undefined : whom).catch(() => work.again());
  return (
    <>
      <select
        className="chip"
        aria-label={words.say('review.assignee')}
        value={assignee?.id ?? ''}
        onChange={({ target }) => assign(target.value)}
      >
        <option value="">{words.say('review.nobody')}</option>
        {me !== undefined && <option value={me}>{words.say('review.me')}</option>}
        {others.map((person) => (
          <option key={person.id} value={person.id}>
            {nameOfPerson(person, words)}
          </option>
        ))}
      </select>
      {me !== undefined && assignee?.id !== me && (
        <button type="button" className="chip" data-key="i" onClick={() => assign(me)}>
          {words.say('review.take')}
        </button>
      )}
    </>
  );
}

/** Everybody whose work on the draft, or on one of the queue, is known, each once. */
function peopleOf({ sentBy, assignee, entries }: DraftAnswerDto, queue: readonly DraftItemDto[]): readonly SenderDto[] {
  const named = [sentBy, assignee, ...entries.map(({ by }) => by)];
  const all = [...named, ...queue.flatMap((one) => [one.sentBy, one.assignee])].filter((person) => person !== null);
  return [...new Map(all.map((person) => [person.id, person])).values()];
}
