import type { EventLog, Following } from '#event-log';
import type { Database } from '#platform';
import { type Editions, live_edition } from '../registry/editions.js';
import { LiveFollower } from './live-follower.js';

/**
 * Keeps the live edition at the end of the log until stopped, making it when there is none, and going on with another
 * one that is made live meanwhile. Several processes may do so at once: the log deals its partitions out among them.
 *
 * @throws {EditionUnusable} the live edition cannot follow this log with this code.
 */
export async function followLive(parts: {
  readonly database: Database;
  readonly editions: Editions;
  readonly eventLog: EventLog;
}): Promise<Following> {
  await parts.editions.prepareLive(parts.eventLog);
  return parts.eventLog.follow(`sitrep-${live_edition}`, new LiveFollower(parts));
}
