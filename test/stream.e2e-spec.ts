import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { live_edition } from '#editions';
import { KeyStore } from '#platform';
import { LivePositions } from '../apps/api/src/stream/live-positions.service.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Received {
  readonly event: string;
  readonly id: string;
  readonly content: { readonly position: string; readonly edition: string };
}

/** What comes over a stream, as a browser reads it. */
class Reader {
  private text = '';
  readonly over: Promise<void>;

  constructor(
    readonly response: Response,
    private readonly leaving: AbortController,
  ) {
    this.over = this.read();
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<Reader> {
    const leaving = new AbortController();
    return new Reader(await fetch(`${url}/v1/stream`, { headers, signal: leaving.signal }), leaving);
  }

  get events(): readonly Received[] {
    return this.text.split('\n\n').flatMap((block) => {
      const [, event] = /^event: (.*)$/m.exec(block) ?? [];
      const [, id = ''] = /^id: (.*)$/m.exec(block) ?? [];
      const [, line = '{}'] = /^data: (.*)$/m.exec(block) ?? [];
      return event === undefined ? [] : [{ event, id, content: JSON.parse(line) as Received['content'] }];
    });
  }

  async until(count: number): Promise<readonly Received[]> {
    for (const giveUpAtMs = Date.now() + 15_000; this.events.length < count; await pause(20))
      if (Date.now() > giveUpAtMs) throw new Error(`${count} events did not come: ${this.text}`);
    return this.events;
  }

  leave(): void {
    this.leaving.abort();
  }

  private async read(): Promise<void> {
    try {
      for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>)
        this.text += new TextDecoder().decode(chunk);
    } catch {
      // The reader has left.
    }
  }
}

/** A connection of its own, which no pool of the client keeps. */
const openAlone = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => get(url, { agent: false }, resolve).once('error', reject));

describe.each(logKinds())('the stream of positions, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;
  let isStopped = false;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(sitrep.app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(() => (isStopped ? undefined : sitrep.stop()));

  let registered = 0;
  const register = async (): Promise<void> => {
    const id = `actor-${(registered += 1)}`;
    expect((await sitrep.http.post('/v1/actors').send({ id, name: id, kind: 'state' })).status).toBe(201);
    await sitrep.settled();
  };
  const position = async (): Promise<string> =>
    ((await sitrep.http.get('/v1/desk')).body as { position: string }).position;

  it('tells where the live edition stands, and whenever it has come further', async () => {
    const reader = await Reader.open(url);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reader.response.headers.get('x-content-type-options')).toBe('nosniff');
    const [first] = await reader.until(1);
    expect(first).toMatchObject({ event: 'position', content: { position: await position() } });
    await register();
    const events = await reader.until(2);
    expect(events.at(-1)).toMatchObject({ event: 'position', content: { position: await position() } });
    const again = await Reader.open(url, { 'last-event-id': first!.id });
    expect(await again.until(1)).toEqual([events.at(-1)]);
    const upToDate = await Reader.open(url, { 'last-event-id': events.at(-1)!.id });
    await register();
    expect((await upToDate.until(1))[0]?.content.position).toBe(await position());
    for (const one of [reader, again, upToDate]) one.leave();
  });

  it('asks to begin anew where what was last heard is of another edition, or none of ours', async () => {
    const live = await sitrep.editions.find(live_edition);
    for (const id of ['00000000-0000-4000-8000-000000000000.1', 'nonsense', `${live!.id}.999999`]) {
      const reader = await Reader.open(url, { 'last-event-id': id });
      expect((await reader.until(2)).map(({ event }) => event)).toEqual(['resync', 'position']);
      reader.leave();
    }
  });

  it('answers HEAD with its headers, and takes no place for it', async () => {
    for (let asked = 0; asked < 25; asked += 1) {
      const { status, headers } = await fetch(`${url}/v1/stream`, { method: 'HEAD' });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    }
  });

  it('keeps nothing of 1,000 who have left', async () => {
    const { listeners } = sitrep.app.get(LivePositions) as unknown as { readonly listeners: ReadonlySet<object> };
    const connections = (): Promise<number> =>
      new Promise((resolve, reject) =>
        sitrep.app
          .getHttpServer()
          .getConnections((error: Error | null, count: number) => (error === null ? resolve(count) : reject(error))),
      );
    const before = await connections();
    for (let left = 0; left < 1_000; left += 20) {
      const leaving = await Promise.all(Array.from({ length: 20 }, () => openAlone(`${url}/v1/stream`)));
      expect(leaving.map(({ statusCode }) => statusCode)).toEqual(new Array(20).fill(200));
      for (const response of leaving) response.destroy();
      await expect.poll(() => listeners.size).toBe(0);
    }
    await expect.poll(connections).toBeLessThanOrEqual(before);
    expect(sitrep.app.get(LivePositions)).toMatchObject({ polling: undefined, heartbeat: undefined });
  });

  it('has room for 200, 20 of one key or address, and ends in order when the server does', async () => {
    const keys = new KeyStore(sitrep.database);
    const senders: Record<string, string>[] = [{}];
    for (let made = 1; made <= 10; made += 1) {
      const order = { name: `Listener ${made}`, roles: ['reader'], outlets: [], places: [] } as const;
      senders.push({ authorization: `Bearer ${(await keys.create(order)).text}` });
    }
    const open = (sender: Record<string, string>) =>
      Promise.all(Array.from({ length: 20 }, () => Reader.open(url, sender)));
    const refusal = async (headers: Record<string, string>) => {
      const refused = await fetch(`${url}/v1/stream`, { headers });
      return [refused.status, ((await refused.json()) as { code: string }).code];
    };
    const readers = await open({});
    expect(await refusal({})).toEqual([409, 'limit_reached']);
    for (const sender of senders.slice(1, 10)) readers.push(...(await open(sender)));
    expect(readers.map(({ response }) => response.status)).toEqual(new Array(200).fill(200));
    expect(await refusal(senders[10]!)).toEqual([409, 'limit_reached']);
    readers[0]!.leave();
    await pause(100);
    const next = await Reader.open(url);
    expect((await next.until(1))[0]?.event).toBe('position');
    isStopped = true;
    await sitrep.stop();
    await Promise.all(readers.slice(1).map(({ over }) => over));
  });
});
