import { type FormEvent, useState } from 'react';
import type { DraftAnswerDto, DraftEntryDto, DraftReadingDto, SenderDto } from 'sitrep-api';
import { reasonsOf } from '../api/ask.js';
import { ReasonAndChanges } from '../differences/changed.jsx';
import { useView } from '../shell/view.jsx';
import { dayOf, fullDay } from '../words/days.js';
import { Said } from '../words/said.jsx';
import { useWords, type Words } from '../words/words.jsx';
import { useDone } from './done.jsx';
import { nameOfId, nameOfPerson } from './person.js';
import { useDraftWork } from './use-drafts.js';

/** What was done with a draft, in order: how it read, what was said about it, to whom it went. */
export function DraftHistory({ draft }: { readonly draft: DraftAnswerDto }) {
  const words = useWords();
  const [, ...revisions] = draft.readings;
  const named = peopleNamed(draft, words);
  const steps = [
    ...revisions.map((reading) => ({ at: reading.at ?? '', node: <Revised reading={reading} /> })),
    ...draft.entries.map((entry) => ({ at: entry.at, node: <Entry entry={entry} named={named} /> })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <section className="blk">
      <h3>{words.say('review.history')}</h3>
      {steps.length > 0 && (
        <ol className="versions">
          {steps.map(({ at, node }, index) => (
            <li key={`${at} ${index}`}>{node}</li>
          ))}
        </ol>
      )}
      <CommentForm id={draft.id} />
    </section>
  );
}

function Revised({ reading: { by, at, reason, changed } }: { readonly reading: DraftReadingDto }) {
  const words = useWords();
  return (
    <>
      <When at={at} text={words.say('review.entry-revised', { who: nameOfPerson(by, words) })} />
      <ReasonAndChanges reason={reason} changed={changed} />
    </>
  );
}

interface EntryProps {
  readonly entry: DraftEntryDto;
  readonly named: (id: string) => string;
}

function Entry({ entry: { by, at, kind, detail }, named }: EntryProps) {
  const words = useWords();
  const who = nameOfPerson(by, words);
  if (kind === 'comment')
    return (
      <>
        <When at={at} text={words.say('review.entry-comment', { who })} />
        <p dir="auto">
          <Said text={detail ?? ''} />
        </p>
      </>
    );
  const text =
    kind === 'state'
      ? words.say('review.entry-state', { who, state: words.sayOf('review', `state-${detail ?? 'new'}`) })
      : detail === null
        ? words.say('review.entry-unassigned', { who })
        : words.say('review.entry-assigned', { who, whom: named(detail) });
  return (
    <>
      <When at={at} text="" />
      <p>{text}</p>
    </>
  );
}

function When({ at, text }: { readonly at: string | null; readonly text: string }) {
  const words = useWords();
  const { desk } = useView();
  const day = at === null ? '' : fullDay(dayOf(at, desk.zone), words.language);
  return <span className="ref">{[text, day].filter(Boolean).join(' · ')}</span>;
}

/** An entry names to whom a draft was assigned as events do; here the name behind it, as far as the draft has it. */
function peopleNamed(draft: DraftAnswerDto, words: Words): (id: string) => string {
  const people: readonly (SenderDto | null)[] = [
    draft.sentBy,
    draft.assignee,
    draft.decision?.by ?? null,
    ...draft.entries.map(({ by }) => by),
    ...draft.readings.map(({ by }) => by),
  ];
  return (id) => {
    const person = people.find((one) => one?.id === id) ?? null;
    return person === null ? nameOfId(id, words) : nameOfPerson(person, words);
  };
}

function CommentForm({ id }: { readonly id: string }) {
  const words = useWords();
  const work = useDraftWork();
  const tell = useDone();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    try {
      await work.comment(id, text.trim());
      setText('');
      setProblem('');
      tell(words.say('review.done-comment'));
    } catch (error) {
      setProblem(reasonsOf(error));
    }
  };
  return (
    <form className="comment" onSubmit={(event) => void submit(event)}>
      <label>
        {words.say('review.comment')}
        <textarea rows={2} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="chip">
        {words.say('review.save-comment')}
      </button>
    </form>
  );
}
