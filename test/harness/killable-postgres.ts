import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from '../../libs/platform/src/postgres-binaries.js';
import { clusterIn, openCluster, urlMaker } from '../../libs/platform/src/postgres-cluster.js';
import { openFolder, serverOwner } from '../../libs/platform/src/postgres-owner.js';
import { launchServer, type LaunchPlan } from '../../libs/platform/src/postgres-server.js';
import { startWarden } from './process-warden.js';

/**
 * A PostgreSQL of a suite's own, which may be killed and started again on the same folder and port. The embedded one
 * of the product would come back by itself, and five times a minute at most. It waits for the disk as in production.
 */
export class KillablePostgres {
  private child: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    private readonly dataDir: string,
    private readonly plan: LaunchPlan,
  ) {}

  static async start(): Promise<KillablePostgres> {
    const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-crash-'));
    const folderOwner = openFolder(dataDir);
    const owner = serverOwner(folderOwner);
    const binaries = await postgresBinaries(owner);
    const plan = { binaries, cluster: clusterIn(dataDir), owner, folderOwner, settings: {}, port: undefined };
    await openCluster(dataDir, folderOwner, owner, true);
    const { child, port } = await launchServer(plan);
    const url = urlMaker(dataDir)?.(port);
    if (url === undefined) throw new Error(`the server in ${dataDir} has no password`);
    const postgres = new KillablePostgres(url, dataDir, { ...plan, port });
    postgres.adopt(child);
    return postgres;
  }

  get isUp(): boolean {
    return this.child !== undefined;
  }

  /** Ends the server and every process of it without warning, so that its memory is gone at once. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined) return;
    const workers = childrenOf(child.pid);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    for (const worker of workers) kill(worker);
    await gone;
  }

  /** Starts the server again after `kill`, under the same url; it replays its log first. */
  async startAgain(): Promise<void> {
    this.adopt((await launchServer(this.plan)).child);
  }

  /** Ends the server and removes its folder. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private adopt(child: ChildProcess): void {
    this.child = child;
    startWarden(child);
  }
}

/** Where the system does not tell, nobody: they end by themselves when they notice. */
function childrenOf(pid: number | undefined): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}
