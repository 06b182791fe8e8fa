// Started by `npm test` beside its checks, which wait for nothing: has Kafka there when the suites begin. Where it cannot
// be had they say why.
import { fastRuntime } from './class-archive.js';
import { unlessUnavailable } from './kafka-unavailable.js';

if (!process.env.KAFKA_BROKERS) await unlessUnavailable(fastRuntime).catch(() => undefined);
