import { formOf, shapeOf } from '../marks/form.js';
import { MarkIcon } from '../marks/mark-icon.jsx';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { fullDay } from '../words/days.js';
import { briefOf } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import type { Parties } from '../marks/parties.js';
import type { Compared } from '../compare/use-compared.js';
import { SidesDiffer } from '../place/claims.jsx';
import { type Claims, voiceName } from '../place/use-claims.js';
import { answerOf } from './filter.js';
import type { Row } from './table-rows.js';

interface AnswerRowProps {
  readonly row: Row;
  readonly compared: Compared | undefined;
  /** What each side claims, where that is asked for. */
  readonly claims: ReadonlyMap<string, Claims> | undefined;
}

/** One place of the table; the first cell is its mark. */
export function AnswerRow({ row, compared, claims }: AnswerRowProps) {
  const words = useWords();
  const { parties, situation } = useView();
  const { sides } = compared ?? {};
  const beside = sides?.before === situation ? sides?.after : sides?.before;
  const other = beside === undefined ? undefined : answerOf(beside, row.place.id);
  const { place, answer } = row;
  return (
    <tr
      data-differs={compared?.differences.has(place.id)}
      data-place={place.id}
      data-status={answer.status}
      data-holders={answer.holders.join(' ')}
    >
      <th scope="row">
        <span className="named">
          <MarkIcon shape={shapeOf(place.kind)} form={formOf(answer, parties)} size={22} />
          <Link path="/" change={{ place: place.id }}>
            <bdi>{place.name}</bdi>
          </Link>
        </span>
      </th>
      <td>{words.sayOf('kind', place.kind)}</td>
      <td>{briefOf(answer, parties, words)}</td>
      <td>{row.holder}</td>
      <td>{row.seen === '' ? '' : fullDay(row.seen, words.language)}</td>
      <td>{row.ageDays === null ? '' : words.say('table.age-days', { n: row.ageDays })}</td>
      <td>{words.commas(row.conditions)}</td>
      <td className="ref">
        {row.reports.slice(0, 4).join(' ') + (row.reports.length > 4 ? ` +${row.reports.length - 4}` : '')}
      </td>
      {claims !== undefined && (
        <td>
          <SidesDiffer id={place.id} />
          {claimsText(claims.get(place.id), parties, words)}
        </td>
      )}
      {compared !== undefined && <td>{other === undefined ? '' : briefOf(other, parties, words)}</td>}
    </tr>
  );
}

/** "Iraq: Iraq; Islamic State: Islamic State". */
const claimsText = (claims: Claims | undefined, parties: Parties, words: Words): string =>
  (claims?.sides ?? [])
    .map(({ side, ...holding }) =>
      words.say('claims.side', { side: voiceName(side, parties), answer: briefOf(holding, parties, words) }),
    )
    .join(' · ');
