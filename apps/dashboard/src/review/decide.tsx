import { useEffect, useRef, useState } from 'react';
import type { DraftAnswerDto, DraftItemDto } from 'sitrep-api';
import { useMay } from '../access/me.js';
import { reasonsOf } from '../api/ask.js';
import { go } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { type MessageKey, useWords } from '../words/words.jsx';
import { Assign } from './assign.jsx';
import { useDone } from './done.jsx';
import { type DraftWork, useDraftWork } from './use-drafts.js';

interface DecideProps {
  readonly draft: DraftAnswerDto;
  readonly queue: readonly DraftItemDto[];
}

type Act = 'approve' | 'reject' | 'needs-work';

interface ActWords {
  readonly ask: MessageKey;
  readonly save: MessageKey;
  readonly done: MessageKey;
  readonly missing?: MessageKey;
}

/** What each act asks for, what sends it, and what is said then. A text may be left out where none is needed. */
const acts: Readonly<Record<Act, ActWords>> = {
  approve: { ask: 'review.note', save: 'review.save-approve', done: 'review.done-approve' },
  reject: {
    ask: 'review.why-rejected',
    save: 'review.save-reject',
    done: 'review.done-reject',
    missing: 'review.need-reason',
  },
  'needs-work': { ask: 'review.what-is-missing', save: 'review.save-needs-work', done: 'review.done-needs-work' },
};
/** The key that chooses each act. */
const keys: Readonly<Record<Act, string>> = { approve: 'a', reject: 'r', 'needs-work': 'w' };

/** What can be done about a draft that nobody has decided about; what may not, and why, is said before anybody tries. */
export function Decide({ draft, queue }: DecideProps) {
  const words = useWords();
  const work = useDraftWork();
  const section = useRef<HTMLElement>(null);
  const [act, setAct] = useState<Act>();
  // What is written stays where a form is closed.
  const [texts, setTexts] = useState<Partial<Record<Act, string>>>({});
  const { mayApprove } = draft;
  const close = (): void => {
    section.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setAct(undefined);
  };
  return (
    <section ref={section} className="decide" aria-label={words.say('review.decide')}>
      {mayApprove === 'second_person' && <p className="standing">{words.say('review.second-person')}</p>}
      {mayApprove === 'not_an_editor' && <p className="standing">{words.say('review.not-an-editor')}</p>}
      <Acts draft={draft} queue={queue} open={act} choose={setAct} />
      {act !== undefined && (
        <ActForm
          key={act}
          act={act}
          draft={draft}
          queue={queue}
          work={work}
          close={close}
          text={texts[act] ?? ''}
          write={(text) => setTexts({ ...texts, [act]: text })}
        />
      )}
    </section>
  );
}

interface ActsProps extends DecideProps {
  readonly open: Act | undefined;
  readonly choose: (act: Act | undefined) => void;
}

/** The decisions, each of which opens a form, and what is done at once. */
function Acts({ draft, queue, open, choose }: ActsProps) {
  const words = useWords();
  const mayDecide = useMay('drafts:decide');
  const { work, problem, perform } = usePerformed();
  const { id, state, mayApprove } = draft;
  const offered: readonly Act[] = mayApprove === 'yes' ? ['approve', 'needs-work', 'reject'] : ['needs-work', 'reject'];
  const begin = (): Promise<void> => perform(work.setState(id, 'in_review', ''), 'review.done-begin');
  return (
    <>
      <div className="acts">
        {mayDecide &&
          offered.map((act) => (
            <button
              key={act}
              type="button"
              className={act === 'approve' ? 'chip solid' : 'chip'}
              data-key={keys[act]}
              aria-expanded={open === act}
              onClick={() => choose(act === open ? undefined : act)}
            >
              {words.say(`review.${act}`)}
            </button>
          ))}
        {mayDecide && state !== 'in_review' && (
          <button type="button" className="chip" onClick={() => void begin()}>
            {words.say('review.begin')}
          </button>
        )}
        <Link path={`/review/${id}/revise`} className="chip" data-key="e">
          {words.say('review.revise')}
        </Link>
        {mayDecide && <Assign draft={draft} queue={queue} perform={perform} />}
      </div>
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** Says what was done, or why it was refused. */
function usePerformed() {
  const words = useWords();
  const work = useDraftWork();
  const tell = useDone();
  const [problem, setProblem] = useState('');
  const perform = async (done: Promise<void>, message: MessageKey): Promise<void> => {
    try {
      await done;
      setProblem('');
      tell(words.say(message));
    } catch (error) {
      setProblem(reasonsOf(error));
      void work.again();
    }
  };
  return { work, problem, perform };
}

interface ActFormProps extends DecideProps {
  readonly act: Act;
  readonly work: DraftWork;
  readonly text: string;
  readonly write: (text: string) => void;
  /** Gives the focus back to the button that opened the form. */
  readonly close: () => void;
}

function ActForm(props: ActFormProps) {
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const { problem, isSending, submit } = useAct(props);
  const { act, close, text, write } = props;
  const { ask, save } = acts[act];
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), close())}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(text.trim());
      }}
    >
      {act === 'approve' && <p className="sub">{words.say('review.approve-means')}</p>}
      {act === 'reject' && <p className="sub">{words.say('review.reject-means')}</p>}
      <label>
        {words.say(ask)}
        <input
          ref={field}
          value={text}
          maxLength={2000}
          aria-invalid={problem !== ''}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="chip solid" disabled={isSending}>
        {words.say(save)}
      </button>
    </form>
  );
}

/** Performs an act; after a decision the next draft is opened. */
function useAct({ act, draft, queue, work, close }: ActFormProps) {
  const words = useWords();
  const tell = useDone();
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const perform = async (said: string): Promise<void> => {
    if (act === 'needs-work') {
      await work.setState(draft.id, 'needs_work', said);
      close();
    } else {
      await work.decide(draft, act === 'approve' ? 'approval' : 'rejection', said);
      const next = nextOf(draft.id, queue);
      go(next === undefined ? '/review' : `/review/${next}`);
    }
    tell(words.say(acts[act].done, { summary: draft.summary }));
  };
  const submit = async (said: string): Promise<void> => {
    const { missing } = acts[act];
    if (missing !== undefined && said === '') return setProblem(words.say(missing));
    setSending(true);
    setProblem('');
    try {
      await perform(said);
    } catch (error) {
      setProblem(reasonsOf(error));
      // It may have been revised or decided about meanwhile.
      void work.again();
    } finally {
      setSending(false);
    }
  };
  return { problem, isSending, submit };
}

/** The draft after this one in the queue; where it is the last, the one before it. */
export function nextOf(id: string, queue: readonly Pick<DraftItemDto, 'id'>[]): string | undefined {
  const at = queue.findIndex((one) => one.id === id);
  return at < 0 ? undefined : (queue[at + 1] ?? queue[at - 1])?.id;
}
