import { useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApprovalResultsDto, DraftItemDto } from 'sitrep-api';
import { useMay } from '../access/me.js';
import { readAll, reasonsOf, send } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';
import { bundleText } from './bundle-words.js';
import { settled } from './use-drafts.js';

/** What became of the drafts of a bundle. */
interface Outcome {
  readonly approved: number;
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** What came together, such as by an import: those that wait are approved at once; which are left, and why, is said before. */
export function Bundle({ bundle }: { readonly bundle: string }) {
  const words = useWords();
  const mayDecide = useMay('drafts:decide');
  const { desk } = useView();
  const { data } = useQuery({
    queryKey: ['drafts', 'bundle', bundle],
    queryFn: async ({ signal }) => (await readAll<DraftItemDto>('/v1/drafts', { bundle }, signal)).items,
  });
  const { outcome, failure, isSending, approve } = useApprovals(bundle);
  const section = useRef<HTMLElement>(null);
  const approveAll = async (): Promise<void> => {
    await approve();
    // What was pressed is gone, and what became of the drafts stands here.
    section.current?.focus();
  };
  if (data === undefined) return null;
  const waiting = data.filter(({ state }) => state !== 'needs_work');
  const own = waiting.filter(({ mayApprove }) => mayApprove === 'second_person').length;
  const [n, back] = [waiting.length - own, data.length - waiting.length];
  return (
    <section ref={section} className="bundle" aria-label={words.say('review.bundle')} tabIndex={-1}>
      <h3>
        <bdi>{bundleText(bundle, data, desk.zone, words)}</bdi>
      </h3>
      <Standing waiting={waiting.length} own={own} back={back} />
      {mayDecide && n > 0 && <ApproveAll n={n} isSending={isSending} approve={approveAll} />}
      {failure !== '' && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      <div role="status">{outcome !== undefined && <Approved outcome={outcome} />}</div>
    </section>
  );
}

interface ApproveAllProps {
  readonly n: number;
  readonly isSending: boolean;
  readonly approve: () => Promise<void>;
}

/** Asks once more before so many are approved. */
function ApproveAll({ n, isSending, approve }: ApproveAllProps) {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <button type="button" className="chip solid" onClick={() => setAsked(true)}>
        {words.say('review.approve-all', { n })}
      </button>
    );
  return (
    <p className="acts">
      {words.say('review.approve-means')}{' '}
      <button
        type="button"
        className="chip solid"
        disabled={isSending}
        onClick={() => void approve().then(() => setAsked(false))}
      >
        {words.say(isSending ? 'review.approving' : 'review.save-approve-all', { n })}
      </button>
      <button type="button" className="chip" disabled={isSending} onClick={() => setAsked(false)}>
        {words.say('form.discard')}
      </button>
    </p>
  );
}

interface StandingProps {
  readonly waiting: number;
  /** Of those that wait: what the reader sent, and may not approve. */
  readonly own: number;
  readonly back: number;
}

/** How many wait, and which of the bundle an approval leaves. */
function Standing({ waiting, own, back }: StandingProps) {
  const words = useWords();
  return (
    <p>
      {words.say('review.bundle-waits', { n: waiting })} {own > 0 && words.say('review.bundle-own', { n: own })}{' '}
      {back > 0 && words.say('review.bundle-back', { n: back })}
    </p>
  );
}

function Approved({ outcome: { approved, refused } }: { readonly outcome: Outcome }) {
  const words = useWords();
  return (
    <>
      <p>{words.say('review.bulk-outcome', { n: approved, refused: refused.length })}</p>
      {refused.length > 0 && (
        <ul className="reasons">
          {refused.map(({ id, why }) => (
            <li key={id}>
              <Link path={`/review/${id}`}>{id.slice(0, 8)}</Link> <span dir="auto">{why}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Approves as many as the API takes at once, and goes on behind them until all have been tried. */
function useApprovals(bundle: string) {
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState('');
  const [isSending, setSending] = useState(false);
  const approve = async (): Promise<void> => {
    setSending(true);
    setFailure('');
    let total: Outcome = { approved: 0, refused: [] };
    try {
      for (let last: string | undefined, more = true; more;) {
        const behind = last === undefined ? {} : { after: last };
        const answer = await send<ApprovalResultsDto>('/v1/drafts/approvals', { bundle, ...behind });
        total = withResults(total, answer);
        setOutcome(total);
        await settled(answer.results.findLast(({ approval }) => approval !== undefined)?.approval?.position);
        last = answer.results.at(-1)?.id;
        more = answer.more && last !== undefined;
      }
    } catch (error) {
      setFailure(reasonsOf(error));
    } finally {
      setSending(false);
      void client.invalidateQueries();
    }
  };
  return { outcome, failure, isSending, approve };
}

/** The outcome with that of one more round. */
export function withResults({ approved, refused }: Outcome, answer: ApprovalResultsDto): Outcome {
  const fresh = answer.results.flatMap(({ id, problem }) =>
    problem === undefined ? [] : [{ id, why: problem.detail ?? problem.title }],
  );
  return { approved: approved + answer.approved, refused: [...refused, ...fresh] };
}
