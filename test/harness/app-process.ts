import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startWarden } from './process-warden.js';

/** What to run, and which line of its log says that it serves. */
export interface AppOptions {
  readonly file: string;
  readonly settings: NodeJS.ProcessEnv;
  readonly readyLine: RegExp;
}

const restart_delay_ms = 200;
const kept_lines = 200;

/**
 * One of our apps in a process of its own, kept running as a container's restart policy would: what ends by itself, as
 * an app does that starts while its database is down, is started again.
 */
export class AppProcess {
  /** The last lines of its log, for whoever has to find out. */
  readonly lines: string[] = [];
  /** How often it ended by itself. */
  ownEnds = 0;
  private child: ChildProcess | undefined;
  private wanted = false;
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: AppOptions) {}

  /** True between `start` and `kill`, ready or not. */
  get isUp(): boolean {
    return this.wanted;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it and resolves when it says that it is ready; false when it was killed before. */
  start(): Promise<boolean> {
    this.wanted = true;
    return new Promise((resolve) => {
      this.keeping = this.keepRunning(() => resolve(true)).finally(() => resolve(false));
    });
  }

  /** Ends it without warning, and for good until the next `start`. */
  async kill(): Promise<void> {
    this.wanted = false;
    this.child?.kill('SIGKILL');
    await this.keeping;
  }

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name);
  }

  private async keepRunning(onReady: () => void): Promise<void> {
    while (this.wanted) {
      await this.runOnce(onReady);
      if (!this.wanted) return;
      this.ownEnds += 1;
      await delay(restart_delay_ms);
    }
  }

  private async runOnce(onReady: () => void): Promise<void> {
    const { file, settings, readyLine } = this.options;
    // What the developer has set is meant for the developer's own Sitrep.
    const { DATABASE_URL: _url, KAFKA_BROKERS: _brokers, PORT: _port, ...environment } = process.env;
    const child = spawn(process.execPath, ['--max-old-space-size=512', file], {
      env: { ...environment, LOG_LEVEL: 'info', HOST: '127.0.0.1', SITREP_ANONYMOUS: 'write', ...settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child = child;
    startWarden(child);
    const ended = once(child, 'exit');
    createInterface({ input: child.stderr! }).on('line', (line) => {
      this.lines.push(line);
      if (this.lines.length > kept_lines) this.lines.shift();
      if (readyLine.test(line)) onReady();
    });
    await ended;
    this.child = undefined;
  }
}
