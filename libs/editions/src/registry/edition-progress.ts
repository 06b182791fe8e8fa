import { eventCount, type EventLog, formatPosition, type Position } from '#event-log';
import { live_edition } from './edition-name.js';
import type { Editions } from './editions.js';
import { parkedCount } from '../follow/parked-events.js';

/** How far the live edition is. */
export interface EditionProgress {
  /** Up to where it has been applied. */
  readonly position: string;
  /** Up to where the log is durable. */
  readonly head: string;
  /** Events in the log that it has not applied yet. */
  readonly lag: number;
  /** Seconds since the oldest of them was recorded; 0 when there is none. */
  readonly lagSeconds: number;
  /** Events that could not be decoded and wait to be tried again. */
  readonly parked: number;
  /** Seconds that the oldest of them has waited; 0 when there is none. */
  readonly oldestParkedSeconds: number;
}

/** Asks the log and the live edition how far they are. */
export async function editionProgress(editions: Editions, eventLog: EventLog): Promise<EditionProgress> {
  const live = await editions.find(live_edition);
  if (live === undefined) throw new Error('There is no live edition.');
  // The edition first: it never runs ahead of a head that is asked for later.
  const position = await editions.position(live);
  const head = await eventLog.head();
  const { count, oldest } = await parkedCount(editions.scope(live));
  return {
    position: formatPosition(position),
    head: formatPosition(head),
    parked: count,
    lag: Number(eventCount(head) - eventCount(position)),
    lagSeconds: secondsSince(await oldestBetween(eventLog, position, head)),
    oldestParkedSeconds: secondsSince(oldest?.getTime()),
  };
}

const secondsSince = (ms: number | undefined): number =>
  ms === undefined ? 0 : Math.max(0, Math.round((Date.now() - ms) / 1_000));

/** When the oldest event from `from` on and before `to` was recorded: the first of each partition is read, and no more. */
async function oldestBetween(eventLog: EventLog, from: Position, to: Position): Promise<number | undefined> {
  const firstOnly = to.map((end, partition) => {
    const next = from[partition] ?? 0n;
    return next < end ? next + 1n : next;
  });
  let oldest: number | undefined;
  for await (const { events } of eventLog.read(from, firstOnly))
    for (const { recordedAtMs } of events) oldest = Math.min(oldest ?? recordedAtMs, recordedAtMs);
  return oldest;
}
