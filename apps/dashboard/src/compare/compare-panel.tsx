import { ChangeRow } from '../changes/change-row.jsx';
import type { Difference } from '../changes/difference.js';
import type { Situation } from '../api/situation.js';
import { SomeFirst } from '../shell/some-first.jsx';
import { useView, type View } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { fullDay } from '../words/days.js';
import { briefOf, conditionsText } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import type { SecondKind } from './second-question.js';
import { useCompared } from './use-compared.js';

/** Every place that the two questions answer otherwise, both answers in words. */
export function ComparePanel() {
  const words = useWords();
  const view = useView();
  const compared = useCompared();
  if (compared?.sides === undefined) return null;
  const { sides, second, differences } = compared;
  const [before, after] = [sides.before, sides.after].map((one) => nameOf(one, second.kind, view, words));
  return (
    <section className="sec changes compare-panel">
      <header>
        <h2>{words.say('compare.differ', { n: differences.size })}</h2>
        <Link path="/table" className="more">
          {words.say('top.table')}
        </Link>
      </header>
      <p className="sub">
        {before} → {after}
      </p>
      {differences.size === 0 && <p className="sub">{words.say('compare.none')}</p>}
      <SomeFirst
        items={[...differences.values()]}
        row={(difference) => (
          <ChangeRow key={difference.place.id} {...difference} text={textOf(difference, view, words)} />
        )}
      />
    </section>
  );
}

/** What tells one side from the other. */
export function nameOf({ asked }: Situation, kind: SecondKind, { knownDay }: View, words: Words): string {
  if (kind === 'd') return fullDay(asked.d, words.language);
  if (kind === 'k')
    return asked.k === undefined
      ? words.say('time.known-now')
      : words.say('compare.known-on', { k: fullDay(asked.k === 'now' ? knownDay : asked.k, words.language) });
  return asked.edition ?? words.say('editions.live');
}

function textOf({ before, after, conditions, lost }: Difference, { parties }: View, words: Words): string {
  const [was, is] = [briefOf(before, parties, words), briefOf(after, parties, words)];
  const named = (names: readonly string[]): string => conditionsText(names, words);
  if (was !== is) return words.say('changes.was', { before: was, after: is });
  if (conditions.length > 0) return named(conditions);
  return lost.length > 0 ? words.say('changes.over', { what: named(lost) }) : is;
}
