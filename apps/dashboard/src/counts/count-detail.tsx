import type { TallyExplanationDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { amountOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import type { CountRow } from './count-rows.js';
import { coveredText } from './counts-panel.jsx';

type Figure = TallyExplanationDto['itemised']['parts'][number] & { readonly counted?: boolean };

/** Every figure of a count, why it counts or does not, and its flags in words. */
export function CountDetail({ row }: { readonly row: CountRow }) {
  const words = useWords();
  const { totals, itemised } = row.explanation;
  return (
    <div className="count-detail">
      {totals.length > 0 && <h3>{words.say('counts.reported')}</h3>}
      {totals.map((total, index) => (
        <FigureLine
          key={`${total.incident} ${index}`}
          figure={total as unknown as Figure}
          unit={row.unit}
          note={words.say(total.counted ? 'counts.counted' : 'counts.not-counted')}
        />
      ))}
      {itemised.parts.length > 0 && <h3>{words.say('counts.itemised')}</h3>}
      {itemised.parts.map((part, index) => (
        <FigureLine key={`${part.incident} ${index}`} figure={part} unit={row.unit} note="" />
      ))}
      {row.flags.length > 0 && <p className="sub">{words.list(row.flags.map((flag) => words.sayOf('flag', flag)))}</p>}
    </div>
  );
}

interface FigureLineProps {
  readonly figure: Figure;
  readonly unit: string;
  readonly note: string;
}

function FigureLine({ figure, unit, note }: FigureLineProps) {
  const words = useWords();
  const { asked, situation } = useView();
  const lowExclusive = figure.accounts.some((account) => account.lowExclusive);
  const places = figure.places.map((id) => situation?.placeOf.get(id)?.name ?? id);
  return (
    <p className="figure-line">
      <b>{amountOf({ ...figure.whole, lowExclusive, unit }, words)}</b>
      <span>
        {[words.list(places), coveredText(figure.from, figure.to, asked.d, words), note].filter(Boolean).join(' · ')}
      </span>
      {figure.accounts.map(({ report, wording, grade }) => (
        <span key={report.id} className="ref">
          <Link path={`/reports/${report.id}`}>{report.externalId ?? report.id.slice(0, 8)}</Link> {grade}{' '}
          <bdi>{wording === null ? '' : `“${wording}”`}</bdi>
        </span>
      ))}
    </p>
  );
}
