import { relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { claimDataDir, EmbeddedPostgres, type FolderClaim, occupantOf, type Settings } from '#platform';
import { CommandFailed } from '../terminal/command-failed.js';
import type { StartedParts } from './started-parts.js';

/** A PostgreSQL that can be reached. */
export interface DatabaseServer {
  readonly url: string;
  /** In a few words, for people: without a password. */
  readonly where: string;
  /** Resolves, with the reason, when a server of our own has died for good. */
  readonly lost: Promise<Error>;
}

const never = new Promise<Error>(() => undefined);
/** A Sitrep that has just been started has its database up by then. */
const appearance_timeout_ms = 120_000;
const appearance_poll_ms = 100;

/**
 * Makes the data folder ours alone; undefined when the settings name a database, and the folder is not used.
 *
 * @throws {StartupRefused} another Sitrep works there.
 */
export function claimFolder({ databaseUrl, dataDir }: Settings, parts: StartedParts): FolderClaim | undefined {
  if (databaseUrl !== undefined) return undefined;
  const claim = claimDataDir(dataDir);
  parts.add('data folder', async () => claim.release());
  return claim;
}

/** The database that the settings name, else an embedded one; its folder has been claimed. Throws `StartupRefused`. */
export async function startServer({ databaseUrl, dataDir }: Settings, parts: StartedParts): Promise<DatabaseServer> {
  if (databaseUrl !== undefined) return namedServer(databaseUrl);
  const server = await EmbeddedPostgres.start({ dataDir });
  parts.add('embedded PostgreSQL', () => server.stop());
  return { url: server.url, where: whereIs(dataDir), lost: server.lost };
}

/**
 * The same database for a command that needs it for a while: that of a Sitrep which runs is shared with it.
 *
 * @throws {CommandFailed} the data folder is empty or absent, and the log would be in it: an answer made of nothing
 * would look like one. Only a command that `mayCreate` makes it.
 * @throws {StartupRefused} the embedded server cannot be started.
 */
export async function sharedServer(
  settings: Settings,
  parts: StartedParts,
  { mayCreate = false }: { readonly mayCreate?: boolean } = {},
): Promise<DatabaseServer> {
  const running = settings.databaseUrl === undefined ? await appearing(settings.dataDir) : undefined;
  if (running !== undefined) return { url: running, where: whereIs(settings.dataDir), lost: never };
  if (!mayCreate) requireHistory(settings);
  claimFolder(settings, parts);
  return startServer(settings, parts);
}

function requireHistory({ databaseUrl, kafkaBrokers, dataDir }: Settings): void {
  if (databaseUrl !== undefined || kafkaBrokers !== undefined || EmbeddedPostgres.isIn(dataDir)) return;
  throw new CommandFailed(
    `There is no Sitrep in ${dataDir}, so there is nothing to read. Set SITREP_DATA_DIR to its data folder, or start one with sitrep up.`,
  );
}

/** The server of a Sitrep that works in the folder, once it is up; undefined when there is none, or no longer. */
async function appearing(dataDir: string): Promise<string | undefined> {
  const giveUpAtMs = Date.now() + appearance_timeout_ms;
  while (occupantOf(dataDir) !== undefined) {
    const url = await EmbeddedPostgres.findUrl(dataDir);
    if (url !== undefined) return url;
    if (Date.now() > giveUpAtMs) throw new CommandFailed(`The Sitrep in ${dataDir} has no database running.`);
    await delay(appearance_poll_ms);
  }
  return undefined;
}

function namedServer(url: string): DatabaseServer {
  const { host, pathname } = new URL(url);
  return { url, where: `the PostgreSQL database ${pathname.slice(1)} at ${host}`, lost: never };
}

function whereIs(dataDir: string): string {
  const path = relative('', dataDir);
  return path === '' || path.startsWith('..') ? dataDir : path;
}
