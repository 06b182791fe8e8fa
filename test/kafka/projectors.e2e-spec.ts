import { setTimeout as delay } from 'node:timers/promises';

import { AssignerProtocol } from 'kafkajs';
import { inject } from 'vitest';

import { buildEdition, live_edition } from '#editions';
import { encodeEvent, eventCount } from '#event-log';

import { until } from '../contract/recording-follower.js';
import { compiled } from '../harness/compiled-apps.js';
import { editionRows } from '../harness/edition-rows.js';
import { campaignStream } from '../harness/campaign-stream.js';
import { openDesk, type KafkaDesk } from './kafka-desk.js';
import { ProjectorProcess } from './projector-process.js';

const brokers = inject('kafkaBrokers');
const events_per_append = 6;
const pause_ms = 50;
const deadline_ms = 60_000;

describe.skipIf(!brokers)(
  'projectors that share the live edition',
  () => {
    let desk: KafkaDesk;
    const started: ProjectorProcess[] = [];
    const timings: string[] = [];

    beforeAll(async () => {
      desk = await openDesk(brokers!);
    });

    afterAll(async () => {
      for (const projector of started) projector.kill();
      await desk.dispose();
    });

    const enter = (): ProjectorProcess => {
      const projector = new ProjectorProcess(compiled('apps/projector/src/main.ts'), desk.settings);
      started.push(projector);
      return projector;
    };

    /** How many partitions each member of the group holds, while the group is settled. */
    const shares = async (): Promise<number[]> => {
      const { groups } = await desk.admin.describeGroups([`${desk.topic}.sitrep-${live_edition}`]);
      if (groups[0]?.state !== 'Stable') return [];
      return groups[0].members.map(({ memberAssignment }) => {
        const assignment = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {};
        return assignment[desk.topic]?.length ?? 0;
      });
    };
    const shared = async (among: number): Promise<void> => {
      const begun = Date.now();
      const even = Array(among)
        .fill(12 / among)
        .join();
      await until(`${among} share the partitions`, async () => (await shares()).join() === even, deadline_ms);
      timings.push(`${among} share after ${Date.now() - begun} ms`);
    };

    /** Waits until more events have been applied than the log has now. */
    const moreIsApplied = async (): Promise<void> => {
      const live = (await desk.editions.find(live_edition))!;
      const wanted = eventCount(await desk.eventLog.head());
      await until('more is applied', async () => eventCount(await desk.editions.position(live)) > wanted, deadline_ms);
    };

    /** Appends the campaign over and over while something else happens. */
    const underLoad = async (work: () => Promise<void>): Promise<void> => {
      const over = new AbortController();
      const stream = campaignStream();
      const load = (async () => {
        while (!over.signal.aborted) {
          await desk.eventLog.append(Array.from({ length: events_per_append }, () => encodeEvent(stream.next().value)));
          await delay(pause_ms);
        }
      })();
      try {
        await Promise.race([work(), load]);
      } finally {
        over.abort();
        await load;
      }
    };

    it('come and go under load, and the rows are those of a single one', async () => {
      const first = enter();
      let second = first;
      await underLoad(async () => {
        await alone();
        const third = enter();
        second = enter();
        await shared(3);
        await moreIsApplied();
        expect(await third.stop()).toMatchObject({ code: 0 });
        await shared(2);
        await moreIsApplied();
      });
      const live = (await desk.editions.find(live_edition))!;
      const head = await desk.eventLog.head();
      expect(await desk.editions.reached(live, head, deadline_ms)).toBe(true);
      expect(await Promise.all([first.stop(), second.stop()])).toMatchObject([{ code: 0 }, { code: 0 }]);

      const reference = await buildEdition(desk, { name: 'reference', definition: {} });
      const rows = await editionRows(desk.database, live.schema);
      const expected = await editionRows(desk.database, reference.schema);
      process.stdout.write(`${eventCount(head)} events, ${rows.length} rows; ${timings.join(', ')}\n`);
      expect(difference(rows, expected)).toEqual([]);
      expect(difference(expected, rows)).toEqual([]);
      expect(await deadlocks()).toBe(0);
    });

    /** The first one has the edition made and works alone. */
    const alone = async (): Promise<void> => {
      await until(
        'the first one works',
        async () => (await desk.editions.find(live_edition)) !== undefined,
        deadline_ms,
      );
      await shared(1);
      await moreIsApplied();
    };

    const deadlocks = async (): Promise<number> => {
      const [row] = await desk.database.query<{ deadlocks: number }>(
        `select deadlocks::int from pg_stat_database where datname = current_database()`,
      );
      return row!.deadlocks;
    };
  },
  180_000,
);

const shown = 3;

/** The first few rows that one has and the other has not. */
function difference(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return some.filter((row) => !known.has(row)).slice(0, shown);
}
