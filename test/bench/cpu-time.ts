import { readFileSync } from 'node:fs';

/** Processor time of a process until now, in microseconds; 0 where the system does not tell. */
export function cpuUs({ pid }: { readonly pid: number | undefined }): number {
  try {
    const [, times = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = times.split(' ').slice(11, 13).map(Number);
    return (user + system) * 10_000;
  } catch {
    return 0;
  }
}
