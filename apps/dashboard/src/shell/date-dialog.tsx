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
  readonly left: number;
  readonly day: string;
  readonly choose: (day: string) => void;
  readonly close: () => void;
}

/** A date to type and a small calendar with a dot on every day on which something changed hands or became known. */
export default function DateDialog({ hand, left, day, choose, close }: DateDialogProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(day);
  useEffect(() => {
    const outside = (event: Event): void => {
      const at = event.target as Element;
      if (!box.current?.contains(at) && at.closest('.day') === null) close();
    };
    document.addEventListener('pointerdown', outside);
    box.current?.querySelector('input')?.focus();
    return () => document.removeEventListener('pointerdown', outside);
  }, [close]);
  const accept = (chosen: string): void => {
    if (!isTypedDay(chosen)) return;
    choose(chosen);
    close();
  };
  const label = words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date');
  return (
    <div
      ref={box}
      className="date-dialog"
      style={{ left }}
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Typed label={label} day={day} setAt={setAt} accept={accept} />
      <Month hand={hand} at={at} chosen={day} setAt={setAt} accept={accept} />
    </div>
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

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function Month({ hand, at, chosen, setAt, accept }: MonthProps) {
  const words = useWords();
  const weeks = monthOf(at);
  const first = weeks[0]?.[0] ?? at;
  const { asked } = useView();
  const days = useDays(first, addDays(first, weeks.length * 7 - 1), { ...asked, k: undefined });
  const dotted = new Set(
    (days.data?.items ?? [])
      .filter(({ changedHands, reportsKnown }) => (hand === 'd' ? changedHands.length > 0 : reportsKnown > 0))
      .map(({ from }) => from),
  );
  const press = (event: React.KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = addDays(at, step);
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
      <div role="grid" className="month" onKeyDown={press}>
        <Weekdays week={weeks[0] ?? []} />
        {weeks.map((week) => (
          <div key={week[0]} role="row">
            {week.map((day) => (
              <span key={day} role="gridcell" aria-selected={day === chosen}>
                <DayCell day={day} at={at} dotted={dotted.has(day)} accept={accept} />
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
  readonly dotted: boolean;
  readonly accept: (day: string) => void;
}

function DayCell({ day, at, dotted, accept }: DayCellProps) {
  const { language } = useWords();
  return (
    <button
      type="button"
      data-day={day}
      data-other={day.slice(0, 7) !== at.slice(0, 7)}
      data-dot={dotted}
      tabIndex={day === at ? 0 : -1}
      aria-label={longDay(day, language)}
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
