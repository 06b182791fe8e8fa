import type { Admin } from 'kafkajs';

import { until } from '../contract/recording-follower.js';

/** Who leads a partition, and who keeps up with the leader. */
export interface PartitionState {
  readonly partition: number;
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

export async function partitionsOf(admin: Admin, topic: string): Promise<readonly PartitionState[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topics[0]!.partitions.map(({ partitionId, leader, replicas, isr }) => {
    return { partition: partitionId, leader, replicas, inSync: isr };
  });
}

/** Waits until every partition has a leader and as many replicas in step. A broker that is away costs a try. */
export async function untilInSync(admin: Admin, topic: string, replicas: number, deadlineMs = 60_000): Promise<void> {
  await until(
    `${replicas} replicas are in step everywhere`,
    async () => {
      const states = await partitionsOf(admin, topic).catch(() => undefined);
      return states?.every(({ leader, inSync }) => leader >= 0 && inSync.length === replicas) ?? false;
    },
    deadlineMs,
  );
}

/** The node that leads the most partitions of this topic. */
export async function busiestLeader(admin: Admin, topic: string): Promise<number> {
  const led = new Map<number, number>();
  for (const { leader } of await partitionsOf(admin, topic)) led.set(leader, (led.get(leader) ?? 0) + 1);
  return [...led].sort(([, a], [, b]) => b - a)[0]![0];
}

/**
 * Takes the lead of these partitions from whoever has it, in every topic alike, and gives it to another node: the
 * leader is taken off the list of replicas, and comes back as the last of them.
 */
export async function moveLeaders(
  admin: Admin,
  topics: readonly string[],
  partitions: readonly number[],
): Promise<void> {
  const states = await Promise.all(
    topics.map(async (topic) => {
      const moving = (await partitionsOf(admin, topic)).filter(({ partition }) => partitions.includes(partition));
      return { topic, moving };
    }),
  );
  for (const withLeader of [false, true]) {
    const assign = ({ leader, replicas }: PartitionState): number[] => [
      ...replicas.filter((node) => node !== leader),
      ...(withLeader ? [leader] : []),
    ];
    const change = states.map(({ topic, moving }) => {
      return {
        topic,
        partitionAssignment: moving.map((state) => ({ partition: state.partition, replicas: assign(state) })),
      };
    });
    await admin.alterPartitionReassignments({ topics: change });
    for (const { topic, moving } of states) await untilAssigned(admin, topic, moving, assign);
  }
}

async function untilAssigned(
  admin: Admin,
  topic: string,
  moving: readonly PartitionState[],
  assign: (state: PartitionState) => readonly number[],
): Promise<void> {
  const before = new Map(moving.map((state) => [state.partition, state]));
  await until('the replicas have moved', async () =>
    (await partitionsOf(admin, topic)).every(({ partition, leader, inSync }) => {
      const old = before.get(partition);
      return old === undefined || (leader !== old.leader && inSync.length === assign(old).length);
    }),
  );
}
