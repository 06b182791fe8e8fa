import { KafkaConnection } from './connection.js';
import type { KafkaConnectionOptions } from './kafka-options.js';
import { default_partition_count, topicFaults } from './topic.js';

/** What a cluster says of itself and of the topic of a log. */
export interface TopicState {
  readonly brokers: number;
  /** What is wrong with the topic; undefined where there is no such topic. */
  readonly faults: readonly string[] | undefined;
}

/** Looks at the cluster and changes nothing, not even by making a topic that is missing. Throws where nobody answers. */
export async function inspectTopic(options: KafkaConnectionOptions & { readonly topic: string }): Promise<TopicState> {
  const { topic } = options;
  const connection = new KafkaConnection(options);
  try {
    return await connection.ask(async (admin) => {
      const { brokers } = await admin.describeCluster();
      if (!(await admin.listTopics()).includes(topic)) return { brokers: brokers.length, faults: undefined };
      const spec = { topic, partitionCount: default_partition_count, replicationFactor: undefined };
      return { brokers: brokers.length, faults: await topicFaults(admin, spec) };
    });
  } finally {
    await connection.close();
  }
}
