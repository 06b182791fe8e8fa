import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from './startup-refused.js';

/** The answer where neither /proc nor ps tells more than that the process is there. */
const unnamed = 'unnamed';
const ended = 'ended';

/**
 * Names one life of one process, because a pid alone is given again to another process. Undefined when no such process
 * runs; a zombie does not run.
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !takesSignals(pid)) return undefined;
  const identity = identityFromProc(pid) ?? identityFromPs(pid) ?? unnamed;
  return identity === ended ? undefined : identity;
}

/** Whether the process which `identity` was taken from still runs. Where nothing more can be seen, the pid decides. */
export function isSameProcess(pid: number, identity: string): boolean {
  const current = processIdentity(pid);
  return current !== undefined && (current === identity || current === unnamed || identity === unnamed);
}

function takesSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function identityFromProc(pid: number): string | undefined {
  try {
    // The command name, in brackets, may itself hold brackets and blanks: the fields start after the last one.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z' || fields[0] === 'X') return ended;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

function identityFromPs(pid: number): string | undefined {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, stdio, encoding: 'latin1' });
    if (line.trim().startsWith('Z')) return ended;
    return line.trim().replace(/^\S+\s+/, '') || undefined;
  } catch {
    return undefined;
  }
}
