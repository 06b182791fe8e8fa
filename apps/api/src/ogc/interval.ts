import { firstMsOf, isMoment, lastMsOf, type Moment } from '#situation';
import type { FieldKind } from '../http/field-kinds.js';

/** A stretch of the world's time, both ends included; open where not given. One moment is both. */
export interface Interval {
  readonly from?: Moment;
  readonly to?: Moment;
}

/**
 * Reads `datetime` of OGC API – Features, 7.15.4: a moment, or two with a slash between, either of which may be open, `..`
 * or empty. Days are read beside instants. Undefined when the text is none, or ends before it begins.
 */
export function readInterval(text: string): Interval | undefined {
  const ends = text.split('/');
  const [from, to = from] = ends;
  if (ends.length > 2 || from === undefined || to === undefined) return undefined;
  const [opensAt, closesAt] = [isOpen(from, ends), isOpen(to, ends)];
  if ((!opensAt && !isMoment(from)) || (!closesAt && !isMoment(to))) return undefined;
  if (!opensAt && !closesAt && firstMsOf(from as Moment, 'UTC') > lastMsOf(to as Moment, 'UTC')) return undefined;
  return { ...(opensAt ? {} : { from: from as Moment }), ...(closesAt ? {} : { to: to as Moment }) };
}

const isOpen = (end: string, { length }: readonly string[]): boolean => length === 2 && ['', '..'].includes(end);

const detail =
  'Send a day or an instant with its offset, its + written %2B, such as 2017-03-09 or 2017-03-09T12:00:00Z, or two with ' +
  'a slash between, the earlier first, such as 2017-03-06/2017-03-09; .. is an open end.';

export const interval: FieldKind = {
  schema: { type: 'string' },
  faultsOf: (value) =>
    typeof value === 'string' && readInterval(value) !== undefined
      ? []
      : [{ pointer: '', code: 'not_an_interval', detail }],
};
