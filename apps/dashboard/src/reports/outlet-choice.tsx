import { Choice } from './choice.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { useWords } from '../words/words.jsx';

/** Narrows a list to one of the outlets that are found, or to the one that is asked for. */
export function OutletChoice({ found }: { readonly found: readonly string[] }) {
  const words = useWords();
  const { outlet } = useView().question;
  const outlets = [...new Set([...found, ...(outlet === undefined ? [] : [outlet])])].sort();
  return (
    <Choice
      label={words.say('form.outlet')}
      all={words.say('review.all-outlets')}
      value={outlet}
      options={outlets.map((name) => [name, name])}
      choose={(one) => ask({ outlet: one })}
    />
  );
}
