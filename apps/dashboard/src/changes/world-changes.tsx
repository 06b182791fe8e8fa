import type { ControlChangeDto } from 'sitrep-api';
import { formOf, shapeOf } from '../marks/form.js';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { type AskedWords, handsText } from './change-words.js';
import { SomeFirst } from '../shell/some-first.jsx';
import { usePlaceName, useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { addDays, plainDay } from '../words/days.js';
import { conditionsText } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { ChangeRow } from './change-row.jsx';
import { StateRows } from './state-rows.jsx';
import { useWorldLists } from './use-changes.js';
import { changeCount } from './world-lists.js';

/** In the world: what changed hands, what began, and in a line each what was first looked at and what lapsed. */
export function WorldChanges() {
  const words = useWords();
  const { asked, parties } = useView();
  const { lists } = useWorldLists();
  if (lists === undefined) return null;
  const { changedHands, fights, suffered, states, conditions, quiet, lapsed } = lists;
  const gaps: AskedWords = { words, parties };
  const n = changeCount(lists);
  return (
    <>
      <h3 className="grp">
        {words.say('changes.world', {
          from: plainDay(addDays(asked.d, -1), words.language),
          to: plainDay(asked.d, words.language),
        })}
        <span className="n">{n}</span>
      </h3>
      {n === 0 && <p className="sub">{words.say('changes.none')}</p>}
      <SomeFirst
        items={changedHands}
        row={(change) => <ChangeRow key={change.place.id} {...change} text={handsText(change, conditions, gaps)} />}
      />
      <SomeFirst
        items={fights}
        row={(change) => <ChangeRow key={change.place.id} {...change} text={words.say('changes.fighting')} />}
      />
      <SomeFirst
        items={suffered}
        row={(change) => <ChangeRow key={change.place.id} {...change} text={sufferedText(change, gaps)} />}
      />
      <StateRows states={states} gaps={gaps} />
      <Also label={words.say('changes.first')} changes={quiet} />
      <Also label={words.say('changes.lapsed')} changes={lapsed} />
    </>
  );
}

function sufferedText({ before, after }: ControlChangeDto, { words }: AskedWords): string {
  const begun = after.conditions.filter((name) => !before.conditions.includes(name));
  if (begun.length > 0) return conditionsText(begun, words);
  const over = before.conditions.filter((name) => !after.conditions.includes(name));
  return words.say('changes.over', { what: conditionsText(over, words) });
}

/** No change in the world, so told in one line. */
function Also({ label, changes }: { readonly label: string; readonly changes: readonly ControlChangeDto[] }) {
  const { situation, parties } = useView();
  const placeName = usePlaceName();
  if (changes.length === 0) return null;
  return (
    <p className="also">
      <b>{label}</b>{' '}
      {changes.map(({ place, after }) => (
        <button key={place.id} type="button" className="tiny" onClick={() => ask({ place: place.id })}>
          <MarkIcon shape={shapeOf(situation?.placeOf.get(place.id)?.kind)} form={formOf(after, parties)} size={15} />
          {placeName(place)}
        </button>
      ))}
    </p>
  );
}
