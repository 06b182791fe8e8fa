import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportHistoryDto } from 'sitrep-api';
import { Refusal, send } from '../api/ask.js';
import { useWords } from '../words/words.jsx';

type Kind = 'correct' | 'retract' | 'reinstate';

const paths = { correct: 'corrections', retract: 'retractions', reinstate: 'reinstatements' } as const;
const saves = {
  correct: 'report.save-correction',
  retract: 'report.save-retraction',
  reinstate: 'report.save-reinstatement',
} as const;

/** Correct, withdraw or put back: each asks why. */
export function Amend({ history }: { readonly history: ReportHistoryDto }) {
  const words = useWords();
  const [kind, setKind] = useState<Kind>();
  const [sent, setSent] = useState(false);
  const kinds: readonly Kind[] = history.retracted ? ['reinstate'] : ['correct', 'retract'];
  const done = (): void => {
    setKind(undefined);
    setSent(true);
  };
  return (
    <section className="amend">
      {kinds.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-expanded={kind === one}
          onClick={() => setKind(kind === one ? undefined : one)}
        >
          {words.say(`report.${one}`)}
        </button>
      ))}
      {sent && <p role="status">{words.say('report.sent')}</p>}
      {kind !== undefined && <AmendForm key={kind} kind={kind} history={history} done={done} />}
    </section>
  );
}

/** An amendment is known when it is sent, and follows what was amended last. */
function bodyOf(kind: Kind, history: ReportHistoryDto, reason: string, summary: string): object {
  const base = { reportedAt: new Date().toISOString(), reason };
  if (kind !== 'correct') return base;
  const {
    version: _version,
    knownFrom: _from,
    knownTo: _to,
    id: _id,
    ...draft
  } = history.versions.at(-1) ?? ({} as never);
  return { ...base, report: { ...draft, summary } };
}

function AmendForm({ kind, history, done }: { kind: Kind; history: ReportHistoryDto; done: () => void }) {
  const words = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [summary, setSummary] = useState(history.versions.at(-1)?.summary ?? '');
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    if (reason.trim() === '') return setProblem(words.say('report.reason-needed'));
    try {
      await send(`/v1/reports/${history.id}/${paths[kind]}`, bodyOf(kind, history, reason.trim(), summary.trim()));
      done();
      setTimeout(() => void client.invalidateQueries(), 400);
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {kind === 'correct' && (
        <label>
          {words.say('report.new-summary')}
          <textarea rows={3} value={summary} maxLength={2000} onChange={({ target }) => setSummary(target.value)} />
        </label>
      )}
      <label>
        {words.say('report.reason')}
        <input
          value={reason}
          maxLength={500}
          aria-invalid={problem !== ''}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      {problem !== '' && <p role="alert">{problem}</p>}
      <button type="submit" className="chip solid">
        {words.say(saves[kind])}
      </button>
    </form>
  );
}

/** What is wrong, with every field that the API names. */
export function problemText(error: unknown): string {
  if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
  const { errors = [] } = error.problem as { errors?: readonly { pointer?: string; detail: string }[] };
  return [error.message, ...errors.map(({ pointer = '', detail }) => `${pointer} ${detail}`)].join(' ');
}
