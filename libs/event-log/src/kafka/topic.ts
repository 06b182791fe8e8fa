import { setTimeout as delay } from 'node:timers/promises';

import kafkajs, { type Admin, type DescribeConfigResponse, type ITopicMetadata } from 'kafkajs';

import { HistoryLost } from '../event-log.js';

// Node finds only the first few names of this CommonJS package; the others have to be asked for at run time.
const { ConfigResourceTypes } = kafkajs;

/** The topic that a log needs. */
export interface TopicSpec {
  readonly topic: string;
  readonly partitionCount: number;
  readonly replicationFactor: number | undefined;
}

/** Of a topic still to be created. */
export const default_partition_count = 12;
const most_replicas = 3;
const replicas_that_allow_a_loss = 3;
const creation_deadline_ms = 15_000;
const creation_poll_ms = 50;
/** Room for a batch of the appender and its frame. */
const largest_batch_bytes = 1_048_576;

/** A setting without which the log could lose history, reorder it, or refuse what was accepted. */
interface Demand {
  readonly setting: string;
  readonly required: string;
  readonly holds: (value: string) => boolean;
}

const exactly = (setting: string, required: string): Demand => ({
  setting,
  required,
  holds: (value) => value === required,
});

const atLeast = (setting: string, least: number): Demand => ({
  setting,
  required: `at least ${least}`,
  holds: (value) => Number(value) >= least,
});

function demands(replicas: number): readonly Demand[] {
  return [
    exactly('retention.ms', '-1'),
    exactly('retention.bytes', '-1'),
    exactly('cleanup.policy', 'delete'),
    exactly('message.timestamp.type', 'LogAppendTime'),
    exactly('unclean.leader.election.enable', 'false'),
    atLeast('max.message.bytes', largest_batch_bytes),
    ...(replicas >= replicas_that_allow_a_loss ? [atLeast('min.insync.replicas', 2)] : []),
  ];
}

/**
 * Creates the topic, or makes sure that the one that exists keeps everything for ever. Settings of an existing topic
 * are never changed here: somebody set them, and somebody has to decide.
 *
 * @throws {HistoryLost} the topic could lose events, or has another number of partitions; the message names it all.
 */
export async function ensureTopic(admin: Admin, spec: TopicSpec): Promise<void> {
  if (!(await admin.listTopics()).includes(spec.topic)) await createTopic(admin, spec);
  const faults = await topicFaults(admin, spec);
  await onceCreated(() => admin.fetchTopicOffsets(spec.topic));
  if (faults.length > 0) throw new HistoryLost(`topic "${spec.topic}" is refused: ${faults.join('; ')}`);
}

/** What is wrong with a topic that is there. */
export async function topicFaults(admin: Admin, { topic, partitionCount }: TopicSpec): Promise<readonly string[]> {
  const { partitions } = await onceCreated(() => describeTopic(admin, topic));
  const replicas = partitions[0]?.replicas.length ?? 0;
  const faults = await onceCreated(() => brokenDemands(admin, topic, replicas));
  if (partitions.length === partitionCount) return faults;
  return [`it has ${partitions.length} partitions where ${partitionCount} are required`, ...faults];
}

async function createTopic(admin: Admin, spec: TopicSpec): Promise<void> {
  const { brokers } = await admin.describeCluster();
  const replicas = spec.replicationFactor ?? Math.min(brokers.length, most_replicas);
  const settings: Record<string, string> = {
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'cleanup.policy': 'delete',
    'message.timestamp.type': 'LogAppendTime',
    'unclean.leader.election.enable': 'false',
    'max.message.bytes': String(largest_batch_bytes),
    'compression.type': 'producer',
    'min.insync.replicas': replicas >= replicas_that_allow_a_loss ? '2' : '1',
  };
  // Several processes may start at once: a topic that exists by now is as good as one created here.
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      {
        topic: spec.topic,
        numPartitions: spec.partitionCount,
        replicationFactor: replicas,
        configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
      },
    ],
  });
}

async function describeTopic(admin: Admin, topic: string): Promise<ITopicMetadata> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const described = topics[0];
  if (!described || described.partitions.some(({ leader }) => leader < 0)) {
    throw Object.assign(new Error(`topic "${topic}" has partitions without a leader`), {
      type: 'LEADER_NOT_AVAILABLE',
    });
  }
  return described;
}

/** What a broker says of a topic that was just created and that it has not heard of yet. */
const not_yet = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION']);

async function onceCreated<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + creation_deadline_ms;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      // The library stumbles over an answer it did not get: a TypeError here means the same.
      const isNotYet = error instanceof TypeError || not_yet.has(typeOf(error));
      if (!isNotYet || Date.now() > deadline) throw error;
      await delay(creation_poll_ms);
    }
  }
}

function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'type' in error ? String(error.type) : typeOf(error.cause);
}

async function brokenDemands(admin: Admin, topic: string, replicas: number): Promise<string[]> {
  const wanted = demands(replicas);
  const answer: DescribeConfigResponse = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: wanted.map(({ setting }) => setting) }],
  });
  const entries = answer.resources[0]?.configEntries ?? [];
  return wanted.flatMap(({ setting, required, holds }) => {
    const value = entries.find(({ configName }) => configName === setting)?.configValue;
    if (value !== undefined && holds(value)) return [];
    return [`${setting} is ${value ?? 'unknown'} where ${required} is required`];
  });
}
