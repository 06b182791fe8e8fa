import { randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { processIdentity } from './process-identity.js';
import { errorCode, StartupRefused } from './startup-refused.js';

/** What the server wrote into `postmaster.pid`, the file which says that a cluster is in use. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const probe_timeout_ms = 2_000;
const poll_ms = 25;

/** Reads `postmaster.pid`; undefined when there is none. It may be stale: see `findLiveServer`. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new StartupRefused(`The database in ${cluster} belongs to another user. Start Sitrep as that user.`, {
      cause: error,
    });
  }
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isSafeInteger(pid)) return undefined;
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Finds the server which really serves `cluster`, also one started by another process; waits while it starts up or shuts down. A file
 * left by a dead server, or whose pid now belongs to another process, counts for nothing. Throws `StartupRefused` when
 * a server is there but does not answer before the deadline.
 */
export async function findLiveServer(
  cluster: string,
  urlAt: (port: number) => string,
  deadlineMs: number,
): Promise<Postmaster | undefined> {
  const giveUpAtMs = Date.now() + deadlineMs;
  for (;;) {
    const postmaster = readPostmaster(cluster);
    if (postmaster === undefined || processIdentity(postmaster.pid) === undefined) return undefined;
    const verdict = postmaster.ready ? await askServer(cluster, urlAt(postmaster.port)) : 'busy';
    if (verdict === 'ours') return postmaster;
    if (verdict === 'not ours' || !looksLikePostgres(postmaster.pid)) return undefined;
    if (Date.now() > giveUpAtMs) {
      throw new StartupRefused(`The database server of ${cluster} (process ${postmaster.pid}) does not answer.`);
    }
    await delay(poll_ms);
  }
}

/** A server proves that it serves this very folder, not a copy of it, by reading a file we just put there. */
async function askServer(cluster: string, url: string): Promise<'ours' | 'not ours' | 'busy'> {
  const token = join(cluster, `sitrep.${randomUUID()}`);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: probe_timeout_ms });
  client.on('error', () => undefined);
  try {
    writeFileSync(token, token);
    chmodSync(token, 0o644);
    await client.connect();
    const { rows } = await client.query<{ text: string }>('select pg_read_file($1) as text', [basename(token)]);
    return rows[0]?.text === token ? 'ours' : 'not ours';
  } catch (error) {
    return meansNotOurs.has(errorCode(error)) ? 'not ours' : 'busy';
  } finally {
    rmSync(token, { force: true });
    await client.end().catch(() => undefined);
  }
}

/** Nobody listens; wrong password; no such user; no such file: each shows that the server of this folder is not there. */
const meansNotOurs = new Set(['ECONNREFUSED', '28P01', '28000', '58P01']);

function looksLikePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1').startsWith('postgres');
  } catch {
    // Without /proc the deadline decides.
    return true;
  }
}
