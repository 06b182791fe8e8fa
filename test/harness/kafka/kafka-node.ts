import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { BrokerRuntime } from './class-path.js';
import { startWarden } from '../process-warden.js';
import { KafkaUnavailable } from './kafka-unavailable.js';
import { answersKafka } from './loopback.js';
import { nodeProperties, type NodePlace } from './node-properties.js';

const start_deadline_ms = 90_000;
const stop_deadline_ms = 30_000;
const answer_timeout_ms = 2_000;
const poll_interval_ms = 100;
const default_heap_mb = 512;
const ready_line = 'Kafka Server started';

/** What a node is: where it lives and whom it belongs to. */
export interface KafkaNodeOptions extends NodePlace {
  readonly runtime: BrokerRuntime;
  /** 22 characters, the same on every node of one cluster. */
  readonly clusterId: string;
  readonly heapMb?: number;
}

/** The name under which the nodes of one cluster know each other. */
export const newClusterId = (): string => randomBytes(16).toString('base64url');

/**
 * One Kafka process, broker and controller in one. It keeps everything in its folder and can be stopped, killed or
 * frozen and started again there, on the same port: that is what crash tests do with it.
 */
export class KafkaNode {
  private process: ChildProcess | undefined;

  constructor(private readonly options: KafkaNodeOptions) {}

  get address(): string {
    return `127.0.0.1:${this.options.clientPort}`;
  }

  /** Starts the node and waits until it serves. Formats its folder the first time. */
  async start(): Promise<void> {
    await this.format();
    const logFile = this.path('broker.log');
    const logged = await stat(logFile).then(
      (file) => file.size,
      () => 0,
    );
    const heap = `${this.options.heapMb ?? default_heap_mb}m`;
    const log = await open(logFile, 'a');
    try {
      this.process = spawn(this.options.runtime.java, this.javaArguments(heap, 'kafka.Kafka', this.settingsFile), {
        stdio: ['ignore', log.fd, log.fd],
      });
      startWarden(this.process);
    } finally {
      await log.close();
    }
    await this.untilReady(logFile, logged);
  }

  /** Resolves when the process that runs now has ended, however it comes. */
  async ended(): Promise<void> {
    if (!this.hasEnded()) await once(this.process!, 'exit');
  }

  /** Asks the node to stop and waits until it has. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends the node as a power cut of the process would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Stops the node's clock: it keeps its sockets and answers nothing. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  private path(name: string): string {
    return join(this.options.directory, name);
  }

  private get settingsFile(): string {
    return this.path('server.properties');
  }

  private javaArguments(heapSize: string, ...command: string[]): string[] {
    return [
      // A short life is better spent without the second compiler.
      `-Xmx${heapSize}`,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      ...this.options.runtime.options,
      '-Djava.awt.headless=true',
      '-Djava.net.preferIPv4Stack=true',
      '-Dorg.slf4j.simpleLogger.showDateTime=true',
      '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
      '-Dorg.slf4j.simpleLogger.log.kafka.server=info',
      '-cp',
      join(this.options.runtime.jars, '*'),
      ...command,
    ];
  }

  private async format(): Promise<void> {
    await mkdir(this.options.directory, { recursive: true });
    await writeFile(this.settingsFile, nodeProperties(this.options));
    if (existsSync(this.path('data/meta.properties'))) return;
    const command = [
      'kafka.tools.StorageTool',
      'format',
      `--cluster-id=${this.options.clusterId}`,
      '-c',
      this.settingsFile,
      ...Object.entries(this.options.secure?.passwords ?? {}).flatMap(([user, password]) => [
        '--add-scram',
        `SCRAM-SHA-512=[name=${user},password=${password}]`,
      ]),
    ];
    const log = await open(this.path('format.log'), 'w');
    const child = spawn(this.options.runtime.java, this.javaArguments('128m', ...command), {
      stdio: ['ignore', log.fd, log.fd],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    await log.close();
    if (code !== 0) throw new KafkaUnavailable(`the broker's folder was not formatted: see ${this.path('format.log')}`);
  }

  private async untilReady(logFile: string, logged: number): Promise<void> {
    const deadline = Date.now() + start_deadline_ms;
    while (Date.now() < deadline) {
      if (this.hasEnded()) throw new KafkaUnavailable(`the broker ended while starting: see ${logFile}`);
      const text = (await readFile(logFile)).subarray(logged).toString();
      if (text.includes(ready_line) && (await answersKafka(this.options.clientPort, answer_timeout_ms))) return;
      await delay(poll_interval_ms);
    }
    await this.kill();
    throw new KafkaUnavailable(`the broker did not answer within ${start_deadline_ms / 1000} s: see ${logFile}`);
  }

  private hasEnded(): boolean {
    return !this.process || this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.process;
    if (child && !this.hasEnded()) {
      const exited = once(child, 'exit');
      child.kill(signal);
      const late = new AbortController();
      const impatience = delay(stop_deadline_ms, undefined, { signal: late.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
      await exited;
      late.abort();
      await impatience;
    }
    this.process = undefined;
  }
}
