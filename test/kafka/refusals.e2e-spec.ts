import { inject } from 'vitest';

import { compiled } from '../harness/compiled-apps.js';
import { live_edition } from '#editions';
import { spread } from '../contract/new-events.js';
import { until } from '../contract/recording-follower.js';
import { openDesk, type KafkaDesk } from './kafka-desk.js';
import { ProjectorProcess, type Ended } from './projector-process.js';

const brokers = inject('kafkaBrokers');

describe.skipIf(!brokers)(
  'a projector on a topic that does not keep history',
  () => {
    let desk: KafkaDesk;

    beforeAll(async () => {
      desk = await openDesk(brokers!);
    });

    afterAll(async () => {
      await desk.dispose();
    });

    const start = (settings: NodeJS.ProcessEnv = {}): ProjectorProcess =>
      new ProjectorProcess(compiled('apps/projector/src/main.ts'), { ...desk.settings, ...settings });

    /** Runs one that has to end by itself. */
    const run = (settings: NodeJS.ProcessEnv = {}): Promise<Ended> => start(settings).ended;

    it('refuses to start and names every setting that is wrong, with what it must be', async () => {
      const topic = `${desk.topic}.leaky`;
      const settings = { 'retention.ms': '1000', 'cleanup.policy': 'compact', 'message.timestamp.type': 'CreateTime' };
      const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
      await desk.admin.createTopics({ topics: [{ topic, numPartitions: 3, configEntries }] });
      const { code, said } = await run({ SITREP_KAFKA_TOPIC: topic });
      expect(code).toBe(1);
      expect(said.trim()).toBe(
        `topic "${topic}" is refused: it has 3 partitions where 12 are required; ` +
          'retention.ms is 1000 where -1 is required; cleanup.policy is compact where delete is required; ' +
          'message.timestamp.type is CreateTime where LogAppendTime is required',
      );
    });

    it('stops and says so when the events that it needs next have been deleted', async () => {
      await desk.eventLog.append(spread(200));
      const projector = start();
      await until('it has applied them', async () => {
        const live = await desk.editions.find(live_edition);
        return live !== undefined && (await desk.editions.reached(live, await desk.eventLog.head(), 0));
      });
      expect((await projector.stop()).code).toBe(0);
      await desk.eventLog.append(spread(200));
      const head = await desk.eventLog.head();
      const checkpoint = await desk.editions.position((await desk.editions.find(live_edition))!);
      await desk.admin.fetchTopicOffsets(desk.topic); // Without it the client does not know the partition's leader.
      await desk.admin.deleteTopicRecords({
        topic: desk.topic,
        partitions: [{ partition: 5, offset: String(head[5]) }],
      });
      const { code, said } = await run();
      expect(code).toBe(1);
      expect(said).toContain(
        `partition 5 of "${desk.topic}" begins at ${head[5]}, and ${checkpoint[5]} is still needed`,
      );
    });
  },
  90_000,
);
