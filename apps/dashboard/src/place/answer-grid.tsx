import { useQueries } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import type { ControlPeriodDto } from 'sitrep-api';
import { read } from '../api/ask.js';
import { type Asked, knownParams, type Place } from '../api/situation.js';
import { type Answer, formOf, unknown_answer } from '../marks/form.js';
import { useView } from '../shell/view.jsx';
import { ask } from '../url/address.js';
import { addDays, dayOf, daysBetween, plainDay, shortDay } from '../words/days.js';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { type Window, windowOf } from '../time-bar/scale.js';
import { answerAt } from './answer-at.js';
import { GridCell } from './grid-cell.jsx';

const most_columns = 9;
const most_rows = 7;
const left_px = 46;
const top_px = 19;
const row_px = 20.5;
const width_px = 360;

/** Days around one day, inside a window. */
function around(day: string, from: string, to: string, most: number): readonly string[] {
  const days = [];
  for (let at = from; at <= to && days.length < 4000; at = addDays(at, 1)) days.push(at);
  const start = Math.max(0, Math.min(days.length - most, days.indexOf(day) - Math.floor(most / 2)));
  return days.slice(start, start + most);
}

/** The known days around the known date; a known date long after the window stands alone below them. */
function rowsAround(known: string, first: string | null, { from, to }: Window): readonly string[] {
  const start = first !== null && first > from ? first : from;
  if (known <= to) return around(known, start < known ? start : known, to, most_rows);
  return [...around(to, start, to, most_rows - 1), known];
}

/** World dates across, known dates down, one cell an answer; a cell moves both hands. */
export function AnswerGrid({ place }: { readonly place: Place }) {
  const words = useWords();
  const { desk, asked, knownDay } = useView();
  const window = windowOf(desk, asked.d, knownDay);
  const columns = around(asked.d, window.from, window.to, most_columns);
  const rows = rowsAround(knownDay, desk.firstKnown, window);
  const told = useQueries({ queries: rows.map((known) => timelineOf(place.id, { ...asked, k: known })) });
  const cell = (width_px - left_px - 2) / columns.length;
  const height = top_px + rows.length * row_px + 2;
  const [column, row] = [columns.indexOf(asked.d), rows.indexOf(knownDay)];
  return (
    <section className="blk">
      <h3>
        {words.say('place.grid')} <span className="sub">{words.say('place.grid-axes')}</span>
      </h3>
      <svg
        className="answer-grid"
        viewBox={`0 0 ${width_px} ${height}`}
        role="grid"
        aria-label={words.say('place.grid')}
        onKeyDown={(event) => stepInGrid(event, columns.length)}
      >
        {columns.map((day, index) => (
          <text key={day} x={left_px + (index + 0.5) * cell} y={12} textAnchor="middle" data-at={index === column}>
            {index === 0 ? shortDay(day, words.language) : Number(day.slice(8))}
          </text>
        ))}
        {rows.map((known, y) => (
          <Row
            key={known}
            known={known}
            before={rows[y - 1]}
            y={y}
            columns={columns}
            told={told[y]?.data ?? []}
            zone={place.timeZone}
          />
        ))}
        {column >= 0 && row >= 0 && <Here x={left_px + column * cell} y={top_px + row * row_px - 1} width={cell} />}
      </svg>
    </section>
  );
}

/** From cell to cell by the arrows; Enter moves the hands there. The axes are days, which no script turns round. */
function stepInGrid(event: KeyboardEvent<SVGElement>, columns: number): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Enter: 0,
    ' ': 0,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const cells = [...event.currentTarget.querySelectorAll<SVGElement>('.cell')];
  const cell = cells[cells.indexOf(event.target as SVGElement) + step];
  if (step === 0) cell?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  else cell?.focus();
}

const Here = ({ x, y, width }: { readonly x: number; readonly y: number; readonly width: number }) => (
  <rect className="here" x={x} y={y} width={width} height={row_px} rx={2.5} />
);

interface RowProps {
  readonly known: string;
  readonly before: string | undefined;
  readonly y: number;
  readonly columns: readonly string[];
  readonly told: readonly ControlPeriodDto[];
  readonly zone: string;
}

/** The day alone where the row before is of the same month; the year where it is of another. */
function rowLabel(known: string, before: string | undefined, language: string): string {
  if (before === undefined || (known.slice(0, 7) !== before.slice(0, 7) && known.slice(0, 4) === before.slice(0, 4)))
    return shortDay(known, language);
  return known.slice(0, 4) === before.slice(0, 4) ? String(Number(known.slice(8))) : known.slice(0, 4);
}

/** All that was answered on one known date. */
function Row({ known, before, y, columns, told, zone }: RowProps) {
  const words = useWords();
  const { asked, desk, parties, knownDay } = useView();
  const cell = (width_px - left_px - 2) / columns.length;
  const answers = columns.map((day) => answerOn(day, told, zone, desk.agedAfterDays));
  const forms = answers.map((answer) => formOf(answer, parties));
  return (
    <g role="row">
      <text
        role="presentation"
        x={left_px - 8}
        y={top_px + y * row_px + 13}
        textAnchor="end"
        data-at={known === knownDay}
      >
        {rowLabel(known, before, words.language)}
      </text>
      {columns.map((day, x) => {
        const form = formOf(answers[x] ?? unknown_answer, parties);
        const again = JSON.stringify(forms[x - 1]) === JSON.stringify(form);
        const title = words.say('place.grid-cell', {
          d: plainDay(day, words.language),
          k: plainDay(known, words.language),
          answer: verdictOf(answers[x] ?? unknown_answer, parties, words),
        });
        return (
          <GridCell
            key={day}
            box={{ x: left_px + x * cell + 1, y: top_px + y * row_px, width: cell - 2, height: row_px - 2 }}
            form={again ? { ...form, letters: '' } : form}
            title={title}
            faded={day > known}
            isHere={day === asked.d && known === knownDay}
            choose={() => ask({ d: day, k: known, linked: false })}
          />
        );
      })}
    </g>
  );
}

/** The answer of a day. The age that a period tells is that of its end, so each day has its own. */
function answerOn(day: string, told: readonly ControlPeriodDto[], zone: string, agedAfterDays: number): Answer {
  const answer = answerAt(told, day, zone);
  if (answer === undefined) return unknown_answer;
  const seen = answer.lastEvidence;
  return { ...answer, aged: seen !== null && daysBetween(dayOf(seen, zone), day) > agedAfterDays };
}

/** Who held a place from when to when. */
export const timelineOf = (place: string, asked: Asked) => {
  const params = { ...knownParams(asked), policy: asked.policy };
  return {
    queryKey: ['timeline', place, params],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const path = `/v1/control/${place}/timeline`;
      return (await read<{ items: readonly ControlPeriodDto[] }>(path, params, signal)).items;
    },
    staleTime: 60_000,
  };
};
