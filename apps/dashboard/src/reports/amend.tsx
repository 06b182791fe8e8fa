import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportHistoryDto } from 'sitrep-api';
import { reasonsOf, send } from '../api/ask.js';
import { Link } from '../url/link.jsx';
import { useWords } from '../words/words.jsx';

type Kind = 'retract' | 'reinstate';

const paths = { retract: 'retractions', reinstate: 'reinstatements' } as const;
const saves = { retract: 'report.save-retraction', reinstate: 'report.save-reinstatement' } as const;

/** Correct, withdraw or put back: each asks why. */
export function Amend({ history }: { readonly history: ReportHistoryDto }) {
  const words = useWords();
  const [kind, setKind] = useState<Kind>();
  const [sent, setSent] = useState(false);
  const one: Kind = history.retracted ? 'reinstate' : 'retract';
  const done = (): void => {
    setKind(undefined);
    setSent(true);
  };
  return (
    <section className="amend">
      {!history.retracted && (
        <Link path={`/reports/${history.id}/correct`} className="chip">
          {words.say('report.correct')}
        </Link>
      )}
      <button
        type="button"
        className="chip"
        aria-expanded={kind === one}
        onClick={() => setKind(kind === one ? undefined : one)}
      >
        {words.say(`report.${one}`)}
      </button>
      {sent && <p role="status">{words.say('report.sent')}</p>}
      {kind !== undefined && <AmendForm key={kind} kind={kind} history={history} done={done} />}
    </section>
  );
}

function AmendForm({ kind, history, done }: { kind: Kind; history: ReportHistoryDto; done: () => void }) {
  const words = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    if (reason.trim() === '') return setProblem(words.say('report.reason-needed'));
    try {
      const body = { reportedAt: new Date().toISOString(), reason: reason.trim() };
      await send(`/v1/reports/${history.id}/${paths[kind]}`, body);
      done();
      setTimeout(() => void client.invalidateQueries(), 400);
    } catch (error) {
      setProblem(reasonsOf(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
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
