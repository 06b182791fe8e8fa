import { once } from 'node:events';
import { connect } from 'node:net';

/** What a round of calls came to. */
export interface Calls {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Calls from some connections at once, each waiting for its answer before the next: posts bodies, or gets where there are
 * none. A path may differ from call to call.
 */
export async function callTimes(
  url: string,
  path: string | (() => string),
  { callers, calls, bodyOf }: { callers: number; calls: number; bodyOf?: () => string },
): Promise<Calls> {
  const { hostname, port } = new URL(url);
  const tookMs: number[] = [];
  const statuses: Record<string, number> = {};
  let left = calls;
  const call = async (): Promise<void> => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    while (left > 0) {
      left -= 1;
      const request = requestTo(typeof path === 'string' ? path : path(), bodyOf?.());
      const begunMs = performance.now();
      socket.write(request);
      let answer = '';
      while (!isWhole(answer)) answer += String((await once(socket, 'data'))[0]);
      tookMs.push(performance.now() - begunMs);
      const status = answer.slice(9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    socket.destroy();
  };
  const begunMs = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - begunMs) / 1_000;
  tookMs.sort((a, b) => a - b);
  const at = (share: number): number => tookMs[Math.floor(tookMs.length * share)] ?? 0;
  return { perSecond: tookMs.length / seconds, medianMs: at(0.5), p99Ms: at(0.99), statuses };
}

function requestTo(path: string, body: string | undefined): string {
  if (body === undefined) return `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  return (
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
  return Buffer.byteLength(answer) - end - 4 >= length;
}
