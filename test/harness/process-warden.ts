import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Sees to it that a process does not outlive this one: a shell waits for the end of its input, which is the end of
 * this process however it comes, and then kills the other. A test run that is killed leaves nothing behind.
 */
export function startWarden(guarded: ChildProcess): ChildProcess {
  const warden = spawn('sh', ['-c', `read _; kill -KILL ${guarded.pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  warden.unref();
  guarded.once('exit', () => warden.kill());
  return warden;
}
