// `npm run kafka`: the broker of the suites for a developer. It keeps its port and its data from one start to the next.
import { resolve } from 'node:path';

import { KafkaBroker } from '../kafka-broker.js';
import { KafkaUnavailable } from './kafka-unavailable.js';
import { isFree } from './loopback.js';

const default_port = 19_092;
const port = Number(process.env.SITREP_KAFKA_PORT || default_port);
const directory = resolve(process.env.SITREP_DATA_DIR || '.data', 'kafka', 'broker');

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function run(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new KafkaUnavailable(`SITREP_KAFKA_PORT is "${process.env.SITREP_KAFKA_PORT}", which is no port`);
  }
  if (!(await isFree(port))) {
    const way = 'if that is this broker, use it; if not, set SITREP_KAFKA_PORT to another port';
    throw new KafkaUnavailable(`port ${port} is taken: ${way}`);
  }
  say('Starting Kafka. The first time it is downloaded, which takes a minute.');
  const broker = await KafkaBroker.start({ directory, port });
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    // Ctrl-C reaches us twice, from the terminal and from npm.
    stopping ??= broker.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  say(`Kafka is ready; its data is in ${directory}. In another terminal:

  export KAFKA_BROKERS=${broker.brokers.join()}
  export DATABASE_URL=postgres://…   # optional: without it, npm start brings its own PostgreSQL

Ctrl-C stops it and keeps the data.`);
  await broker.ended();
  if (!stopping) throw new KafkaUnavailable(`the broker has ended by itself: see ${resolve(directory, 'broker.log')}`);
  await stopping;
  say('Kafka has stopped.');
}

try {
  await run();
} catch (error) {
  if (!(error instanceof KafkaUnavailable)) throw error;
  process.stderr.write(`Kafka does not run: ${error.message}\n`);
  process.exitCode = 1;
}
