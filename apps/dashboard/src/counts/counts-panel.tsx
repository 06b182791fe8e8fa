import { useView } from '../shell/view.jsx';
import { Link } from '../url/link.jsx';
import { dayNear } from '../words/sentences.js';
import { plainDay } from '../words/days.js';
import { knownWords } from '../shell/view.jsx';
import { amountOf } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import { CountBands } from './count-bands.jsx';
import type { CountRow } from './count-rows.js';
import { band, dayAt, day_width, numberAt } from './count-scale.js';
import './counts.css';
import { countedOf } from './group-name.js';
import { useCountsInSight } from './use-counts.js';

/** How many: the counts in sight. */
export function CountsPanel() {
  const words = useWords();
  const { asked } = useView();
  const rows = useCountsInSight();
  const d = plainDay(asked.d, words.language);
  return (
    <section className="sec counts">
      <header>
        <h2>{words.say('counts.title')}</h2>
        <span className="sub">{words.say('counts.about', { d, k: knownWords(asked, words, plainDay) })}</span>
        <Link path="/counts" className="more">
          {words.say('counts.all')}
        </Link>
      </header>
      <CountAxis />
      {rows?.length === 0 && <p className="sub">{words.say('counts.none')}</p>}
      {rows?.map((row) => (
        <CountLine key={`${row.key} ${row.within}`} row={row} />
      ))}
    </section>
  );
}

export function CountAxis() {
  const { asked } = useView();
  const words = useWords();
  const days = [dayAt(asked.d, asked.d) + day_width / 2];
  return (
    <svg className="bands" viewBox={`0 0 ${band.width} 17`} aria-hidden="true">
      {[1, 100, 10_000, 1_000_000].map((value, index) => (
        <text
          key={value}
          x={numberAt(value)}
          y="12"
          textAnchor={index === 0 ? 'start' : index === 3 ? 'end' : 'middle'}
        >
          {words.compact(value)}
        </text>
      ))}
      {days.map((x) => (
        <text key={x} x={x} y="12" textAnchor="middle">
          {dayNear(asked.d, asked.d, words)}
        </text>
      ))}
    </svg>
  );
}

/** One count as a row: what and where, the number in words, both bands, and since when. */
export function CountLine({ row }: { readonly row: CountRow }) {
  const words = useWords();
  const { asked, parties, situation } = useView();
  const named = row.within ?? row.places[0];
  const place = named === undefined ? '' : (situation?.placeOf.get(named)?.name ?? named);
  const main = row.spans[0];
  return (
    <Link path={`/counts/${row.key}`} change={row.within === undefined ? {} : { within: row.within }} className="count">
      <span className="line">
        <b>{countedOf(row, words, (actor) => parties.nameOf(actor))}</b> <span className="sub">{place}</span>
        <b className="amount-text">{amountOf({ ...row.amount, unit: row.unit }, words)}</b>
      </span>
      <CountBands spans={row.spans} world={asked.d} />
      <span className="line sub">
        <bdi className="wording">{row.wording === null ? '' : `“${row.wording}”`}</bdi>
        <span>{main === undefined ? '' : coveredText(main.from, main.to, asked.d, words)}</span>
      </span>
    </Link>
  );
}

/** The days that a count covers. */
export function coveredText(from: string | null, to: string | null, asked: string, words: Words): string {
  if (from !== null && from === to) return dayNear(from, asked, words);
  if (from !== null) return words.say('counts.since', { day: dayNear(from, asked, words) });
  return to === null ? '' : words.say('counts.to', { day: dayNear(to, asked, words) });
}
