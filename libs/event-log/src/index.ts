export * from './event-log.js';
export * from './position.js';
export { isOutage } from './outage.js';
export { KafkaEventLog } from './kafka/kafka-event-log.js';
export type { KafkaEventLogOptions } from './kafka/kafka-options.js';
export { PostgresEventLog } from './postgres/postgres-event-log.js';
export type { PostgresEventLogOptions } from './postgres/postgres-options.js';
export { type Decoded, decodeEvent, encodeEvent, type EventAttributes } from './codec.js';
export { derivedId, reportIdOf } from './identity.js';
