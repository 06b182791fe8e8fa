// Following a filled log into an edition, full catalogue, against COPY of the very same rows into the same tables with their
// indexes, and against a projector as it is often written: one TypeORM entity, saved event by event.
import { DataSource, EntitySchema } from 'typeorm';
import { EditionFollower } from '#editions';
import { decodeEvent, startOf } from '#event-log';
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { type BenchStorage, fillLog, withStorage } from '../bench-storage.js';
import { byTurns, Findings } from '../findings.js';
import { copyRows } from './copied-rows.js';

const [reports = 4_000, places = 1_000] = process.argv.slice(3).map(Number);
const rounds = 3;
/** So many are enough to know the pace of one save after the other. */
const events_saved = 1_500;

interface ReportRow {
  readonly id: string;
  readonly type: string;
  readonly reportedAt: string;
  readonly outlet: string;
  readonly places: readonly string[];
}
const reportRow = new EntitySchema<ReportRow>({
  name: 'saved_report',
  columns: {
    id: { type: 'uuid', primary: true },
    type: { type: 'text' },
    reportedAt: { type: 'timestamptz' },
    outlet: { type: 'text' },
    places: { type: 'text', array: true },
  },
});

/** Events a second of the projector that saves each report by itself. */
async function savedPace({ url, eventLog }: BenchStorage): Promise<number> {
  const source = new DataSource({ type: 'postgres', url, entities: [reportRow], installExtensions: false });
  await source.initialize();
  try {
    await source.query(
      `create table if not exists saved_report
         (id uuid primary key, type text, "reportedAt" timestamptz, outlet text, places text[])`,
    );
    await source.query(`truncate saved_report`);
    const repository = source.getRepository(reportRow);
    let saved = 0;
    const begunMs = performance.now();
    for await (const { events } of eventLog.read(startOf(1), await eventLog.head()))
      for (const stored of events) {
        const decoded = decodeEvent(stored);
        if (!decoded.ok || decoded.event.kind !== 'reported') continue;
        const { id, type, reportedAt, source: told, places } = decoded.event.data;
        await repository.save({ id, type, reportedAt, outlet: told.outlet, places: [...places] });
        saved += 1;
        if (saved === events_saved) return saved / ((performance.now() - begunMs) / 1_000);
      }
    return saved / ((performance.now() - begunMs) / 1_000);
  } finally {
    await source.destroy();
  }
}

async function followMs(storage: BenchStorage, schema: string): Promise<number> {
  const follower = new EditionFollower(storage.database, { schema, slice: {} });
  await follower.claim([0]);
  const begunMs = performance.now();
  for await (const batch of storage.eventLog.read(startOf(1), await storage.eventLog.head()))
    await follower.apply(batch);
  return performance.now() - begunMs;
}

const findings = new Findings('follow');
await withStorage(async (storage) => {
  const events = await fillLog(
    storage,
    generatedEvents({ seed: 6, reports, places, shares: desk_shares, isWorldwide: true }),
  );
  findings.say(`${events} events`);
  const fresh = (name: string) => storage.editions.create(name, {}, storage.eventLog, 'ready');
  const first = await fresh('first');
  await followMs(storage, first.schema);
  const rows = await copyRows(storage, first.schema);
  const { ours, copied, saved } = await byTurns(rounds, {
    ours: async (round) => {
      const { schema } = await fresh(`round-${round}`);
      const took = await followMs(storage, schema);
      await storage.editions.drop(`round-${round}`);
      return events / (took / 1_000);
    },
    copied: async () => events / ((await rows.backMs()) / 1_000),
    saved: () => savedPace(storage),
  });
  rows.remove();
  const unit = 'events/s';
  findings.add('following', unit, ours, { reference: copied, name: 'COPY of its rows', target: { atLeast: 0.35 } });
  findings.add('following', unit, ours, { reference: saved, name: 'save by save', target: { atLeast: 50 } });
});
findings.end();
