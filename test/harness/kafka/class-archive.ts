import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { brokerRuntime, type BrokerRuntime } from './class-path.js';
import { KafkaNode, newClusterId } from './kafka-node.js';
import { freePort } from './loopback.js';

/**
 * The runtime, with an archive of the classes that a broker loads: a start then takes a third of the processor time,
 * and suites start brokers dozens of times. The archive is made once, beside the jars, by a broker that starts and
 * stops; where that fails, brokers do without.
 *
 * @throws {KafkaUnavailable} this machine cannot run a broker; the message says what is missing.
 */
export async function fastRuntime(): Promise<BrokerRuntime> {
  const runtime = await brokerRuntime();
  const archive = join(runtime.jars, `classes-${runtime.javaVersion}.jsa`);
  if (!existsSync(archive)) await dump(runtime, archive).catch(() => undefined);
  return existsSync(archive) ? { ...runtime, options: [`-XX:SharedArchiveFile=${archive}`] } : runtime;
}

/** Written aside and moved into place, so that two runs at once do not read half of it. */
async function dump(runtime: BrokerRuntime, archive: string): Promise<void> {
  const unfinished = `${archive}.${process.pid}`;
  const directory = await mkdtemp(join(tmpdir(), 'sitrep-kafka-'));
  const controllerPort = await freePort();
  const node = new KafkaNode({
    runtime: { ...runtime, options: [`-XX:ArchiveClassesAtExit=${unfinished}`] },
    directory,
    controllerPort,
    clientPort: await freePort(),
    voters: `1@127.0.0.1:${controllerPort}`,
    nodeId: 1,
    replication: 1,
    clusterId: newClusterId(),
  });
  try {
    await node.start();
    await node.stop();
    await rename(unfinished, archive);
  } finally {
    await node.kill();
    await rm(unfinished, { force: true });
    await rm(directory, { recursive: true, force: true });
  }
}
