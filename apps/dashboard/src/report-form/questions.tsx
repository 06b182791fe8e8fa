import { useState } from 'react';
import type { CatalogueDto } from 'sitrep-api';
import { Icon } from '../marks/icon.jsx';
import { useView } from '../shell/view.jsx';
import { isTypedDay } from '../url/question.js';
import { addDays, dayOf, weekDay } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { usuallySuffers } from './asks.js';
import type { FormState } from './form-state.js';
import { Options } from './options.jsx';
import { type Named, Picker } from './picker.jsx';

export interface Answering {
  readonly form: FormState;
  readonly change: (change: Partial<FormState>) => void;
}

const most_offered = 6;

/** The types that are used most, and all by family behind "More". */
export function What({ form, change, types }: Answering & { readonly types: CatalogueDto['items'] }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const used = [...types].sort((a, b) => (b.usedRecently ?? 0) - (a.usedRecently ?? 0)).slice(0, most_offered);
  const first = types.filter((one) => used.includes(one) || one.type === form.type);
  const families = [...new Set(types.map(({ family }) => family))];
  const choose = (type: string): void => {
    setAll(false);
    change({ type, state: undefined, suffers: usuallySuffers(type) });
  };
  const offered = (list: CatalogueDto['items']) =>
    list.map(({ type, label }) => [type, words.sayOf('type', type, undefined, label)] as const);
  return (
    <>
      {!all && <Options options={offered(first)} chosen={form.type} choose={choose} />}
      <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
        {words.say(all ? 'form.less' : 'form.more')}
      </button>
      {all &&
        families.map((family) => (
          <div key={family}>
            <p className="sub">{words.sayOf('family', family)}</p>
            <Options
              options={offered(types.filter((type) => type.family === family))}
              chosen={form.type}
              choose={choose}
            />
          </div>
        ))}
    </>
  );
}

export function When({ form, change }: Answering) {
  const words = useWords();
  const { asked, desk } = useView();
  const today = dayOf(new Date().toISOString(), desk.zone);
  const days = [...new Set([today, addDays(today, -1), asked.d, form.day])].filter((day) => day !== 'unknown');
  const names = new Map([
    [today, words.say('form.today')],
    [addDays(today, -1), words.say('form.yesterday')],
  ]);
  return (
    <>
      <Options
        options={[
          ...days.map((day) => [day, names.get(day) ?? weekDay(day, words.language)] as const),
          ['unknown', words.say('form.not-known')],
        ]}
        chosen={form.day}
        choose={(day) => change({ day })}
      />
      <label className="inline">
        {words.say('form.a-day')}
        <input
          type="date"
          max={today}
          value={form.day === 'unknown' ? '' : form.day}
          onChange={({ target }) => isTypedDay(target.value) && change({ day: target.value })}
        />
      </label>
    </>
  );
}

interface ActorsProps {
  readonly title: string;
  readonly chosen: readonly string[];
  readonly choose: (actors: readonly string[]) => void;
}

/** Those who are chosen, each with its way out, and the field that adds another. */
export function Actors({ title, chosen, choose }: ActorsProps) {
  const words = useWords();
  const { parties } = useView();
  const first: readonly Named[] = parties.coloured.filter(({ id }) => !chosen.includes(id));
  return (
    <div className="actors" role="group" aria-label={title}>
      <p className="sub-title">{title}</p>
      <div className="opts">
        {chosen.map((actor) => (
          <button
            key={actor}
            type="button"
            className="opt"
            aria-pressed="true"
            onClick={() => choose(chosen.filter((one) => one !== actor))}
          >
            {parties.nameOf(actor)}
            <Icon name="close" size={10} />
          </button>
        ))}
      </div>
      <Picker
        path="/v1/actors"
        label={words.say('form.search-actor')}
        first={first}
        choose={({ id }) => choose([...new Set([...chosen, id])])}
      />
    </div>
  );
}
