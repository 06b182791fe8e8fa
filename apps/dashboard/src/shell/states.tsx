import { Refusal } from '../api/ask.js';
import type { Live } from '../api/live.js';
import { ask } from '../url/address.js';
import { fullDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { useView, type View } from './view.jsx';

const gone = [404, 409, 410];

interface FailureProps {
  readonly error: Error;
  readonly again: () => void;
  readonly view: View | undefined;
}

/** What failed, in words, what can be done, and what its keepers want to know of it. */
export function Failure({ error, again, view }: FailureProps) {
  const words = useWords();
  const { status = 0, problem = {} } = error instanceof Refusal ? error : {};
  const known = [problem.type, problem.instance].filter(Boolean).join(' ');
  const { edition, snapshot } = view?.asked ?? {};
  const dropped = (edition ?? snapshot) !== undefined && gone.includes(status);
  return (
    <div className="failure" role="alert">
      <p>
        <b>{words.say(dropped ? 'state.edition-gone' : 'state.failed')}</b> {error.message}
      </p>
      <p className="acts">
        <button type="button" className="chip" onClick={again}>
          {words.say('state.again')}
        </button>
        {dropped && (
          <button
            type="button"
            className="chip"
            onClick={() => ask({ edition: undefined, snapshot: undefined, at: undefined })}
          >
            {words.say('state.ask-live')}
          </button>
        )}
        {known !== '' && (
          <button type="button" className="chip" onClick={() => void navigator.clipboard.writeText(known)}>
            {words.say('state.copy')} <code dir="ltr">{known}</code>
          </button>
        )}
      </p>
    </div>
  );
}

const clock = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-u-nu-latn`, {
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

/** Without a connection: since when, and from when the answers are that are shown; after a long time away, that too. */
export function ConnectionLine({ live: { state, since, isResynced } }: { readonly live: Live }) {
  const words = useWords();
  const { asked, loadedAt } = useView();
  const text =
    state === 'live'
      ? isResynced && words.say('state.resynced')
      : words.say('state.offline', {
          since: clock(since ?? Date.now(), words.language),
          day: fullDay(asked.d, words.language),
          loaded: clock(loadedAt, words.language),
        });
  // What is read aloud has to be there before it says anything.
  return (
    <div className="standing-by" role="status">
      {text && <p className="connection">{text}</p>}
    </div>
  );
}
