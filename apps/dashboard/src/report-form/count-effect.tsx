import type { CountEffectDto } from 'sitrep-api';
import { countedOf } from '../counts/group-name.js';
import { useView } from '../shell/view.jsx';
import { amountOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';

/** What the report does to a number: before and after, and why the new one is no single number. */
export function CountEffect({ count }: { readonly count: CountEffectDto }) {
  const words = useWords();
  const { parties, situation } = useView();
  const { place, unit, before, after, changes } = count;
  const number = (counted: CountEffectDto['before']): string =>
    counted === null ? words.say('counts.none') : amountOf({ ...counted, unit }, words);
  const counted = countedOf(count, words, (id) => parties.nameOf(id));
  const where = situation?.placeOf.get(place ?? '')?.name ?? place;
  const what = where === null ? counted : words.say('form.count-where', { what: counted, where });
  const flags = after?.flags.filter((flag) => !before?.flags.includes(flag)) ?? [];
  return (
    <p className="eff">
      {changes
        ? words.say('form.effect-count', { what, before: number(before), after: number(after) })
        : words.say('form.effect-count-same', { what, number: number(after) })}
      {flags.length > 0 && <small>({words.list(flags.map((flag) => words.sayOf('flag', flag)))})</small>}
    </p>
  );
}
