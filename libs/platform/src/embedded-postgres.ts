import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresBinaries } from './postgres-binaries.js';
import { clusterIn, openCluster, urlMaker } from './postgres-cluster.js';
import { openFolder, serverOwner } from './postgres-owner.js';
import { launchServer, type LaunchPlan, type ServerSettings } from './postgres-server.js';
import { findLiveServer, readPostmaster, type Postmaster } from './postmaster-file.js';
import { isSameProcess, processIdentity } from './process-identity.js';
import { errorCode, StartupRefused } from './startup-refused.js';

export interface EmbeddedPostgresOptions {
  /** Absolute path. The cluster is `<dataDir>/postgres`; the caller has claimed the folder (`claimDataDir`). */
  readonly dataDir: string;
  /** For tests, such as `{ fsync: 'off' }`; not applied to a server which is adopted. */
  readonly settings?: ServerSettings;
}

const answer_timeout_ms = 120_000;
const fast_shutdown_timeout_ms = 60_000;
const shutdown_poll_ms = 20;
const adopted_poll_ms = 1_000;
const max_revivals = 5;
const revival_window_ms = 60_000;

/**
 * A PostgreSQL 18 of our own, on a free port of 127.0.0.1 with a password of its own. It runs as a direct child process.
 * When it dies unasked it is started again under the same url, so that a pool only has to connect anew.
 */
export class EmbeddedPostgres {
  /** Resolves, with the reason, when the server has died and could not be brought back. */
  readonly lost: Promise<Error>;
  private stopping = false;
  private revival: Promise<unknown> = Promise.resolve();
  private readonly stopAtExit = (): void => this.signal('SIGINT');

  private constructor(
    readonly url: string,
    /** Whether the server was found running, left by a Sitrep that was killed. */
    readonly adopted: boolean,
    private readonly plan: LaunchPlan,
    private pid: number,
    child: ChildProcess | undefined,
  ) {
    process.once('exit', this.stopAtExit);
    this.lost = new Promise((resolve) => void this.keepAlive(child).catch(resolve));
  }

  /** Starts the server of `dataDir`, or adopts the one which already runs there. Throws `StartupRefused`. */
  static async start({ dataDir, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const folderOwner = openFolder(dataDir);
    const owner = serverOwner(folderOwner);
    const binaries = await postgresBinaries(owner);
    const plan = { binaries, cluster: clusterIn(dataDir), owner, folderOwner, settings, port: undefined };
    const running = await findRunning(dataDir);
    if (running)
      return new EmbeddedPostgres(running.url, true, { ...plan, port: running.port }, running.pid, undefined);
    await openCluster(dataDir, folderOwner, owner, settings['fsync'] !== 'off');
    const { child, port } = await launchServer(plan);
    const url = urlMaker(dataDir)?.(port);
    if (url === undefined || child.pid === undefined)
      throw new StartupRefused('The embedded PostgreSQL did not start.');
    return new EmbeddedPostgres(url, false, { ...plan, port }, child.pid, child);
  }

  /** True when `dataDir` holds a cluster, whether its server runs or not. */
  static isIn(dataDir: string): boolean {
    return existsSync(join(clusterIn(dataDir), 'PG_VERSION'));
  }

  /** The url of the server which another process runs for `dataDir`; undefined when none does. */
  static async findUrl(dataDir: string): Promise<string | undefined> {
    return (await findRunning(dataDir))?.url;
  }

  /** Ends all sessions, shuts the server down and waits until it is gone, adopted or not. Idempotent. */
  async stop(): Promise<void> {
    this.stopping = true;
    process.off('exit', this.stopAtExit);
    await this.revival;
    const life = this.isThere() ? processIdentity(this.pid) : undefined;
    if (life === undefined) return;
    this.signal('SIGINT');
    if (await this.hasEnded(life)) return;
    // Nothing committed is lost by this: the next start replays the log.
    this.signal('SIGQUIT', isSameProcess(this.pid, life));
    if (await this.hasEnded(life)) return;
    throw new Error(`The embedded PostgreSQL (process ${this.pid}) does not stop.`);
  }

  /** True once the process has ended, which it does a moment after it has removed its pid file; false where it takes too long. */
  private async hasEnded(life: string): Promise<boolean> {
    const giveUpAtMs = Date.now() + fast_shutdown_timeout_ms;
    while (isSameProcess(this.pid, life)) {
      if (Date.now() > giveUpAtMs) return false;
      await delay(shutdown_poll_ms);
    }
    return true;
  }

  /** Only while the process is the server: its pid may be given to another one. */
  private signal(name: NodeJS.Signals, isServer = this.isThere()): void {
    try {
      if (isServer) process.kill(this.pid, name);
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }

  private isThere(): boolean {
    return processIdentity(this.pid) !== undefined && readPostmaster(this.plan.cluster)?.pid === this.pid;
  }

  /** Rejects when the server has died for good; otherwise it stays pending, which keeps no process from ending. */
  private async keepAlive(first: ChildProcess | undefined): Promise<void> {
    const revivedAtMs: number[] = [];
    for (let child = first; ;) {
      if (child) await once(child, 'exit');
      else while (this.isThere()) await delay(adopted_poll_ms, undefined, { ref: false });
      if (this.stopping) return;
      revivedAtMs.push(Date.now());
      const recent = revivedAtMs.filter((atMs) => atMs > Date.now() - revival_window_ms);
      if (recent.length > max_revivals) throw new Error('The embedded PostgreSQL dies again and again.');
      const revival = this.revive();
      this.revival = revival.catch(() => undefined);
      child = await revival;
    }
  }

  private async revive(): Promise<ChildProcess> {
    const { child } = await launchServer(this.plan);
    this.pid = child.pid ?? this.pid;
    return child;
  }
}

async function findRunning(dataDir: string): Promise<(Postmaster & { url: string }) | undefined> {
  const urlAt = urlMaker(dataDir);
  if (urlAt === undefined) return undefined;
  const postmaster = await findLiveServer(clusterIn(dataDir), urlAt, answer_timeout_ms);
  return postmaster && { ...postmaster, url: urlAt(postmaster.port) };
}
