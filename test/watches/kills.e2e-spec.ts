import { randomUUID } from 'node:crypto';
import { followLive, openStorage, type Storage } from '#editions';
import type { Following } from '#event-log';
import { inject } from 'vitest';
import { AppProcess } from '../harness/app-process.js';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { logKinds } from '../harness/running-sitrep.js';
import { gain } from './hill.js';
import { until, WebhookReceiver } from './receiver.js';

const changes = 40;
const kills = 3;

describe.each(logKinds())('watches of an api that is killed again and again, on the %s log', (kind) => {
  let server: TestDatabase;
  let storage: Storage;
  let following: Following;
  let api: AppProcess;
  const receiver = new WebhookReceiver();

  beforeAll(async () => {
    server = await createTestDatabase();
    const kafkaTopic = `sitrep.${randomUUID()}`;
    const brokers = kind === 'kafka' ? inject('kafkaBrokers') : undefined;
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'sitrep-test',
      kafkaTopic,
      ...(brokers === undefined ? {} : { kafkaBrokers: brokers }),
      onTrouble: () => undefined,
    });
    following = await followLive(storage);
    const kafka = brokers === undefined ? {} : { KAFKA_BROKERS: brokers.join(), SITREP_KAFKA_TOPIC: kafkaTopic };
    const settings = { DATABASE_URL: server.url, PORT: '0', SITREP_WATCH_PRIVATE: 'yes', ...kafka };
    api = new AppProcess({ file: compiled('apps/api/src/main.ts'), settings, readyLine: /listening on/ });
    await api.start();
  });
  afterAll(async () => {
    await api.kill();
    await following.stop();
    await storage.close();
    await receiver.close();
    await server.drop();
  });

  const url = (): string => [...api.lines.join('\n').matchAll(/listening on (http:[^"\s]+)/g)].at(-1)?.[1] ?? '';
  const post = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url() + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };

  it('lose nothing, keep the order, and repeat a message under its own id alone', async () => {
    for (const id of ['reds', 'blues']) await post('/v1/actors', { id, name: id, kind: 'militia' });
    await post('/v1/places', { id: 'hill', name: 'Hill', kind: 'position', timeZone: 'UTC' });
    const hook = await receiver.listen();
    receiver.behaviour = (response) => void setTimeout(() => response.writeHead(204).end(), 40);
    await post('/v1/watches', { name: 'hill', question: { kinds: ['changedHands'] }, webhook: { url: hook } });
    for (let index = 0; index < changes; index += 1) {
      await post('/v1/reports', gain(index));
      if (index === changes / 2) await api.kill().then(() => api.start());
    }
    for (let kill = 1; kill <= kills; kill += 1) {
      await until(() => receiver.once.length >= kill * 8, 'some are delivered');
      await api.kill();
      await api.start();
    }
    await until(() => receiver.once.length === changes, 'all are delivered');
    const first = receiver.once.map(({ sequence }) => Number(sequence));
    expect(first).toEqual(Array.from({ length: changes }, (_none, index) => index + 1));
    expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(changes);
    expect(receiver.received.length - changes).toBeLessThanOrEqual(kills + 1);
    const days = receiver.once.map(({ content }) => content.at).sort();
    expect(new Set(days).size).toBe(changes);
  });
});
