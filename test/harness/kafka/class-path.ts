import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { KafkaUnavailable } from './kafka-unavailable.js';

const run = promisify(execFile);

/** The newest first; an older one serves where the newest cannot be had. */
const kafka_versions = ['4.3.1', '4.2.0', '4.1.2'];
const oldest_java = 17;
const download_timeout_ms = 5 * 60_000;
const here = import.meta.dirname;
const default_cache = resolve(here, '../../../.data/kafka/lib');
/** Written last: a folder without it is a download that was cut short. */
const complete_marker = 'complete';

/** What it takes to run a broker: the Java to call and the jars to give it. */
export interface BrokerRuntime {
  readonly java: string;
  /** As Java names itself. */
  readonly javaVersion: string;
  /** The folder of the jars. */
  readonly jars: string;
  /** Further options for Java. */
  readonly options: readonly string[];
  readonly kafkaVersion: string;
}

/**
 * Finds Apache Kafka in the cache (`SITREP_KAFKA_CACHE`, else `.data/kafka/lib`), or has Maven bring it there.
 *
 * @throws {KafkaUnavailable} no Java 17, or neither a filled cache nor Maven.
 */
export async function brokerRuntime(): Promise<BrokerRuntime> {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const javaVersion = await requireJava(java);
  const cache = resolve(process.env.SITREP_KAFKA_CACHE ?? default_cache);
  const kafkaVersion = kafka_versions.find((version) => isFilled(cache, version)) ?? (await fill(cache));
  return { java, javaVersion, kafkaVersion, jars: join(cache, kafkaVersion), options: [] };
}

async function requireJava(java: string): Promise<string> {
  const said = await run(java, ['-version']).catch(() => undefined);
  if (!said) throw new KafkaUnavailable(`Java ${oldest_java} is needed and "${java}" does not run`);
  const version = /version "([\w.+-]+)"/.exec(said.stderr)?.[1] ?? '0';
  if (Number.parseInt(version) >= oldest_java) return version;
  throw new KafkaUnavailable(`Java ${oldest_java} is needed and this is ${version}`);
}

const isFilled = (cache: string, version: string): boolean => existsSync(join(cache, version, complete_marker));

async function fill(cache: string): Promise<string> {
  const refusals: string[] = [];
  for (const version of kafka_versions) {
    const refusal = await download(cache, version);
    if (refusal === undefined) return version;
    refusals.push(`${version}: ${refusal}`);
  }
  throw new KafkaUnavailable(`no jars in ${cache}, and Maven did not bring them (${refusals.join('; ')})`);
}

/** Downloads beside the final place and moves the folder in, so that two runs at once do not read half of it. */
async function download(cache: string, version: string): Promise<string | undefined> {
  const unfinished = join(cache, `${version}.${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await run(
      'mvn',
      [
        '-q',
        '-B',
        '-f',
        join(here, 'pom.xml'),
        `-Dkafka.version=${version}`,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${unfinished}`,
      ],
      { timeout: download_timeout_ms },
    );
    await writeFile(join(unfinished, complete_marker), '');
    await rename(unfinished, join(cache, version)).catch(() => undefined);
    return isFilled(cache, version) ? undefined : 'the cache cannot be written';
  } catch (error) {
    return firstLine(error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function firstLine(error: unknown): string {
  const stdout = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  const text = stdout.trim() || (error instanceof Error ? error.message : String(error));
  return text.split('\n')[0] ?? text;
}
