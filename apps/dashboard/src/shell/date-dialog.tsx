import { CalendarDate, parseDate } from '@internationalized/date';
import { useEffect, useRef, useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateField,
  DateInput,
  DateSegment,
  Heading,
  I18nProvider,
  Label,
} from 'react-aria-components';
import { useDays } from '../api/days.js';
import { Icon } from '../marks/icon.jsx';
import { addDays } from '../words/days.js';
import { useWords } from '../words/words.jsx';
import { useView } from './view.jsx';

interface DateDialogProps {
  readonly hand: 'd' | 'k';
  readonly day: string;
  readonly choose: (day: string) => void;
  readonly close: () => void;
}

/** A date to type and a small calendar with a dot on every day on which something changed hands or became known. */
export default function DateDialog({ hand, day, choose, close }: DateDialogProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState(parseDate(day));
  useEffect(() => {
    const outside = (event: Event): void => {
      if (!box.current?.parentElement?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', outside);
    box.current?.querySelector<HTMLElement>('[role=spinbutton]')?.focus();
    return () => document.removeEventListener('pointerdown', outside);
  }, [close]);
  const accept = (chosen: CalendarDate): void => {
    choose(chosen.toString());
    close();
  };
  const label = words.say(hand === 'd' ? 'ask.world-date' : 'ask.known-date');
  return (
    <div
      ref={box}
      className="date-dialog"
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        if (event.key === 'Enter' && (event.target as HTMLElement).getAttribute('role') === 'spinbutton') accept(value);
      }}
    >
      <I18nProvider locale={words.language === 'en' ? 'en-GB' : words.language}>
        <DateField value={value} onChange={(next) => next !== null && setValue(next)}>
          <Label>{label}</Label>
          <DateInput className="date-input">{(segment) => <DateSegment segment={segment} />}</DateInput>
        </DateField>
        <Month hand={hand} value={value} accept={accept} />
      </I18nProvider>
    </div>
  );
}

interface MonthProps {
  readonly hand: 'd' | 'k';
  readonly value: CalendarDate;
  readonly accept: (day: CalendarDate) => void;
}

const around_days = 400;

function Month({ hand, value, accept }: MonthProps) {
  const { asked } = useView();
  const days = useDays(addDays(asked.d, -around_days), addDays(asked.d, around_days));
  const dotted = new Set(
    (days.data?.buckets ?? [])
      .filter(({ changedHands, reportsKnown }) => (hand === 'd' ? changedHands.length > 0 : reportsKnown > 0))
      .map(({ from }) => from),
  );
  return (
    <Calendar value={value} focusedValue={value} onChange={(next) => accept(next)}>
      <header>
        <Button slot="previous">
          <Icon name="back" size={12} />
        </Button>
        <Heading level={2} />
        <Button slot="next">
          <Icon name="on" size={12} />
        </Button>
      </header>
      <CalendarGrid>{(date) => <CalendarCell date={date} data-dot={dotted.has(date.toString()) || undefined} />}</CalendarGrid>
    </Calendar>
  );
}
