import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from '../terminal/command-failed.js';
import { type ApiAddress, keyHeaders, notLetIn } from './api-address.js';
import { type Answer, readAnswer } from './read-answer.js';
import { retryDelayMs } from './retry-delay.js';

/** What the api decided about a line. */
export type Decision = Exclude<Answer, { kind: 'later' }>;

export interface SenderOptions extends ApiAddress {
  /** How long nothing may be decided before we give up. */
  readonly patienceMs?: number;
  /** Ends every waiting at once. */
  readonly signal?: AbortSignal;
}

interface LineResult {
  readonly line?: number;
  readonly status?: number;
  readonly problem?: unknown;
}

const patience_ms = 60_000;
const newline = Buffer.from('\n');

/** Sends lines to POST /v1/reports/batch until each of them is decided. */
export class BatchSender {
  constructor(private readonly options: SenderOptions) {}

  /**
   * Sends lines, each a JSON value without line ends, and returns what became of them, in the same order. A line without a result, or with
   * one that is not for good, is sent again; that counts once.
   *
   * @throws {CommandFailed} when nothing more is decided for `patienceMs`, or the key does not let us in.
   */
  async send(lines: readonly (string | Uint8Array)[]): Promise<readonly Decision[]> {
    const decided = new Map<number, Decision>();
    let open = lines.map((_line, index) => index);
    for (let [failures, lastMs] = [1, Date.now()]; open.length > 0; failures += 1) {
      const before = decided.size;
      const failure = await this.sendOnce(lines, open, decided);
      open = open.filter((index) => !decided.has(index));
      if (open.length === 0) break;
      if (failure instanceof CommandFailed) throw failure;
      this.options.signal?.throwIfAborted();
      if (decided.size > before) [failures, lastMs] = [1, Date.now()];
      const delayMs = retryDelayMs(failures, Math.random());
      if (Date.now() + delayMs > lastMs + (this.options.patienceMs ?? patience_ms)) throw this.unreachable(failure);
      await delay(delayMs, undefined, this.options.signal && { signal: this.options.signal });
    }
    return lines.map((_line, index) => decided.get(index) as Decision);
  }

  /** Notes what is decided. Returns why not all of it was; undefined where the server asks to try again. */
  private async sendOnce(
    lines: readonly (string | Uint8Array)[],
    open: readonly number[],
    decided: Map<number, Decision>,
  ): Promise<Error | undefined> {
    try {
      const body = Buffer.concat(open.flatMap((index) => [Buffer.from(lines[index] ?? ''), newline]));
      const response = await fetch(new URL('/v1/reports/batch', this.options.url), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-ndjson', ...keyHeaders(this.options) },
        ...(this.options.signal === undefined ? {} : { signal: this.options.signal }),
      });
      if (response.status !== 200 || response.body === null)
        return refused(this.options, response.status, await response.text());
      let rest = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const texts = (rest + chunk).split('\n');
        rest = texts.pop() ?? '';
        for (const text of texts) note(JSON.parse(text) as LineResult, open, decided);
      }
      return undefined;
    } catch (error) {
      // The connection was refused or broke off: what has no result yet is sent again.
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private unreachable(failure: Error | undefined): CommandFailed {
    const { cause } = failure ?? {};
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const reason = code === 'ECONNREFUSED' ? 'nobody listens there' : (failure?.message ?? 'it asks to try later');
    return new CommandFailed(
      `${this.options.url} takes no reports now: ${reason}. What was sent counts once: import again when it is up.`,
    );
  }
}

const refused = (api: ApiAddress, status: number, body: string): Error =>
  notLetIn(api, status, body) ?? new Error(`it answers ${status}: ${body.slice(0, 300)}`);

function note({ line, status, problem }: LineResult, open: readonly number[], decided: Map<number, Decision>): void {
  const index = line === undefined ? undefined : open[line - 1];
  if (index === undefined || status === undefined) return;
  const answer = readAnswer(status, JSON.stringify(problem ?? {}));
  if (answer.kind !== 'later') decided.set(index, answer);
}
