import { useState } from 'react';
import { useView } from '../shell/view.jsx';
import { useCompared } from '../compare/use-compared.js';
import { useClaims } from '../place/use-claims.js';
import { useWords } from '../words/words.jsx';
import { type Column, columns, type Row, rowsOf, sorted } from './table-rows.js';
import { AnswerRow } from './answer-row.jsx';
import { Key } from './key.jsx';
import './table.css';

/** The same answers as the map's, with the same filters; the alternative for people who cannot see the map. */
export default function TableScreen() {
  return (
    <main className="body" id="answers">
      <div className="table-screen">
        <Key />
        <AnswerTable />
      </div>
    </main>
  );
}

const rows_at_once = 500;

function AnswerTable() {
  const words = useWords();
  const { situation, question, parties } = useView();
  const compared = useCompared();
  const claims = useClaims();
  const [shown, setShown] = useState(rows_at_once);
  const [order, setOrder] = useState<{ column: Column; down: boolean }>({ column: 'place', down: false });
  if (situation === undefined) return null;
  const all: readonly Row[] = sorted(rowsOf(situation, question, parties, words), order);
  const differing = compared?.differences;
  const rows =
    differing === undefined ? all : [...all].sort((a, b) => +differing.has(b.place.id) - +differing.has(a.place.id));
  if (situation.places.length === 0) return <p className="empty">{words.say('state.empty')}</p>;
  const turn = (column: Column): void => setOrder({ column, down: order.column === column && !order.down });
  return (
    <table className="answers">
      <caption className="vh">{words.say('table.title')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              aria-sort={order.column !== column ? 'none' : order.down ? 'descending' : 'ascending'}
            >
              <button type="button" onClick={() => turn(column)}>
                {words.say(`table.${column}`)}
              </button>
            </th>
          ))}
          {claims !== undefined && <th scope="col">{words.say('claims.title')}</th>}
          {compared !== undefined && <th scope="col">{words.sayOf('compare', `column-${compared.second.kind}`)}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, shown).map((row) => (
          <AnswerRow key={row.place.id} row={row} compared={compared} claims={claims} />
        ))}
      </tbody>
      {rows.length > shown && <More n={rows.length - shown} show={() => setShown(shown + rows_at_once)} />}
    </table>
  );
}

function More({ n, show }: { readonly n: number; readonly show: () => void }) {
  const words = useWords();
  return (
    <tfoot>
      <tr>
        <td colSpan={columns.length}>
          <button type="button" className="chip" onClick={show}>
            {words.say('table.more', { n: Math.min(n, rows_at_once) })}
          </button>
        </td>
      </tr>
    </tfoot>
  );
}
