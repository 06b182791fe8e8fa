import { useWords } from '../words/words.jsx';
import { forgetKey, storedKey } from './key.js';
import { signOut, useOwnName } from './me.js';
import { SignIn } from './sign-in.jsx';

/** Who reads, and a way out; a way in, where there is one, for whoever has none yet. */
export function Who() {
  const words = useWords();
  const name = useOwnName();
  if (name === undefined) return <SignIn />;
  const [leave, title] =
    storedKey() === undefined
      ? ([() => void signOut(), 'access.sign-out'] as const)
      : ([forgetKey, 'access.leave'] as const);
  return (
    <button type="button" className="chip" title={words.say(title)} onClick={leave}>
      <span dir="auto">{name}</span>
    </button>
  );
}
