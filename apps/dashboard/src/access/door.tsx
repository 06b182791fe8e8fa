import { type FormEvent, type ReactNode, useState, useSyncExternalStore } from 'react';
import { useWords } from '../words/words.jsx';
import { keepKey, onRefusal, refusalNow, storedKey } from './key.js';
import { SignIn } from './sign-in.jsx';
import './door.css';

/** Asks for a key once the server does; before that, and where it does not, shows the page. */
export function Door({ children }: { readonly children: ReactNode }) {
  const refusal = useSyncExternalStore(onRefusal, refusalNow);
  return refusal === undefined ? children : <KeyForm refusal={refusal} />;
}

function KeyForm({ refusal }: { readonly refusal: string }) {
  const words = useWords();
  const [key, setKey] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() !== '') keepKey(key);
  };
  return (
    <main className="door">
      <h1>{words.say('access.title')}</h1>
      {storedKey() !== undefined && <p role="alert">{refusal}</p>}
      <SignIn />
      <form onSubmit={submit}>
        <label htmlFor="key">{words.say('access.key')}</label>
        <input
          id="key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
        <button type="submit" className="chip solid">
          {words.say('access.enter')}
        </button>
      </form>
      <p className="sub">{words.say('access.kept')}</p>
    </main>
  );
}
