import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries, serverEnvironment } from './postgres-binaries.js';
import { giveTo, giveTree, isRoot, nobody, ownCluster, runAs, type Owner } from './postgres-owner.js';
import { errorCode, folderRefused, StartupRefused } from './startup-refused.js';

const run = promisify(execFile);
const major_version = '18';

/** The database superuser and, at the same time, the database role of everything Sitrep does here. */
const role = 'sitrep';

export const clusterIn = (dataDir: string): string => join(dataDir, 'postgres');

/**
 * How a server is told its folder. Under another user the path may lead through folders which that user may not enter;
 * the child changes into the folder while it is still root, and /proc/self/cwd leads there without a path.
 */
export const pathForServer = (cluster: string): string =>
  isRoot() && process.platform === 'linux' ? '/proc/self/cwd' : cluster;

/** The url of a server in `dataDir` that listens on `port`; undefined while no password was ever made. */
export function urlMaker(dataDir: string): ((port: number) => string) | undefined {
  try {
    const password = readFileSync(secretIn(dataDir), 'utf8').trim();
    return (port) => `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw folderRefused(secretIn(dataDir), error);
  }
}

/**
 * Makes the cluster when there is none. It appears whole or not at all, so that a kill in the middle leaves nothing to
 * mend. Throws `StartupRefused`.
 */
export async function openCluster(
  dataDir: string,
  folderOwner: Owner,
  owner: Owner | undefined,
  durable: boolean,
): Promise<void> {
  const cluster = clusterIn(dataDir);
  try {
    if (!existsSync(cluster)) {
      makeSecret(dataDir, folderOwner);
      await initialise(dataDir, durable);
    }
    ownCluster(cluster, owner);
    checkVersion(cluster);
  } catch (error) {
    throw folderRefused(cluster, error);
  }
  if (!existsSync(secretIn(dataDir))) {
    throw new StartupRefused(`The database in ${cluster} has lost its password file ${secretIn(dataDir)}.`);
  }
}

const secretIn = (dataDir: string): string => join(dataDir, 'postgres.secret');

function makeSecret(dataDir: string, folderOwner: Owner): void {
  if (existsSync(secretIn(dataDir))) return;
  const draft = `${secretIn(dataDir)}.${randomUUID()}`;
  try {
    writeFileSync(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true });
    giveTo(draft, folderOwner);
    renameSync(draft, secretIn(dataDir));
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Root uses `nobody` here, and not the owner of the folder: initdb insists on a user with a name, which an owner may not have.
 * Everything initdb needs lies within the draft, next to the folder it starts in, so that no path has to be open to it.
 */
async function initialise(dataDir: string, durable: boolean): Promise<void> {
  const draft = join(dataDir, 'postgres.new');
  const cluster = join(draft, 'cluster');
  const maker = isRoot() ? nobody : undefined;
  const binaries = await postgresBinaries(maker);
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    writeFileSync(join(draft, 'secret'), readFileSync(secretIn(dataDir)), { mode: 0o600 });
    if (maker) giveTree(draft, maker);
    const options = ['-D', pathForServer(cluster), '-U', role, '--pwfile', '../secret', '-A', 'scram-sha-256'];
    options.push('-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
    if (!durable) options.push('--no-sync');
    await run(join(binaries, 'bin', 'initdb'), options, { ...runAs(maker), cwd: cluster, env: serverEnvironment });
    renameSync(cluster, clusterIn(dataDir));
  } catch (error) {
    throw notInitialised(clusterIn(dataDir), error);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function notInitialised(cluster: string, error: unknown): Error {
  const { stderr } = error as { stderr?: string };
  if (stderr === undefined) return folderRefused(cluster, error);
  const lines = stderr.split('\n').filter((line) => line !== '');
  const reason = lines.find((line) => /error:|FATAL:|PANIC:|could not/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  const said = reason.replace(/^.*?(initdb: error|initdb|FATAL|PANIC):\s+/, '');
  return new StartupRefused(`PostgreSQL could not make its folder ${cluster}: ${said}.`, { cause: error });
}

function checkVersion(cluster: string): void {
  const version = existsSync(join(cluster, 'PG_VERSION'))
    ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    : 'nothing known';
  if (version === major_version) return;
  throw new StartupRefused(
    `${cluster} holds a database of PostgreSQL ${version}, and this Sitrep runs PostgreSQL ${major_version}. Choose another folder with SITREP_DATA_DIR.`,
  );
}
