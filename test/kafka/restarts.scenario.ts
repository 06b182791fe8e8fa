import { randomUUID } from 'node:crypto';

import { Kafka, logLevel, type Admin } from 'kafkajs';

import { AppendUnconfirmed, KafkaEventLog } from '#event-log';

import { spread } from '../contract/new-events.js';
import { until } from '../contract/recording-follower.js';
import type { KafkaCluster, NodeId } from '../harness/kafka/kafka-cluster.js';
import { AppendLoad, type Reckoning } from './append-load.js';
import { busiestLeader, untilInSync } from './leaders.js';

/** A client that happens to ask the frozen broker first loses some seconds, perhaps several times. */
const frozen_leader_deadline_ms = 120_000;

/** What brokers that come and go do to appends: nothing that was acknowledged may be missing afterwards. */
export function describeRestarts(running: () => KafkaCluster | undefined): void {
  /** Appends throughout the trouble and reads everything back. */
  const survive = async (
    trouble: (load: AppendLoad, admin: Admin, topic: string) => Promise<void>,
  ): Promise<Reckoning> => {
    const { brokers } = running()!;
    const topic = `cluster.${randomUUID()}`;
    const log = await KafkaEventLog.open({ brokers, clientId: 'cluster', topic });
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const load = new AppendLoad(log);
      await load.goesOn('there is something to lose');
      await trouble(load, admin, topic).finally(() => load.stop());
      const reckoning = await load.reckon();
      const { acknowledged, stored, doubled } = reckoning;
      process.stdout.write(
        `${acknowledged} acknowledged, ${stored} stored, ${doubled} doubled, ${reckoning.lost.length} lost, ` +
          `longest wait ${load.longestWaitMs} ms, ${load.unconfirmed} times unconfirmed\n`,
      );
      return reckoning;
    } finally {
      await admin.disconnect();
      await log.close();
    }
  };
  const nothing = { lost: [], misplaced: [], outOfOrder: [] };

  it('a rolling restart loses nothing acknowledged and keeps the order', async ({ skip }) => {
    const cluster = running() ?? skip();
    const reckoning = await survive(async (load, admin, topic) => {
      for (const node of [1, 2, 3] as const) {
        await cluster.stop(node);
        await load.goesOn(`appending goes on without node ${node}`);
        await cluster.startAgain(node);
        await untilInSync(admin, topic, 3);
      }
      await load.goesOn('appending goes on with all of them');
    });
    expect(reckoning).toMatchObject(nothing);
  });

  it('the kill of a leader loses nothing acknowledged and keeps the order', async ({ skip }) => {
    const cluster = running() ?? skip();
    const reckoning = await survive(async (load, admin, topic) => {
      const leader = (await busiestLeader(admin, topic)) as NodeId;
      await cluster.kill(leader);
      await load.goesOn('other nodes lead what it led');
      await cluster.startAgain(leader);
      await untilInSync(admin, topic, 3);
    });
    expect(reckoning).toMatchObject(nothing);
  });

  it.for<[string, (admin: Admin, topic: string) => Promise<NodeId>]>([
    ['a leader', async (admin, topic) => (await busiestLeader(admin, topic)) as NodeId],
    ['the broker that is named first', () => Promise.resolve(1)],
  ])('%s that freezes and wakes as a zombie loses nothing acknowledged', async ([, frozen], { skip }) => {
    const cluster = running() ?? skip();
    const reckoning = await survive(async (load, admin, topic) => {
      const node = await frozen(admin, topic);
      cluster.freeze(node);
      try {
        await load.goesOn('other nodes lead what it led', frozen_leader_deadline_ms);
      } finally {
        cluster.thaw(node);
      }
      await untilInSync(admin, topic, 3);
    });
    expect(reckoning).toMatchObject(nothing);
  });

  it('acknowledges nothing while two of the three are gone, and goes on when they are back', async ({ skip }) => {
    const cluster = running() ?? skip();
    const topic = `cluster.${randomUUID()}`;
    const options = { brokers: cluster.brokers, clientId: 'cluster', topic };
    const [log, impatient] = [
      await KafkaEventLog.open(options),
      await KafkaEventLog.open({ ...options, appendTimeoutMs: 4_000 }),
    ];
    try {
      await Promise.all([log.append(spread(24)), impatient.append(spread(24))]);
      await Promise.all([cluster.kill(2), cluster.kill(3)]);
      await expect(impatient.append(spread(24))).rejects.toThrow(AppendUnconfirmed);
      await Promise.all([cluster.startAgain(2), cluster.startAgain(3)]);
      const events = spread(24);
      const appended = async (): Promise<boolean> => (await log.append(events).catch(() => [])).length === 24;
      await until('appending goes on', appended, 60_000);
    } finally {
      await Promise.all([log.close(), impatient.close()]);
    }
  });
}
