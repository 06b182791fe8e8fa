import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { followLive, live_edition, openStorage } from '#editions';
import { inject } from 'vitest';
import { AppProcess } from '../harness/app-process.js';
import { type BatchResult, sendBatch, streamBatch } from '../harness/batch-client.js';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { logKinds } from '../harness/running-sitrep.js';

const report = (number: number) => ({
  externalId: `K${number}`,
  type: 'statement',
  summary: `Report ${number}.`,
  reportedAt: '2023-06-01T08:00:00Z',
  occurred: { from: '2023-05-01' },
  source: { outlet: 'Desk' },
});
const reports = Array.from({ length: 2_400 }, (_, number) => JSON.stringify(report(number)));
const killed_after = 700;

describe.each(logKinds())('a long batch to an api of its own, with the log in %s', (kind) => {
  let server: TestDatabase;
  let api: AppProcess;
  const topic = `sitrep.batch-${Date.now()}`;
  const brokers = kind === 'kafka' ? inject('kafkaBrokers') : undefined;

  beforeAll(async () => {
    server = await createTestDatabase();
    const kafka = brokers === undefined ? {} : { KAFKA_BROKERS: brokers.join(), SITREP_KAFKA_TOPIC: topic };
    const settings = { DATABASE_URL: server.url, PORT: '0', ...kafka };
    api = new AppProcess({ file: compiled('apps/api/src/main.ts'), settings, readyLine: /listening on/ });
    await api.start();
  });
  afterAll(async () => {
    await api.kill();
    await server.drop();
  });

  const url = (): string => /.*listening on (http:[^"\s]+)/s.exec(api.lines.join('\n'))?.[1] ?? '';

  async function memoryMb(): Promise<number> {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(api.pid)]);
    return Number(stdout) / 1_024;
  }

  it('loses nothing and doubles nothing when the api is killed in the middle and the rest is sent again', async () => {
    const before: BatchResult[] = [];
    let isKilled = false;
    try {
      for await (const result of streamBatch(
        url(),
        reports.map((line) => `${line}\n`),
      )) {
        if ('line' in result) before.push(result);
        if (before.length < killed_after || isKilled) continue;
        isKilled = true;
        await api.kill();
      }
      throw new Error('the batch came to an end');
    } catch {
      expect(before.length).toBeLessThan(reports.length);
    }
    expect(before.every(({ status }) => status === 201)).toBe(true);
    await api.start();
    const rest = await sendBatch(url(), reports.slice(before.length));
    expect(rest.end).toMatchObject({ done: true, lines: reports.length - before.length, refused: 0 });
    const again = await sendBatch(url(), reports);
    expect(again.end).toEqual({ done: true, lines: 2_400, accepted: 0, repeated: 2_400, refused: 0 });
    expect(again.results.slice(0, before.length).map(({ id }) => id)).toEqual(before.map(({ id }) => id));

    const options = { databaseUrl: server.url, applicationName: 'batch-suite', kafkaTopic: topic };
    const storage = await openStorage({
      ...options,
      ...(brokers === undefined ? {} : { kafkaBrokers: brokers }),
      onTrouble: () => undefined,
    });
    const following = await followLive(storage);
    expect(await storage.editions.liveReached(await storage.eventLog.head(), 60_000)).toBe(true);
    const live = await storage.editions.find(live_edition);
    const counted = await storage.database.query(
      `select count(*)::int events, count(distinct report_id)::int reports from "${live?.schema}".report_event`,
    );
    await following.stop();
    await storage.close();
    expect(counted).toEqual([{ events: 2_400, reports: 2_400 }]);
  });

  // What follows has nothing to do with the log.
  it.runIf(kind === 'postgres')(
    'reads on no faster than its results are read, and keeps no more of a body than a few lines',
    async () => {
      const wide = `{"kind":"rumour","body":{"summary":"${'x'.repeat(30_000)}"}}\n`;
      await sendBatch(
        url(),
        Array.from({ length: 500 }, () => wide.trimEnd()),
      );
      const idleMb = await memoryMb();
      let mostMb = 0;
      async function* lines() {
        for (let sent = 0; sent < 3_000; sent += 1) {
          if (sent % 500 === 0) mostMb = Math.max(mostMb, await memoryMb());
          yield wide;
        }
      }
      let refused = 0;
      for await (const result of streamBatch(url(), lines()))
        refused += 'line' in result && result.status === 400 ? 1 : 0;
      expect(refused).toBe(3_000);
      expect(mostMb - idleMb).toBeLessThan(120);
    },
  );

  it.runIf(kind === 'postgres')(
    'stops reading from a sender that reads no results, and serves others meanwhile',
    async () => {
      const { hostname, port } = new URL(url());
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.pause();
      const head = 'POST /v1/reports/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n';
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      const lines = '{"kind":"rumour"}\n'.repeat(20_000);
      const chunk = `${lines.length.toString(16)}\r\n${lines}\r\n`;
      let chunks = 0;
      while (chunks < 200) {
        chunks += 1;
        if (!socket.write(chunk) && (await Promise.race([once(socket, 'drain'), pause(2_000, 'stuck')])) === 'stuck')
          break;
      }
      expect(chunks).toBeLessThan(100);
      expect((await sendBatch(url(), [report(1)])).end).toMatchObject({ repeated: 1 });
      socket.destroy();
    },
  );
});
