import { useWords } from '../words/words.jsx';
import { forgetKey } from './key.js';
import { useOwnName } from './me.js';

/** Who reads, and a way out; nothing where nobody has given a key. */
export function Who() {
  const words = useWords();
  const name = useOwnName();
  if (name === undefined) return null;
  return (
    <button type="button" className="chip" title={words.say('access.leave')} onClick={forgetKey}>
      <span dir="auto">{name}</span>
    </button>
  );
}
