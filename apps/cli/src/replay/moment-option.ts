import { isDay, isInstant, lastMsOf, type Moment, type TimeZone } from '#situation';
import { CommandFailed } from '../terminal/command-failed.js';

/** A day or an instant as somebody typed it. Throws `CommandFailed`, naming the option. */
export function readMoment(option: string, text: string): Moment {
  if (isDay(text) || isInstant(text)) return text;
  throw new CommandFailed(
    `${option} is "${text}"; it must be a day such as 2017-03-07 or an instant such as 2017-03-07T18:00+03:00.`,
  );
}

/** The end of what a known date means, in milliseconds since 1970 UTC: a day counts to its end in the desk's zone. */
export const knownUntilMs = (moment: Moment, desk: TimeZone): number => lastMsOf(moment, desk);
