import type { EventOf, Report, SitrepEvent } from '#situation';
import { observations } from '../../../../test/bench/observations.js';
import type { Dice } from '../../../../test/crash/dice.js';

const start_ms = Date.parse('2017-01-01T00:00:00Z');
const [pattern] = observations(0, 1, 1) as [EventOf<'reported'>];

/** The instant so many hours after all stories begin. */
export const instant = (hour: number): string => new Date(start_ms + hour * 3_600_000).toISOString();

const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** A report of this number, made known at this hour. */
export const reported = (number: number, hour: number, more: Partial<Report>): SitrepEvent => ({
  kind: 'reported',
  data: {
    ...pattern.data,
    control: [],
    id: uuid(number),
    externalId: `X${number}`,
    reportedAt: instant(hour),
    ...more,
  },
});

/** An event of this number that retracts or grades one of an earlier number. */
export function amendment(dice: Dice, number: number, hour: number): SitrepEvent {
  const about = { reportId: uuid(dice.between(1, number - 1)), reportedAt: instant(hour), reason: 'checked' };
  if (dice.between(0, 2) === 0) return { kind: 'report_retracted', data: { id: uuid(number), ...about } };
  const grade = { reliability: dice.pick(['A', 'D'] as const), credibility: 1 as const };
  return { kind: 'report_graded', data: { id: uuid(number), ...about, grade } };
}
