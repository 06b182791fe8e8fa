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
  /** Undefined when somebody else minds the data folder. */
  readonly claim: FolderClaim | undefined;
  /** Resolves, with the reason, when a server of our own has died for good. */
  readonly lost: Promise<Error>;
}

const never = new Promise<Error>(() => undefined);
/** A Sitrep that has just been started has its database up by then. */
const appearance_timeout_ms = 120_000;
const appearance_poll_ms = 100;

/**
 * The database of this Sitrep: the one the settings name, else an embedded one, which is then ours alone.
 *
 * @throws {StartupRefused} another Sitrep works in the data folder, or the server cannot be started.
 */
export async function ownServer(settings: Settings, parts: StartedParts): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return namedServer(settings.databaseUrl);
  const claim = claimDataDir(settings.dataDir);
  parts.add('data folder', async () => claim.release());
  const server = await EmbeddedPostgres.start({ dataDir: settings.dataDir });
  parts.add('embedded PostgreSQL', () => server.stop());
  return { url: server.url, where: whereIs(settings.dataDir), claim, lost: server.lost };
}

/** The same database, but that of a Sitrep which runs already is shared with it. */
export async function sharedServer(settings: Settings, parts: StartedParts): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined || occupantOf(settings.dataDir) === undefined) {
    return ownServer(settings, parts);
  }
  const url = await appearing(settings.dataDir);
  // The Sitrep that was there has ended meanwhile, and its server with it.
  if (url === undefined) return ownServer(settings, parts);
  return { url, where: whereIs(settings.dataDir), claim: undefined, lost: never };
}

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
  return { url, where: `the PostgreSQL database ${pathname.slice(1)} at ${host}`, claim: undefined, lost: never };
}

function whereIs(dataDir: string): string {
  const path = relative('', dataDir);
  return path === '' || path.startsWith('..') ? dataDir : path;
}
