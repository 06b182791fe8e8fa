import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventCount, KafkaEventLog } from '#event-log';

import { spread } from '../contract/new-events.js';
import { until } from '../contract/recording-follower.js';
import { brokerRuntime } from '../harness/kafka/class-path.js';
import { unlessUnavailable } from '../harness/kafka/kafka-unavailable.js';
import { freePort, isFree } from '../harness/kafka/loopback.js';
import { startWarden } from '../harness/process-warden.js';

/** The first start on a machine downloads Kafka. */
const download_timeout_ms = 300_000;
const command = ['test/harness/run-typescript.mjs', 'test/harness/kafka/developer-broker.ts'];

describe('the broker of a developer', () => {
  let canRun: boolean;
  let dataDir: string;
  let port: number;
  let child: ChildProcess;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    canRun = (await unlessUnavailable(brokerRuntime)) !== undefined;
    dataDir = await mkdtemp(join(tmpdir(), 'sitrep-developer-'));
    port = await freePort();
  }, download_timeout_ms);

  afterAll(async () => {
    for (const one of started) one.kill('SIGKILL');
    await until('nobody holds the port', () => isFree(port));
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (): ChildProcess => {
    child = spawn(process.execPath, command, {
      env: { ...process.env, SITREP_DATA_DIR: dataDir, SITREP_KAFKA_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    startWarden(child);
    started.push(child);
    return child;
  };

  /** Starts it, does something with the brokers it names, and leaves it running. */
  const use = async <Answer>(work: (log: KafkaEventLog) => Promise<Answer>): Promise<Answer> => {
    let said = '';
    start().stdout!.on('data', (chunk) => (said += String(chunk)));
    await until('it is ready', () => said.includes('Ctrl-C stops it'), 60_000);
    const brokers = /export KAFKA_BROKERS=(\S+)/.exec(said)?.[1];
    expect(brokers).toBe(`127.0.0.1:${port}`);
    const log = await KafkaEventLog.open({ brokers: [brokers!], clientId: 'developer' });
    return work(log).finally(() => log.close());
  };
  const count = async (log: KafkaEventLog): Promise<bigint> => eventCount(await log.head());

  it('keeps its data when it is stopped, and when it is killed', async ({ skip }) => {
    if (!canRun) return skip();
    await use((log) => log.append(spread(100)));
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);

    expect(await use(async (log) => (await log.append(spread(100)), count(log)))).toBe(200n);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('the broker has gone with it', () => isFree(port));

    expect(await use(count)).toBe(200n);
  });

  it('says in one line that its port is taken', async ({ skip }) => {
    if (!canRun) return skip();
    const { stderr } = start();
    let said = '';
    for await (const chunk of stderr!) said += String(chunk);
    expect(said).toBe(
      `Kafka does not run: port ${port} is taken: if that is this broker, use it; ` +
        'if not, set SITREP_KAFKA_PORT to another port\n',
    );
  });
}, 120_000);
