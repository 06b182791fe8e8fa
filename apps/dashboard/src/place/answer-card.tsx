import { formOf, shapeOf } from '../marks/form.js';
import { Icon, isIcon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { ink } from '../marks/mark.jsx';
import { answerOf } from '../map/filter.js';
import { statesOf, stateText } from '../map/passage.js';
import type { Place } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { dayNear, verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { useFacts } from './facts.js';

/** The answer as a sentence with its mark, then the facts behind it, then the conditions with their days. */
export function AnswerCard({ place }: { readonly place: Place }) {
  const words = useWords();
  const { situation, parties, asked } = useView();
  const facts = useFacts(place);
  if (situation === undefined) return null;
  const answer = answerOf(situation, place.id);
  const form = formOf(answer, parties);
  const side = answer.status === 'held' && form.tokens[0] !== undefined ? ink(form.tokens[0]) : 'var(--line-2)';
  const states = statesOf(situation.condition.get(place.id), parties, words);
  const seen = answer.lastEvidence;
  return (
    <section className="answer" style={{ borderInlineStartColor: side }}>
      <MarkIcon shape={shapeOf(place.kind)} form={form} size={30} lettered />
      <p className="say">{verdictOf(answer, parties, words)}</p>
      <p className="facts">
        {facts.map(({ text, bold }) => (bold ? <b key={text}>{text} </b> : <span key={text}>{text} </span>))}
      </p>
      {answer.conditions.length + states.length > 0 && (
        <p className="tags">
          {answer.conditions.filter(isIcon).map((name) => (
            <span key={name} className="tag">
              <Icon name={name} size={13} />
              {seen
                ? words.say('condition.seen', {
                    what: words.sayOf('condition', name),
                    day: dayNear(seen, asked.d, words),
                  })
                : words.sayOf('condition', name)}
            </span>
          ))}
          {states.map((state) => (
            <span key={state.text} className="tag">
              <Icon name={state.icon} size={13} />
              {stateText(state, asked.d, words)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
