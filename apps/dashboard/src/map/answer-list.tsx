import { useView } from '../shell/view.jsx';
import { briefOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { rowsOf, sorted } from './table-rows.js';

/** The answers of the map as a table for those who do not see it, always in step with it. */
export function AnswerList() {
  const words = useWords();
  const { situation, question, parties } = useView();
  if (situation === undefined) return null;
  const rows = sorted(rowsOf(situation, question, parties, words), { column: 'place', down: false });
  return (
    <div className="vh">
      <table>
        <caption>{words.say('table.title')}</caption>
        <tbody>
          {rows.map(({ place, answer, conditions }) => (
            <tr key={place.id}>
              <th scope="row">{place.name}</th>
              <td>{briefOf(answer, parties, words)}</td>
              <td>{conditions.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
