import { setTimeout as delay } from 'node:timers/promises';

/** What an api answered, as far as an outage shows in it. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
}

const poll_interval_ms = 100;

/** Asks one api. The connection itself must not fail: the process is there, whatever is down behind it. */
export class OutageClient {
  constructor(private readonly baseUrl: string) {}

  async post(path: string, body: object): Promise<Answer> {
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
  }

  async get(path: string): Promise<Answer> {
    const answer = await fetch(`${this.baseUrl}${path}`);
    await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
  }

  /** Posts the same again until it is recorded. */
  async postUntilRecorded(path: string, body: object, limitMs: number): Promise<void> {
    await until(`${path} is recorded`, limitMs, async () => [200, 201].includes((await this.post(path, body)).status));
  }

  /** Waits until this can be read. */
  async untilFound(path: string, limitMs: number): Promise<void> {
    await until(`${path} is found`, limitMs, async () => (await this.get(path)).status === 200);
  }
}

async function until(what: string, limitMs: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${limitMs / 1000} s: ${what}`);
    await delay(poll_interval_ms);
  }
}
