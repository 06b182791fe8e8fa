import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../words/words.jsx';
import { forget, sendWaiting, useWaiting } from './outbox.js';

/** What this device keeps until the connection is back, and what the server refused. */
export function OutboxList() {
  const words = useWords();
  const client = useQueryClient();
  const list = useWaiting();
  if (list.length === 0) return null;
  return (
    <section className="outbox" aria-label={words.say('outbox.title')}>
      <h3>{words.say('outbox.waiting', { n: list.length })}</h3>
      <ul>
        {list.map(({ key, text, refusal }) => (
          <li key={key}>
            <span dir="auto">{text}</span>
            {refusal !== undefined && (
              <span className="problem" role="alert">
                {words.say('outbox.refused', { why: refusal })}
              </span>
            )}
            <button type="button" className="more" onClick={() => forget(key)}>
              {words.say('form.discard')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="chip" onClick={() => void sendWaiting().then(() => client.invalidateQueries())}>
        {words.say('outbox.send-now')}
      </button>
    </section>
  );
}
