// Days of reports through ten watches: the log grows by a few hours at a time, the api is killed three times, and what
// reaches the receivers is compared, id by id, with what is to be found in the log. Memory is that of the api's process.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { followLive, live_edition } from '#editions';
import { encodeEvent, formatPosition } from '#event-log';
import type { SitrepEvent } from '#situation';
import { collecting, cursorPosition } from '../../../libs/watches/src/store/cursor.js';
import { AppProcess } from '../../harness/app-process.js';
import { compileApps, compiled } from '../../harness/compiled-apps.js';
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { type BenchStorage, withStorage } from '../bench-storage.js';
import { Findings, quantile } from '../findings.js';
import { expectedMessages } from './expected-messages.js';

const [days = 10, daily = 100] = process.argv.slice(3).map(Number);
const kills = 3;
const looks_a_day = 2;
const places = 1_000;
const most_left = 1_000;
const everything = ['changedHands', 'firstReported', 'lapsed', 'condition', 'amendment', 'refined'];

/** Seven webhooks, two of which ask the same, and three feeds. */
const questions: readonly (readonly [name: string, question: object, isFeed?: boolean])[] = [
  ['everything', { kinds: everything }],
  ['everything again', { kinds: everything }],
  ['hands', { kinds: ['changedHands'] }],
  ['an area', { kinds: everything, within: 'place-1' }],
  ['a box', { kinds: everything, bbox: '38,33,40,35' }],
  ['a side', { kinds: everything, side: 'party-3' }],
  ['clashes', { kinds: everything, types: ['clash', 'area_seized'] }],
  ['roads', { kinds: ['condition'] }, true],
  ['amendments', { kinds: ['amendment'] }, true],
  ['lapses', { kinds: ['lapsed', 'firstReported'] }, true],
];

/** Takes every message; what came is kept by watch as id and sequence. */
class Receiver {
  readonly received = new Map<string, { readonly id: string; readonly sequence: number }[]>();
  private readonly server = createServer((request, response) => {
    void this.take(request).then(() => response.writeHead(204).end());
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async take(request: IncomingMessage): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { data } = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
      readonly data: { readonly watch: { readonly id: string }; readonly sequence: string };
    };
    const all = this.received.get(data.watch.id) ?? [];
    all.push({ id: String(request.headers['webhook-id']), sequence: Number(data.sequence) });
    this.received.set(data.watch.id, all);
  }
}

function* chunks(events: Iterable<SitrepEvent>, size: number): Generator<readonly SitrepEvent[]> {
  let chunk: SitrepEvent[] = [];
  for (const event of events) {
    chunk.push(event);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const residentMib = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

async function watching(storage: BenchStorage, api: AppProcess, findings: Findings): Promise<void> {
  const receiver = new Receiver();
  const hook = await receiver.listen();
  const order = { seed: 12, reports: days * daily, places, shares: desk_shares, isWorldwide: true };
  const events = [...generatedEvents({ ...order, minutesApart: 1_440 / daily })];
  const isName = ({ kind }: SitrepEvent): boolean => kind.endsWith('_registered');
  const append = async (some: readonly SitrepEvent[]): Promise<void> => {
    await storage.eventLog.append(some.map((event) => encodeEvent(event)));
    const live = await storage.editions.find(live_edition);
    await storage.editions.reached(live!, await storage.eventLog.head(), 600_000);
  };
  await append(events.filter(isName));
  const url = (): string => [...api.lines.join('\n').matchAll(/listening on (http:[^"\s]+)/g)].at(-1)?.[1] ?? '';
  for (const [name, question, isFeed = false] of questions) {
    const target = isFeed ? {} : { webhook: { url: hook } };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name, question, ...target });
    const answer = await fetch(`${url()}/v1/watches`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(await answer.text());
  }
  const watches = await collecting(storage.database);
  const expected = watches.map(() => new Set<string>());
  const told = events.filter((event) => !isName(event));
  const size = Math.ceil(told.length / (days * looks_a_day));
  const resident: number[] = [];
  const begunMs = performance.now();
  /** All in the first third. */
  const between_kills = Math.max(1, Math.floor((days * looks_a_day) / (3 * kills)));
  let [turn, killed] = [0, 0];
  for (const chunk of chunks(told, size)) {
    const from = await storage.eventLog.head();
    await append(chunk);
    for (const [index, ids] of (await expectedMessages(storage, watches, from)).entries())
      for (const id of ids) expected[index]!.add(id);
    await deliveredBut(storage, most_left);
    // Memory is measured of the process that is not killed any more.
    if (killed === kills && api.pid !== undefined) resident.push(residentMib(api.pid));
    turn += 1;
    if (turn % (30 * looks_a_day) === 0)
      findings.say(`day ${turn / looks_a_day}, ${Math.round(resident.at(-1) ?? 0)} MiB`);
    if (killed < kills && turn % between_kills === 0) {
      await api.kill();
      await api.start();
      killed += 1;
    }
  }
  await sent(storage);
  const tookS = (performance.now() - begunMs) / 1_000;
  findings.say(`${told.length} events of ${days} days, ${chunkCount(told.length, size)} parts, ${kills} kills`);
  findings.add('events through ten watches', 'events/s', [told.length / tookS]);
  await compare(storage, { watches, expected, receiver, findings });
  const half = Math.floor(resident.length / 2);
  findings.add('resident, api, second half since the last kill, p95', 'MiB', [quantile(resident.slice(half), 0.95)], {
    reference: [quantile(resident.slice(0, half), 0.95)],
    name: 'the first half',
    target: { atMost: 1.25 },
  });
  receiver.close();
}

const chunkCount = (length: number, size: number): number => Math.ceil(length / size);

/** Waits until no more than `most` messages of a watch wait: a year that passes in minutes would fill its queue. */
async function deliveredBut({ database }: BenchStorage, most: number): Promise<void> {
  for (;;) {
    const rows = await database.query<{ name: string; state: string; waiting: number }>(
      `select name, state, (select count(*)::int from sitrep.watch_message m where m.watch_id = w.id and m.state = 'waiting')
         waiting from sitrep.watch w`,
    );
    const paused = rows.find(({ state }) => state !== 'active');
    if (paused !== undefined) throw new Error(`the watch ${paused.name} is paused`);
    if (rows.every(({ waiting }) => waiting <= most)) return;
    await pause(200);
  }
}

/** Waits until the cursor is at the end of the log and nothing waits to be sent. */
async function sent(storage: BenchStorage): Promise<void> {
  const head = formatPosition(await storage.eventLog.head());
  while ((await cursorPosition(storage.database)) !== head) await pause(200);
  await deliveredBut(storage, 0);
}

interface Compared {
  readonly watches: Awaited<ReturnType<typeof collecting>>;
  readonly expected: readonly ReadonlySet<string>[];
  readonly receiver: Receiver;
  readonly findings: Findings;
}

async function compare({ database }: BenchStorage, { watches, expected, receiver, findings }: Compared): Promise<void> {
  let [messages, lost, doubled, outOfOrder, again] = [0, 0, 0, 0, 0];
  for (const [index, watch] of watches.entries()) {
    const stored = await database.query<{ id: string }>(
      'select id from sitrep.watch_message where watch_id = $1 order by sequence',
      [watch.id],
    );
    const came = watch.target.channel === 'webhook' ? (receiver.received.get(watch.id) ?? []) : undefined;
    const ids = (came ?? stored).map(({ id }) => id);
    const once = new Set(ids);
    const wanted = expected[index]!;
    messages += once.size;
    lost += [...wanted].filter((id) => !once.has(id)).length;
    doubled +=
      [...once].filter((id) => !wanted.has(id)).length + (stored.length - new Set(stored.map(({ id }) => id)).size);
    again += ids.length - once.size;
    const first = [...new Map([...(came ?? [])].reverse().map((one) => [one.id, one.sequence])).values()].reverse();
    outOfOrder += first.filter((sequence, place) => place > 0 && sequence < first[place - 1]!).length;
    findings.say(`${watch.name.padEnd(18)} ${once.size} messages`);
  }
  findings.add('messages', '', [messages], { target: { atLeast: 1 } });
  findings.add('lost; expected and not there', '', [lost], { target: { atMost: 0 } });
  findings.add('doubled; there under two ids or not expected', '', [doubled], { target: { atMost: 0 } });
  findings.add('out of order', '', [outOfOrder], { target: { atMost: 0 } });
  findings.add('sent again under the same id, after a kill', '', [again], { target: { atMost: kills * 8 } });
}

const findings = new Findings('watching');
await withStorage(async (storage) => {
  const following = await followLive(storage);
  await compileApps();
  const settings = { DATABASE_URL: storage.url };
  const api = new AppProcess({
    file: compiled('test/bench/watching/watching-api.ts'),
    settings,
    readyLine: /listening on/,
  });
  try {
    await api.start();
    await watching(storage, api, findings);
  } finally {
    await api.kill();
    await following.stop();
  }
});
findings.end();
