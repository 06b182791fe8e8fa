// Building an edition of the whole log against COPY of the very same rows into the same tables with their indexes, what
// both processes take of memory, and verifying it. Twice: of the reports asked for and of a third of them.
import { readFileSync } from 'node:fs';
import { fillEdition, verifyEdition } from '#editions';
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { type BenchStorage, fillLog, withStorage } from '../bench-storage.js';
import { Findings, tookMs } from '../findings.js';
import { copyRows } from './copied-rows.js';

const [reports = 12_000] = process.argv.slice(3).map(Number);
const mib = 2 ** 20;
const watch_interval_ms = 250;

/** Resident bytes of the server's processes, what they share counted once; 0 where the system does not tell. */
async function residentOfServer({ database }: BenchStorage): Promise<number> {
  const rows = await database.query<{ pid: number }>('select pid from pg_stat_activity');
  const all = rows.map(({ pid }) => residentOf(pid));
  return all.reduce((sum, { own }) => sum + own, 0) + Math.max(...all.map(({ shared }) => shared));
}

function residentOf(pid: number): { readonly own: number; readonly shared: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1_024;
    return { own: bytes('RssAnon'), shared: bytes('RssShmem') };
  } catch {
    return { own: 0, shared: 0 };
  }
}

async function measured(storage: BenchStorage, work: () => Promise<unknown>) {
  let [node, server] = [0, 0];
  const watch = setInterval(() => {
    node = Math.max(node, process.memoryUsage().rss);
    void residentOfServer(storage).then((bytes) => (server = Math.max(server, bytes)));
  }, watch_interval_ms);
  try {
    return { ms: await tookMs(work), node: () => node / mib, server: () => server / mib };
  } finally {
    clearInterval(watch);
  }
}

async function build(storage: BenchStorage, count: number, findings: Findings): Promise<number> {
  const order = { seed: 8, reports: count, shares: desk_shares, isWorldwide: true };
  const events = await fillLog(storage, generatedEvents({ ...order, places: Math.min(10_000, Math.ceil(count / 10)) }));
  const end = await storage.eventLog.head();
  const edition = await storage.editions.create('built', {}, storage.eventLog, 'building');
  const built = await measured(storage, () => fillEdition(storage, edition, end));
  const rows = await copyRows(storage, edition.schema);
  const [first, second] = [await rows.backMs(), await rows.backMs()];
  rows.remove();
  const pace = (ms: number): number => events / (ms / 1_000);
  const name = 'COPY of its rows';
  const reference = [Math.max(pace(first), pace(second))];
  findings.add(`building ${count} reports`, 'events/s', [pace(built.ms)], {
    reference,
    name,
    target: { atLeast: 0.5 },
  });
  findings.add(`building ${count} reports, resident, Node`, 'MiB', [built.node()], { target: { atMost: 1_024 } });
  findings.add(`building ${count} reports, resident, PostgreSQL`, 'MiB', [built.server()], {
    target: { atMost: 1_024 },
  });
  const verified = await measured(storage, () => verifyEdition(storage, edition));
  findings.add(`verifying ${count} reports`, 's', [verified.ms / 1_000], {
    reference: [built.ms / 1_000],
    name: 'building',
    target: { atMost: 4 },
  });
  findings.add(`verifying ${count} reports, resident, Node`, 'MiB', [verified.node()]);
  return built.ms;
}

const findings = new Findings('build');
const took: number[] = [];
for (const count of [Math.ceil(reports / 3), reports])
  await withStorage(async (storage) => void took.push(await build(storage, count, findings)));
const [third = 0, whole = 0] = took.map((ms) => ms / 1_000);
findings.add('building three times as many', 's', [whole], {
  reference: [third],
  name: 'a third',
  target: { atMost: 3.3 },
});
findings.end();
