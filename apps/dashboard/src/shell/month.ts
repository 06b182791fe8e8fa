import { addDays } from '../words/days.js';

/** The weeks, from Monday, that show the month of a day. */
export function monthOf(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7;
  const start = addDays(first, -weekday);
  const weeks = Array.from({ length: 6 }, (_none, week) =>
    Array.from({ length: 7 }, (_day, at) => addDays(start, week * 7 + at)),
  );
  return weeks.filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7)));
}

/** The same day so many months later, or the last one of that month. */
export function monthStep(day: string, months: number): string {
  const [year = 0, month = 1, at = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return last.toISOString().slice(0, 8) + String(Math.min(at, last.getUTCDate())).padStart(2, '0');
}
