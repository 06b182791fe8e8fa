import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { serverEnvironment } from './postgres-binaries.js';
import { pathForServer } from './postgres-cluster.js';
import { giveTo, runAs, type Owner } from './postgres-owner.js';
import { readPostmaster } from './postmaster-file.js';
import { folderRefused, StartupRefused } from './startup-refused.js';

/** Settings of PostgreSQL by name; they go before our own defaults. */
export type ServerSettings = Readonly<Record<string, string | number>>;

export interface LaunchPlan {
  readonly binaries: string;
  readonly cluster: string;
  /** The user under whom the server runs; undefined means ours. */
  readonly owner: Owner | undefined;
  readonly folderOwner: Owner;
  readonly settings: ServerSettings;
  /** Undefined means any free one. */
  readonly port: number | undefined;
}

export interface LaunchedServer {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Replaying the log after a crash takes its time. */
const ready_timeout_ms = 120_000;
/** How long the remains of a killed server may stand in the way of the next. */
const obstacle_timeout_ms = 15_000;
const retry_delay_ms = 200;
const poll_ms = 20;
const max_log_bytes = 10_000_000;

const defaults: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** A killed server's workers, or a port somebody else was faster to take: gone in a moment. */
const passing = /shared memory block|could not bind|could not create any TCP\/IP sockets/;

/** Starts the server as a direct child and waits until it takes connections. Throws `StartupRefused`. */
export async function launchServer(plan: LaunchPlan): Promise<LaunchedServer> {
  const giveUpAtMs = Date.now() + obstacle_timeout_ms;
  for (;;) {
    const port = plan.port ?? (await freePort());
    const outcome = await launchOnce(plan, port);
    if (typeof outcome !== 'string') return { child: outcome, port };
    if (!passing.test(outcome) || Date.now() > giveUpAtMs) {
      throw new StartupRefused(`The embedded PostgreSQL did not start: ${outcome} (${logOf(plan.cluster)}).`);
    }
    await delay(retry_delay_ms);
  }
}

/** Returns the running child, or what the server said before it ended. */
async function launchOnce(plan: LaunchPlan, port: number): Promise<ChildProcess | string> {
  const log = openLog(plan);
  const child = spawnServer(plan, port, log.fd);
  closeSync(log.fd);
  let ended = false;
  let failure = '';
  child.once('error', (error) => ([ended, failure] = [true, error.message]));
  child.once('exit', () => (ended = true));
  const giveUpAtMs = Date.now() + ready_timeout_ms;
  while (!ended) {
    const postmaster = readPostmaster(plan.cluster);
    if (postmaster?.pid === child.pid && postmaster?.ready) return child;
    if (Date.now() > giveUpAtMs) {
      child.kill('SIGQUIT');
      return `it was not ready after ${ready_timeout_ms / 1000} s`;
    }
    await delay(poll_ms);
  }
  return failure || lastComplaint(logOf(plan.cluster), log.sizeBytes);
}

function spawnServer(plan: LaunchPlan, port: number, log: number): ChildProcess {
  const settings = { ...defaults, port, ...plan.settings };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The server takes a pid file for stale only if its pid is dead, or is that of a process named here (pg_ctl names
  // itself so). The caller made sure that the process with this pid is not a server of this cluster.
  const stalePid = readPostmaster(plan.cluster)?.pid;
  const env = stalePid === undefined ? serverEnvironment : { ...serverEnvironment, PG_GRANDPARENT_PID: `${stalePid}` };
  const child = spawn(join(plan.binaries, 'bin', 'postgres'), ['-D', pathForServer(plan.cluster), ...options], {
    ...runAs(plan.owner),
    cwd: plan.cluster,
    env,
    // A Ctrl-C at the terminal is for us: we stop the server when we no longer need it.
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  return child;
}

const logOf = (cluster: string): string => `${cluster}.log`;

function openLog(plan: LaunchPlan): { fd: number; sizeBytes: number } {
  const path = logOf(plan.cluster);
  try {
    const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (sizeBytes > max_log_bytes) renameSync(path, `${path}.old`);
    const fd = openSync(path, 'a', 0o600);
    giveTo(path, plan.folderOwner);
    return { fd, sizeBytes: fstatSync(fd).size };
  } catch (error) {
    throw folderRefused(path, error);
  }
}

function lastComplaint(log: string, fromByte: number): string {
  const lines = readFileSync(log).subarray(fromByte).toString('utf8').split('\n');
  const complaint = lines.findLast((line) => /FATAL:|PANIC:/.test(line)) ?? lines.findLast((line) => line !== '');
  return complaint?.replace(/^.*?(FATAL|PANIC):\s+/, '') ?? 'it said nothing';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
