import { createRequire } from 'node:module';

import type { KafkaMessage, logCreator } from 'kafkajs';

import type { KafkaConnectionOptions } from './kafka-options.js';

// kafkajs has ended at 2.2.4 and its version is pinned, so what lies inside it will not move any more. Two things are
// taken from there: a fetch without a group, which its public face does not offer, and the repair of a timer.
const require = createRequire(import.meta.url);

/** One partition's part of the answer to a fetch. */
export interface FetchedPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly messages: readonly (KafkaMessage & { readonly isControlRecord?: boolean })[];
}

interface FetchRequest {
  readonly isolationLevel: number;
  readonly maxWaitTime: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { partition: number; fetchOffset: string; maxBytes: number }[];
  }[];
}

interface Broker {
  fetch(request: FetchRequest): Promise<{ responses: readonly { partitions: readonly FetchedPartition[] }[] }>;
}

/** The part of the library's own view of a cluster that a plain fetch needs. */
export interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadataIfNecessary(): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: readonly number[]): Record<string, number[]>;
  findBroker(which: { nodeId: string }): Promise<Broker>;
}

interface ClusterOptions extends Omit<KafkaConnectionOptions, 'brokers'> {
  readonly brokers: readonly string[];
  readonly logger: unknown;
  readonly socketFactory: unknown;
  readonly retry: { readonly retries: number };
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly enforceRequestTimeout: boolean;
  readonly metadataMaxAge: number;
  readonly allowAutoTopicCreation: boolean;
}

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const ClusterOfKafkajs: new (options: ClusterOptions) => Cluster = require('kafkajs/src/cluster');
const RequestQueueOfKafkajs: { readonly prototype: RequestQueue } = require('kafkajs/src/network/requestQueue');
const createSocketFactory: () => unknown = require('kafkajs/src/network/socketFactory');
const {
  createLogger,
}: { createLogger(options: { level: number; logCreator: logCreator }): unknown } = require('kafkajs/src/loggers');

const metadata_max_age_ms = 30_000;

/** A cluster that belongs to the caller, who connects and disconnects it. */
export function createCluster(
  options: KafkaConnectionOptions,
  timeouts: { readonly connectionTimeout: number; readonly requestTimeout: number },
): Cluster {
  return new ClusterOfKafkajs({
    ...options,
    ...timeouts,
    logger: createLogger({ level: 0, logCreator: () => () => undefined }),
    socketFactory: createSocketFactory(),
    retry: { retries: 1 },
    enforceRequestTimeout: true,
    metadataMaxAge: metadata_max_age_ms,
    allowAutoTopicCreation: false,
  });
}

const check_interval_ms = 10;

/**
 * As published, a connection sets a new 1 ms timer whenever the last one fires, for ever: some 4,000 a second and 5 %
 * of a core on an idle consumer of three brokers. It needs one only while a request is waiting to be sent.
 */
RequestQueueOfKafkajs.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
  const wait = Math.max(this.throttledUntil - Date.now(), check_interval_ms);
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, wait);
};
