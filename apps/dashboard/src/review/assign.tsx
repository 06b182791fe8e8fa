import { useState } from 'react';
import type { DraftAnswerDto, DraftItemDto, SenderDto } from 'sitrep-api';
import { useMe } from '../access/me.js';
import { type MessageKey, useWords } from '../words/words.jsx';
import { nameOfPerson } from './person.js';
import { useDraftWork } from './use-drafts.js';

interface AssignProps {
  readonly draft: DraftAnswerDto;
  readonly queue: readonly DraftItemDto[];
  /** Says what was done, or why it was refused. */
  readonly perform: (work: Promise<void>, done: MessageKey) => Promise<void>;
}

/** To whom a draft is assigned: oneself, nobody, or somebody who has worked on a draft of the queue. */
export function Assign({ draft, queue, perform }: AssignProps) {
  const words = useWords();
  const work = useDraftWork();
  const me = useMe().data?.id;
  const { id, assignee } = draft;
  const others = peopleOf(draft, queue).filter((person) => person.id !== me);
  const now = assignee?.id ?? '';
  // Arrows choose each person on the way: nobody is assigned before the choice is made.
  const [chosen, choose] = useState<string>();
  const assign = (whom: string): void => {
    const assigned = work.assign(id, whom === '' ? undefined : whom);
    void perform(assigned, whom === '' ? 'review.done-unassign' : 'review.done-assign').finally(() =>
      choose(undefined),
    );
  };
  return (
    <>
      <select
        className="chip"
        aria-label={words.say('review.assignee')}
        value={chosen ?? now}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{words.say('review.nobody')}</option>
        {me !== undefined && <option value={me}>{words.say('review.me')}</option>}
        {others.map((person) => (
          <option key={person.id} value={person.id}>
            {nameOfPerson(person, words)}
          </option>
        ))}
      </select>
      {chosen !== undefined && chosen !== now && (
        <button type="button" className="chip solid" onClick={() => assign(chosen)}>
          {words.say('review.assign')}
        </button>
      )}
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
