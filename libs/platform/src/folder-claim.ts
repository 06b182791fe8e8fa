import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, openFolder, type Owner } from './postgres-owner.js';
import { isSameProcess, processIdentity } from './process-identity.js';
import { errorCode, folderRefused, StartupRefused } from './startup-refused.js';

/** The exclusive use of a data folder. It ends with the process, however that ends. */
export interface FolderClaim {
  /** Stores the address of this Sitrep, which an attempt to start a second one prints. */
  publish(url: string): void;
  /** Idempotent. */
  release(): void;
}

/** The Sitrep that works in a folder. */
export interface Occupant {
  readonly pid: number;
  /** Undefined while it starts, and for commands which do not listen. */
  readonly url?: string;
}

const max_attempts = 20;

/** Makes the folder when it is missing and claims it. Throws `StartupRefused`, which names the Sitrep that is there. */
export function claimDataDir(dataDir: string): FolderClaim {
  const owner = openFolder(dataDir);
  const file = claimFile(dataDir);
  const mine = `${process.pid}\n${processIdentity(process.pid)}\n`;
  try {
    takeOver(dataDir, mine, owner);
  } catch (error) {
    throw folderRefused(dataDir, error);
  }
  const release = (): void => {
    process.off('exit', release);
    if (readClaim(file).startsWith(mine)) rmSync(file, { force: true });
  };
  process.once('exit', release);
  return { publish: (url) => renameSync(draftOf(file, `${mine}${url}\n`, owner), file), release };
}

/** Who works in the folder at this moment; undefined when nobody does. */
export function occupantOf(dataDir: string): Occupant | undefined {
  return occupantIn(readClaim(claimFile(dataDir)));
}

const claimFile = (dataDir: string): string => join(dataDir, 'sitrep.pid');

function takeOver(dataDir: string, mine: string, owner: Owner): void {
  const file = claimFile(dataDir);
  const draft = draftOf(file, mine, owner);
  try {
    for (let attempt = 0; attempt < max_attempts; attempt++) {
      if (linked(draft, file)) return;
      const found = readClaim(file);
      const occupant = occupantIn(found);
      if (occupant) throw alreadyRunning(dataDir, occupant);
      removeStale(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new StartupRefused(`Cannot claim ${dataDir}: ${file} changes all the time.`);
}

function alreadyRunning(dataDir: string, { pid, url }: Occupant): StartupRefused {
  const where = url === undefined ? `in ${dataDir}` : `at ${url}`;
  return new StartupRefused(`Sitrep is already running ${where} (pid ${pid}).`);
}

/** The file appears with its content or not at all, so nobody ever reads half a claim. */
function draftOf(file: string, content: string, owner: Owner): string {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o644 });
  giveTo(draft, owner);
  return draft;
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Another process may replace the stale claim at the same moment: what turns out to be a new one is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (readClaim(aside) !== stale) linked(aside, file);
  rmSync(aside, { force: true });
}

function readClaim(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return '';
    throw error;
  }
}

function occupantIn(claim: string): Occupant | undefined {
  const [pid = '', identity = '', url = ''] = claim.split('\n');
  if (!isSameProcess(Number(pid), identity)) return undefined;
  return { pid: Number(pid), ...(url !== '' && { url }) };
}
