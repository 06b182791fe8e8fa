import { policyName } from '../shell/terms-line.jsx';
import { ask } from '../url/address.js';
import { useView } from '../shell/view.jsx';
import { policies } from '../url/question.js';
import { useWords } from '../words/words.jsx';

/** Whose word counts: a rule that is applied at reading, to whatever edition is read. */
export function Policies() {
  const words = useWords();
  const { question } = useView();
  const [usual] = policies;
  return (
    <section className="policies">
      <h3>{words.say('policy.title')}</h3>
      <ul className="editions">
        {policies.map((policy) => {
          const isUsed = (question.policy ?? usual) === policy;
          return (
            <li key={policy}>
              <div>
                <b>{policyName(policy, words)}</b>
                <p className="sub">{words.sayOf('policy', `does-${policy.replace(/@.*/, '')}`)}</p>
              </div>
              <button
                type="button"
                className="chip"
                aria-pressed={isUsed}
                onClick={() => ask({ policy: policy === usual ? undefined : policy })}
              >
                {words.say(isUsed ? 'policy.used' : 'policy.use')}
              </button>
            </li>
          );
        })}
      </ul>
      <p className="sub">{words.say('policy.bar')}</p>
    </section>
  );
}
