import { readFile } from 'node:fs/promises';

import type { TestProject } from 'vitest/node';

import { KafkaBroker } from './kafka-broker.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined when this run has no broker; the suites that need one then skip themselves. */
    kafkaBrokers: string[] | undefined;
  }
}

/** Suites ask for the broker by this name, and only a run with such a suite pays for starting one. */
const asking = /inject\('kafkaBrokers'\)|logKinds\(\)/;

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.KAFKA_BROKERS;
  project.provide('kafkaBrokers', given ? given.split(',') : undefined);
  if (given || !(await isAskedFor(project))) return undefined;
  const broker = await KafkaBroker.startIfPossible();
  if (!broker) return undefined;
  project.provide('kafkaBrokers', broker.brokers);
  return () => broker.stop();
}

async function isAskedFor(project: TestProject): Promise<boolean> {
  for (const path of project.vitest.state.getPaths()) {
    if (asking.test(await readFile(path, 'utf8'))) return true;
  }
  return false;
}
