import type { ConnectionOptions } from 'node:tls';
import type { OnTrouble } from '../event-log.js';
import type { RetryLimits } from '../retry-budget.js';

/** How to reach the cluster. */
export interface KafkaConnectionOptions {
  /** `host:port` of some of its brokers. */
  readonly brokers: readonly string[];
  /** Shown in the logs and quotas of the brokers. */
  readonly clientId: string;
  readonly ssl?: boolean | ConnectionOptions;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** What a caller may choose about the log. Only the connection is required. */
export interface KafkaEventLogOptions extends KafkaConnectionOptions {
  readonly topic?: string;
  /** Of a topic still to be created, and demanded of one that exists: keys stay where they are only under one count. */
  readonly partitionCount?: number;
  /** Of a topic still to be created; as many as there are brokers, at most three, when it is not given. */
  readonly replicationFactor?: number;
  /** How long an append is tried before it is reported as unconfirmed. */
  readonly appendTimeoutMs?: number;
  /** How often a follower's failed work is tried again. */
  readonly retry?: RetryLimits;
  readonly onTrouble?: OnTrouble;
  /** Until when a cluster that cannot be reached is waited for at the start; without it the start fails in a minute. */
  readonly waitUntil?: AbortSignal;
}
