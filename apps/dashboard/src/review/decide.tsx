import { useEffect, useRef, useState } from 'react';
import type { DraftAnswerDto, DraftItemDto } from 'sitrep-api';
import { useMay } from '../access/me.js';
import { reasonsOf } from '../api/ask.js';
import { go } from '../url/address.js';
import { Link } from '../url/link.jsx';
import { type MessageKey, useWords } from '../words/words.jsx';
import { Assign } from './assign.jsx';
import { type DraftWork, useDraftWork } from './use-drafts.js';

interface DecideProps {
  readonly draft: DraftAnswerDto;
  readonly queue: readonly DraftItemDto[];
}

type Act = 'approve' | 'reject' | 'needs-work';

/** What each act asks for, and what sends it. A text may be left out where none is needed. */
const acts: Readonly<Record<Act, { ask: MessageKey; save: MessageKey; missing?: MessageKey }>> = {
  approve: { ask: 'review.note', save: 'review.save-approve' },
  reject: { ask: 'review.why-rejected', save: 'review.save-reject', missing: 'review.need-reason' },
  'needs-work': { ask: 'review.what-is-missing', save: 'review.save-needs-work' },
};
/** The key that chooses each act. */
const keys: Readonly<Record<Act, string>> = { approve: 'a', reject: 'r', 'needs-work': 'w' };

/** What can be done about a draft that nobody has decided about; what may not, and why, is said before anybody tries. */
export function Decide({ draft, queue }: DecideProps) {
  const words = useWords();
  const mayDecide = useMay('drafts:decide');
  const work = useDraftWork();
  const [act, setAct] = useState<Act>();
  const { id, state, mayApprove } = draft;
  const choose = (one: Act): void => setAct(one === act ? undefined : one);
  const offered: readonly Act[] = mayApprove === 'yes' ? ['approve', 'needs-work', 'reject'] : ['needs-work', 'reject'];
  return (
    <section className="decide" aria-label={words.say('review.decide')}>
      {mayApprove === 'second_person' && <p className="standing">{words.say('review.second-person')}</p>}
      {mayApprove === 'not_an_editor' && <p className="standing">{words.say('review.not-an-editor')}</p>}
      <div className="acts">
        {mayDecide &&
          offered.map((one) => (
            <button
              key={one}
              type="button"
              className={one === 'approve' ? 'chip solid' : 'chip'}
              data-key={keys[one]}
              aria-expanded={act === one}
              onClick={() => choose(one)}
            >
              {words.say(`review.${one}`)}
            </button>
          ))}
        {mayDecide && state !== 'in_review' && (
          <button
            type="button"
            className="chip"
            onClick={() => void work.setState(id, 'in_review', '').catch(() => work.again())}
          >
            {words.say('review.begin')}
          </button>
        )}
        <Link path={`/review/${id}/revise`} className="chip" data-key="e">
          {words.say('review.revise')}
        </Link>
        {mayDecide && <Assign draft={draft} queue={queue} />}
      </div>
      {act !== undefined && <ActForm key={act} act={act} draft={draft} queue={queue} work={work} />}
    </section>
  );
}

interface ActFormProps extends DecideProps {
  readonly act: Act;
  readonly work: DraftWork;
}

function ActForm(props: ActFormProps) {
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { problem, isSending, submit } = useAct(props);
  const { act } = props;
  const { ask, save } = acts[act];
  useEffect(() => field.current?.focus(), []);
  return (
    <form
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
          onChange={({ target }) => setText(target.value)}
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
function useAct({ act, draft, queue, work }: ActFormProps) {
  const words = useWords();
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const perform = async (said: string): Promise<void> => {
    if (act === 'needs-work') return work.setState(draft.id, 'needs_work', said);
    await work.decide(draft, act === 'approve' ? 'approval' : 'rejection', said);
    const next = nextOf(draft.id, queue);
    go(next === undefined ? '/review' : `/review/${next}`);
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
