import { useWords } from '../words/words.jsx';
import { useAuth } from './me.js';

/** A way in through the OpenID provider; nothing where there is none. */
export function SignIn() {
  const words = useWords();
  const auth = useAuth();
  if (auth === undefined || auth.signIn === null || auth.signedIn) return null;
  const returnTo = encodeURIComponent(location.pathname + location.search);
  return (
    <a className="chip solid" href={`${auth.signIn}?returnTo=${returnTo}`}>
      {words.say('access.sign-in')}
    </a>
  );
}
