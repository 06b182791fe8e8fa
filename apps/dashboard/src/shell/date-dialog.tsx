import { useEffect, useRef, useState } from 'react';
import { useDays } from '../api/days.js';
import { Icon } from '../marks/icon.jsx';
import { isTypedDay } from '../url/question.js';
import { addDays, longDay, monthName, weekdayName } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { monthOf, monthStep } from './month.js';
import { useView } from './view.jsx';

interface DateDialogProps {
  readonly hand: 'd' | 'k';
  /** Its corner, in pixels from the edges of the window. */
  readonly left: number;
  readonly top: number;
  readonly day: string;
  readonly choose: (day: string) => void;
  readonly close: () => void;
}

/** A date to type and a small calendar with a dot on every day on which something changed hands or became known. */
export default function DateDialog({ hand, left, top, day, choose, close }: DateDialogProps) {
  const words = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(day);
  useEffect(() => box.current?.showModal(), []);
  const accept = (chosen: string): void => {
    if (!isTypedDay(chosen)) return;
    choose(chosen);
    box.current?.close();
  };
  const label = words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date');
  return (
    <dialog
      ref={box}
      className="date-dialog"
      style={{ left: `clamp(8px, ${left}px, 100vw - 280px)`, top: `clamp(8px, ${top}px, 100vh - 420px)` }}
      aria-label={label}
      onClose={close}
      // What lies in it fills it: a press on itself is one beside it.
      onPointerDown={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <div className="date-box">
        <Typed label={label} day={day} setAt={setAt} accept={accept} />
        <Month hand={hand} at={at} chosen={day} setAt={setAt} accept={accept} />
      </div>
    </dialog>
  );
}

interface TypedProps {
  readonly label: string;
  readonly day: string;
  readonly setAt: (day: string) => void;
  readonly accept: (day: string) => void;
}

/** The date as a field; Enter takes it. */
function Typed({ label, day, setAt, accept }: TypedProps) {
  const [typed, setTyped] = useState(day);
  return (
    <label>
      {label}
      <input
        type="date"
        value={typed}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          accept(event.currentTarget.value);
        }}
        onChange={({ target }) => {
          setTyped(target.value);
          if (isTypedDay(target.value)) setAt(target.value);
        }}
      />
    </label>
  );
}

interface MonthProps {
  readonly hand: 'd' | 'k';
  readonly at: string;
  readonly chosen: string;
  readonly setAt: (day: string) => void;
  readonly accept: (day: string) => void;
}

/** Where a key leads in a month that is written from the left. */
const steps: Readonly<Record<string, (day: string, ahead: number) => string>> = {
  ArrowLeft: (day, ahead) => addDays(day, -ahead),
  ArrowRight: addDays,
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => monthStep(day, -1),
  PageDown: (day) => monthStep(day, 1),
};

function Month({ hand, at, chosen, setAt, accept }: MonthProps) {
  const words = useWords();
  const weeks = monthOf(at);
  const first = weeks[0]?.[0] ?? at;
  const { asked } = useView();
  const days = useDays(first, addDays(first, weeks.length * 7 - 1), { ...asked, k: undefined });
  const dots = new Map(
    (days.data?.items ?? []).map(({ from, changedHands, reportsKnown }) => {
      const n = hand === 'd' ? changedHands.length : reportsKnown;
      return [from, n === 0 ? '' : words.say(hand === 'd' ? 'time.taken' : 'time.reports', { n })];
    }),
  );
  const press = (event: React.KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = step(at, words.direction === 'rtl' ? -1 : 1);
    setAt(next);
    const grid = event.currentTarget;
    requestAnimationFrame(() => grid.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus());
  };
  return (
    <>
      <header>
        <MonthButton icon="back" day={monthStep(at, -1)} setAt={setAt} />
        <h2>{monthName(at, words.language)}</h2>
        <MonthButton icon="on" day={monthStep(at, 1)} setAt={setAt} />
      </header>
      <div role="grid" className="month" aria-label={monthName(at, words.language)} onKeyDown={press}>
        <Weekdays week={weeks[0] ?? []} />
        {weeks.map((week) => (
          <div key={week[0]} role="row">
            {week.map((day) => (
              <span key={day} role="gridcell" aria-selected={day === chosen}>
                <DayCell day={day} at={at} dot={dots.get(day) ?? ''} accept={accept} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

function Weekdays({ week }: { readonly week: readonly string[] }) {
  const { language } = useWords();
  return (
    <div role="row">
      {week.map((day) => (
        <span key={day} role="columnheader">
          {weekdayName(day, language)}
        </span>
      ))}
    </div>
  );
}

interface DayCellProps {
  readonly day: string;
  readonly at: string;
  /** What the dot of the day says; empty where it has none. */
  readonly dot: string;
  readonly accept: (day: string) => void;
}

function DayCell({ day, at, dot, accept }: DayCellProps) {
  const words = useWords();
  return (
    <button
      type="button"
      data-day={day}
      data-other={day.slice(0, 7) !== at.slice(0, 7)}
      data-dot={dot !== ''}
      tabIndex={day === at ? 0 : -1}
      aria-label={words.commas([longDay(day, words.language), dot].filter(Boolean))}
      onClick={() => accept(day)}
    >
      {Number(day.slice(8))}
    </button>
  );
}

function MonthButton({ icon, day, setAt }: { icon: 'back' | 'on'; day: string; setAt: (day: string) => void }) {
  const words = useWords();
  return (
    <button type="button" aria-label={monthName(day, words.language)} onClick={() => setAt(day)}>
      <Icon name={icon} size={12} />
    </button>
  );
}
