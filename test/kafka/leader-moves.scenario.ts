import { randomUUID } from 'node:crypto';

import { Kafka, logLevel } from 'kafkajs';

import { KafkaEventLog } from '#event-log';

import type { KafkaCluster } from '../harness/kafka/kafka-cluster.js';
import { AppendLoad } from './append-load.js';
import { moveLeaders } from './leaders.js';
import { NaiveLoad } from './naive-load.js';

const fewest_moves = 6;
const most_moves = 24;
/** So many sends have to resolve without some of their events before the control counts as shown. */
const partial_sends = 3;

/**
 * kafkajs remembers who has answered by broker and not by partition: when the lead of a partition moves to a broker
 * that has answered already, the events of that partition are not sent again, and `send` resolves without them.
 */
export function describeLeaderMoves(running: () => KafkaCluster | undefined): void {
  it('a send over many partitions loses what it acknowledged, and our append does not', async ({ skip }) => {
    const { brokers } = running() ?? skip();
    const names = { safe: `safe.${randomUUID()}`, naive: `naive.${randomUUID()}` };
    const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const open = (topic: string) => KafkaEventLog.open({ brokers, clientId: 'moves', topic });
    const [safeLog, naiveLog] = [await open(names.safe), await open(names.naive)];
    const safe = new AppendLoad(safeLog);
    const naive = await NaiveLoad.start(kafka, names.naive, naiveLog.partitionCount);
    try {
      await safe.goesOn('there is something to lose');
      let moves = 0;
      for (; moves < most_moves && (moves < fewest_moves || naive.partial < partial_sends); moves++) {
        await moveLeaders(
          admin,
          Object.values(names),
          [0, 4, 8].map((partition) => (partition + moves) % 12),
        );
      }
      await safe.goesOn('appending goes on');
      await Promise.all([safe.stop(), naive.stop()]);
      const [kept, fared] = [await safe.reckon(), await naive.reckon(naiveLog)];
      process.stdout.write(`${moves} moves of 3 leaders; ours: ${kept.acknowledged} acknowledged, `);
      process.stdout.write(`${kept.lost.length} lost, ${kept.doubled} doubled; naive: ${JSON.stringify(fared)}\n`);
      expect(kept).toMatchObject({ lost: [], misplaced: [], outOfOrder: [] });
      expect(fared.lost).toBeGreaterThan(0);
    } finally {
      await Promise.all([safe.stop(), naive.stop(), admin.disconnect()]);
      await Promise.all([safeLog.close(), naiveLog.close()]);
    }
  });
}
