import { useMemo } from 'react';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { briefOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { rowsOf, sorted } from './table-rows.js';

/** Of more places than these the list has those that something is known of; the table has them all. */
const most_rows = 400;

/** The answers of the map as a table for those who do not see it, always in step with it. */
export function AnswerList() {
  const words = useWords();
  const { situation, question, parties } = useView();
  const rows = useMemo(
    () =>
      situation === undefined
        ? []
        : sorted(rowsOf(situation, question, parties, words, most_rows), { column: 'place', down: false }),
    [situation, question, parties, words],
  );
  if (situation === undefined) return null;
  return (
    <div className="vh">
      <table>
        <caption>{words.say('table.title')}</caption>
        <tbody>
          {rows.map(({ place, answer, conditions }) => (
            <tr key={place.id}>
              <th scope="row">{place.name}</th>
              <td>{briefOf(answer, parties, words)}</td>
              <td>{words.commas(conditions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {situation.places.length > most_rows && <Link path="/table">{words.say('table.all')}</Link>}
    </div>
  );
}
