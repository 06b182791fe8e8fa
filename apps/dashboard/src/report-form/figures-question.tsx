import { groupName } from '../counts/counts-panel.jsx';
import { useView } from '../shell/view.jsx';
import { useWords } from '../words/words.jsx';
import type { Extent } from './form-state.js';
import { Options } from './options.jsx';
import { Picker } from './picker.jsx';
import type { Answering } from './questions.jsx';

const measures = ['killed', 'wounded', 'released', 'detained', 'captured', 'displaced', 'deployed'];
const extents: readonly Extent[] = ['exact', 'range', 'above', 'about', 'unsaid'];
const extentNames = {
  exact: 'form.exact',
  range: 'form.range',
  above: 'form.above',
  about: 'form.about',
  unsaid: 'form.not-said',
} as const;

/** How many, as wide as it is known. */
export function FiguresQuestion({ form, change }: Answering) {
  const words = useWords();
  const { parties } = useView();
  const group = (id: string): string => groupName(id, words, (actor) => parties.nameOf(actor));
  return (
    <>
      <Options
        options={[...new Set(form.measure === undefined ? measures : [...measures, form.measure])].map((measure) => [
          measure,
          words.sayOf('measure', measure),
        ])}
        chosen={form.measure}
        choose={(measure) => change({ measure: measure === form.measure ? undefined : measure })}
      />
      {form.measure !== undefined && (
        <>
          <p className="sub-title">
            {words.say('form.group')} <b>{form.group === undefined ? '' : group(form.group)}</b>
          </p>
          <Picker
            path="/v1/actors"
            label={words.say('form.search-actor')}
            first={[{ id: 'civilians', name: words.say('group.civilians') }, ...parties.coloured]}
            choose={({ id }) => change({ group: id })}
          />
          <Options
            options={extents.map((extent) => [extent, words.say(extentNames[extent])])}
            chosen={form.extent}
            choose={(extent) => change({ extent: extent as Extent })}
          />
          {form.extent !== 'unsaid' && (
            <div className="two">
              <NumberField
                label={words.say(form.extent === 'range' ? 'form.low' : 'form.number')}
                value={form.low}
                set={(low) => change({ low })}
              />
              {form.extent === 'range' && (
                <NumberField label={words.say('form.high')} value={form.high} set={(high) => change({ high })} />
              )}
            </div>
          )}
        </>
      )}
    </>
  );
}

const NumberField = ({ label, value, set }: { label: string; value: string; set: (value: string) => void }) => (
  <label>
    {label}
    <input type="number" min={0} inputMode="numeric" value={value} onChange={({ target }) => set(target.value)} />
  </label>
);
