import { setTimeout as delay } from 'node:timers/promises';
import { StartupRefused } from '#platform';
import type { OnTrouble } from '../event-log.js';

/** Soon enough that nobody wonders, late enough that a broker which only starts slowly is not complained of. */
const first_report_ms = 3_000;
const report_every_ms = 10_000;
const pause_ms = 1_000;

/** Errors of the library that mean "nobody there at the moment". */
const nobody_there = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
]);

export interface ReachOptions {
  readonly brokers: readonly string[];
  readonly onTrouble: OnTrouble;
  /** Until when a cluster that is not there is waited for; without it the first failure is final. */
  readonly until?: AbortSignal | undefined;
}

/**
 * Asks the cluster something at the start, and says within five seconds, and every ten after that, that it cannot be
 * reached. With `until` it goes on asking while nobody is there; a cluster that answers no is never asked again.
 */
export async function reachCluster<Answer>(
  ask: () => Promise<Answer>,
  { brokers, onTrouble, until }: ReachOptions,
): Promise<Answer> {
  let latest: unknown;
  let report = setTimeout(tell, first_report_ms);
  try {
    for (;;) {
      try {
        // Nothing is asked after the signal: nobody would be there for the failure.
        until?.throwIfAborted();
        return await (until === undefined ? ask() : orAborted(ask(), until));
      } catch (error) {
        latest = error;
        if (until === undefined || until.aborted || !isNobodyThere(error)) throw error;
        await delay(pause_ms, undefined, { signal: until });
      }
    }
  } finally {
    clearTimeout(report);
  }

  function tell(): void {
    onTrouble(`Cannot reach Kafka at ${brokers.join(', ')}; trying again`, latest);
    report = setTimeout(tell, report_every_ms);
  }
}

/** True when waiting may mend it, because no broker has answered. */
function isNobodyThere(error: unknown): boolean {
  // Somebody is there, and refuses us: the cause may still look like a connection that broke.
  if (!(error instanceof Error) || error instanceof StartupRefused) return false;
  return nobody_there.has(error.name) || isNobodyThere(error.cause);
}

/** The answer, unless the signal comes first: then what was asked is left to end by itself. */
async function orAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
