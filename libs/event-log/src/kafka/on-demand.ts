import type { KafkaEventLog as Log } from './kafka-event-log.js';
import type { inspectTopic as inspect } from './inspect-topic.js';

// The client of Kafka is loaded where one is used: a Sitrep with the log in PostgreSQL starts without.

export type KafkaEventLog = Log;

/** The log in Kafka. */
export const KafkaEventLog = {
  open: async (...options: Parameters<typeof Log.open>): Promise<Log> =>
    (await import('./kafka-event-log.js')).KafkaEventLog.open(...options),
};

/** As `inspect-topic.ts` has it. */
export const inspectTopic: typeof inspect = async (...asked) =>
  (await import('./inspect-topic.js')).inspectTopic(...asked);
