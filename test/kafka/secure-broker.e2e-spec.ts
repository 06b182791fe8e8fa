import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '#editions';
import { eventCount } from '#event-log';
import { readSettings } from '#platform';
import { spread } from '../contract/new-events.js';
import { type Certificates, makeCertificates } from '../harness/certificates.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { KafkaBroker } from '../harness/kafka-broker.js';
import { freePort } from '../harness/kafka/loopback.js';

describe('a broker that is reached over TLS, with a password', () => {
  let folder: string;
  let own: Certificates;
  let other: Certificates;
  let port: number;
  let broker: KafkaBroker | undefined;
  let database: TestDatabase;
  const opened: Storage[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sitrep-secure-'));
    own = makeCertificates(folder, 'own');
    other = makeCertificates(folder, 'other');
    port = await freePort();
    const secure = { port, keyFile: own.keyFile, passwords: { desk: 'right-password' } };
    broker = await KafkaBroker.startIfPossible({ secure });
    database = await createTestDatabase();
  }, 300_000);
  afterAll(async () => {
    for (const storage of opened) await storage.close();
    await broker?.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the log as a process does that has these variables. */
  const open = async (more: Readonly<Record<string, string>>): Promise<Storage> => {
    const passwordFile = join(folder, `password-${randomUUID()}`);
    writeFileSync(passwordFile, `${more['password'] ?? 'right-password'}\n`);
    const { password: _password, ...variables } = more;
    const settings = readSettings({
      KAFKA_BROKERS: `127.0.0.1:${port}`,
      SITREP_KAFKA_TOPIC: `sitrep.secure-${randomUUID()}`,
      KAFKA_CA_FILE: own.caFile,
      KAFKA_USERNAME: 'desk',
      KAFKA_PASSWORD_FILE: passwordFile,
      DATABASE_URL: database.url,
      ...variables,
    });
    const storage = await openStorage({
      ...settings,
      databaseUrl: database.url,
      applicationName: 'secure',
      onTrouble: () => undefined,
      waitUntil: new AbortController().signal,
    });
    opened.push(storage);
    return storage;
  };

  it('takes events and gives them back, where the authority and the password are right', async (test) => {
    if (broker === undefined) return test.skip();
    const { eventLog } = await open({});
    await eventLog.append(spread(5));
    expect(eventCount(await eventLog.head())).toBe(5n);
    let read = 0;
    const start = Array.from({ length: eventLog.partitionCount }, () => 0n);
    for await (const { events } of eventLog.read(start, await eventLog.head())) read += events.length;
    expect(read).toBe(5);
  });

  it.each([
    [
      'an authority that did not sign',
      () => ({ KAFKA_CA_FILE: other.caFile }),
      /^TLS to Kafka at .* failed: .*certificate.* Check KAFKA_TLS and KAFKA_CA_FILE/,
    ],
    [
      'a wrong password',
      () => ({ password: 'wrong' }),
      /^Kafka at .* does not let us in: .* Check KAFKA_USERNAME, KAFKA_PASSWORD/,
    ],
    ['an unknown user', () => ({ KAFKA_USERNAME: 'stranger' }), /does not let us in/],
    [
      'another mechanism',
      () => ({ KAFKA_SASL_MECHANISM: 'plain' }),
      /does not let us in: .*not support the requested SASL mechanism/,
    ],
  ])('is not waited for with %s: the start fails, and says plainly why', async (_, variables, told) => {
    if (broker === undefined) return;
    const failure = await open(variables()).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.name).toBe('StartupRefused');
    expect(failure?.message).toMatch(told);
    expect(failure?.message).not.toContain('right-password');
  });
});
