import { CommandFailed } from '../terminal/command-failed.js';

const day_ms = 86_400_000;
const longest_days = 3_650;

/** Reads when a key ends: `90d` from now, or the end of a day in UTC. @throws {CommandFailed} */
export function expiryOf(text: string, nowMs: number): Date {
  const days = Number(/^([1-9]\d{0,3})d$/.exec(text)?.[1] ?? Number.NaN);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) + day_ms : Number.NaN;
  const endMs = Number.isNaN(days) ? day : nowMs + days * day_ms;
  const isDay = Number.isNaN(day) || new Date(day - day_ms).toISOString().startsWith(text);
  if (isDay && endMs > nowMs && endMs <= nowMs + longest_days * day_ms) return new Date(endMs);
  throw new CommandFailed(
    `--expires ${text}: say a number of days up to ${longest_days}, such as 90d, or a coming day, such as 2027-06-30.`,
  );
}
