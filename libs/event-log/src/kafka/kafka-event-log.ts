import {
  type EventBatch,
  EventLog,
  type Follower,
  type Following,
  type LogCoordinates,
  type NewEvent,
  type OnTrouble,
} from '../event-log.js';
import type { Position } from '../position.js';
import { default_retry_limits } from '../retry-budget.js';
import { KafkaConnection } from './connection.js';
import { KafkaFollowing } from './follower.js';
import type { KafkaEventLogOptions } from './kafka-options.js';
import { KafkaAppender } from './producer.js';
import { reachCluster } from './reach-cluster.js';
import { readRange } from './reader.js';
import { default_partition_count, ensureTopic } from './topic.js';
import { positionAtInstant, watermarks } from './watermarks.js';

const default_topic = 'sitrep.events';
const append_timeout_ms = 25_000;

/** The log on Apache Kafka: one topic that keeps everything. */
export class KafkaEventLog extends EventLog {
  private readonly followings = new Set<Following>();
  private readonly appender: KafkaAppender;
  private readonly onTrouble: OnTrouble;

  private constructor(
    private readonly options: KafkaEventLogOptions,
    private readonly connection: KafkaConnection,
    private readonly topic: string,
    override readonly partitionCount: number,
  ) {
    super();
    this.onTrouble = options.onTrouble ?? (() => undefined);
    this.appender = new KafkaAppender({
      connection,
      topic,
      partitionCount,
      onTrouble: this.onTrouble,
      appendTimeoutMs: options.appendTimeoutMs ?? append_timeout_ms,
    });
  }

  /**
   * Opens the log, and creates its topic when there is none.
   *
   * @throws {HistoryLost} the topic is set up so that it could lose events, or with another number of partitions.
   */
  static async open(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
    const connection = new KafkaConnection(options);
    const topic = options.topic ?? default_topic;
    const partitionCount = options.partitionCount ?? default_partition_count;
    try {
      const { replicationFactor, brokers, onTrouble = () => undefined, waitUntil: until } = options;
      const prepare = () => connection.ask((admin) => ensureTopic(admin, { topic, partitionCount, replicationFactor }));
      await reachCluster(prepare, { brokers, onTrouble, until });
      return new KafkaEventLog(options, connection, topic, partitionCount);
    } catch (error) {
      const closed = connection.close();
      // A connection attempt that is still under way fails by itself, so giving up does not wait for it.
      if (options.waitUntil?.aborted !== true) await closed;
      throw error;
    }
  }

  override append(events: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    return this.appender.append(events);
  }

  override read(from: Position, to: Position): AsyncIterable<EventBatch> {
    return readRange(this.connection, this.topic, from, to);
  }

  override async follow(group: string, follower: Follower): Promise<Following> {
    const { connection, topic, partitionCount, onTrouble } = this;
    const retry = this.options.retry ?? default_retry_limits;
    const following = new KafkaFollowing({
      connection,
      topic,
      partitionCount,
      follower,
      retry,
      onTrouble,
      // Members of one group must want the same topic, and several logs may share a cluster.
      group: `${topic}.${group}`,
    });
    this.followings.add(following);
    const forget = (): void => void this.followings.delete(following);
    following.ended.then(forget, forget);
    return following;
  }

  override async head(): Promise<Position> {
    return (await watermarks(this.connection, this.topic, this.partitionCount)).high;
  }

  override positionAt(recordedAtMs: number): Promise<Position> {
    return positionAtInstant(this.connection, this.topic, this.partitionCount, recordedAtMs);
  }

  /** Also stops what still follows. */
  override async close(): Promise<void> {
    await Promise.all([...this.followings].map((following) => following.stop()));
    await this.appender.close();
    await this.connection.close();
  }
}
