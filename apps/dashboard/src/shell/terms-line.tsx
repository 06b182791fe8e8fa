import { Icon } from '../marks/icon.jsx';
import { ask } from '../url/address.js';
import { policies, type Question } from '../url/question.js';
import { useWords, type Words } from '../words/words.jsx';
import { useView, type View } from './view.jsx';

/** A part of the question beside its dates: in words, and the question without it. */
interface Term {
  readonly text: string;
  readonly without: Partial<Question>;
}

export const policyName = (policy: string, words: Words): string => {
  const [name = policy] = policy.split('@');
  return words.sayOf('policy', name);
};

/** Everything that is asked beside the dates, each where it is not the default. */
function termsOf({ question, asked, situation }: View, words: Words): readonly Term[] {
  const { within, policy, stance, snapshot, edition } = question;
  const terms: Term[] = [];
  if (snapshot !== undefined) {
    const position = snapshot.split('.')[1] ?? '';
    terms.push({ text: words.say('terms.snapshot', { position }), without: { snapshot: undefined } });
  } else if (edition !== undefined)
    terms.push({ text: words.say('terms.edition', { name: edition }), without: { edition: undefined } });
  if (policy !== undefined && policy !== policies[0])
    terms.push({
      text: words.say('terms.policy', { policy: policyName(policy, words) }),
      without: { policy: undefined },
    });
  if (within !== undefined) {
    const place = situation?.placeOf.get(within)?.name ?? asked.within ?? '';
    terms.push({ text: words.say('terms.within', { place }), without: { within: undefined } });
  }
  if (stance !== undefined) terms.push({ text: words.say('terms.claimed'), without: { stance: undefined } });
  return terms;
}

/** Under the heading: what is asked beside the dates, so that no answer stands there without it; a press takes one away. */
export function TermsLine({ fixed = false }: { readonly fixed?: boolean }) {
  const words = useWords();
  const terms = termsOf(useView(), words);
  if (terms.length === 0) return null;
  return (
    <section className="terms-line" aria-label={words.say('terms.label')}>
      {terms.map(({ text, without }) =>
        fixed ? (
          <b key={text}>{text}</b>
        ) : (
          <button
            key={text}
            type="button"
            className="chip"
            aria-label={words.say('terms.drop', { what: text })}
            onClick={() => ask(without)}
          >
            {text}
            <Icon name="close" size={10} />
          </button>
        ),
      )}
    </section>
  );
}
