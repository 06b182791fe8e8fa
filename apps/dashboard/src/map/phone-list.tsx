import { formOf, shapeOf } from '../marks/form.js';
import { Icon, isIcon } from '../marks/icon.jsx';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { agoOf, briefOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { rowsOf, sorted } from './table-rows.js';

const most_rows = 200;

/** Under the map of a phone: every place that anything is known of. */
export function PhoneList() {
  const words = useWords();
  const { situation, question, parties } = useView();
  if (situation === undefined) return null;
  const all = rowsOf(situation, question, parties, words, most_rows);
  const rows = sorted(all, { column: 'age', down: false }).slice(0, most_rows);
  return (
    <div className="phone-list">
      {rows
        .filter(({ answer }) => answer.status !== 'unknown')
        .map(({ place, answer, ageDays }) => (
          <button key={place.id} type="button" onClick={() => ask({ place: place.id })}>
            <MarkIcon shape={shapeOf(place.kind)} form={formOf(answer, parties)} size={26} />
            <span>
              {place.name}
              <small>
                {words.commas(
                  [briefOf(answer, parties, words), ageDays === null ? '' : agoOf(ageDays, words)].filter(Boolean),
                )}
              </small>
            </span>
            <span>
              {answer.conditions.filter(isIcon).map((name) => (
                <Icon key={name} name={name} size={17} />
              ))}
            </span>
          </button>
        ))}
    </div>
  );
}
