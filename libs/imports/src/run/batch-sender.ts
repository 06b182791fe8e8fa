import { setTimeout as delay } from 'node:timers/promises';
import { ImportRefused } from '../import-refused.js';
import { type Decision, type LineResult, readResult } from './read-answer.js';
import { retryDelayMs } from './retry-delay.js';

export interface SenderOptions {
  /** Who takes the lines, in a few words: `http://127.0.0.1:3000`. */
  readonly name: string;
  /** Sends a body to POST /v1/reports/batch. */
  readonly post: (body: Uint8Array) => Promise<Response>;
  /** How long nothing may be decided before we give up. */
  readonly patienceMs?: number;
  /** Ends every waiting at once. */
  readonly signal?: AbortSignal;
}

const patience_ms = 60_000;
const newline = Buffer.from('\n');

/** Sends lines to POST /v1/reports/batch until each of them is decided. */
export class BatchSender {
  /** How many of the lines sent are drafts, those that were there included. */
  drafts = 0;

  constructor(private readonly options: SenderOptions) {}

  /**
   * Sends lines, each a JSON value without line ends, and returns what became of them, in the same order. A line without a result, or with
   * one that is not for good, is sent again; that counts once.
   *
   * @throws {ImportRefused} when nothing more is decided for `patienceMs`, or the key, or its want, is refused.
   */
  async send(lines: readonly (string | Uint8Array)[]): Promise<readonly Decision[]> {
    const decided = new Map<number, Decision>();
    let open = lines.map((_line, index) => index);
    for (let [failures, lastMs] = [1, Date.now()]; open.length > 0; failures += 1) {
      const before = decided.size;
      const failure = await this.sendOnce(lines, open, decided);
      open = open.filter((index) => !decided.has(index));
      if (open.length === 0) break;
      if (failure instanceof ImportRefused) throw failure;
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
      const response = await this.options.post(body);
      if (response.status !== 200 || response.body === null)
        return this.refusal(response.status, await response.text());
      let rest = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const texts = (rest + chunk).split('\n');
        rest = texts.pop() ?? '';
        for (const text of texts) {
          const result = JSON.parse(text) as LineResult;
          if (result.review !== undefined) this.drafts += 1;
          note(result, open, decided);
        }
      }
      return undefined;
    } catch (error) {
      // The connection was refused or broke off: what has no result yet is sent again.
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** A sender that may not come in now may not come in later. */
  private refusal(status: number, body: string): Error {
    const text = `answers ${status}: ${body.slice(0, 300)}`;
    return [401, 403].includes(status) ? new ImportRefused(`${this.options.name} ${text}`) : new Error(`it ${text}`);
  }

  private unreachable(failure: Error | undefined): ImportRefused {
    const { cause } = failure ?? {};
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const reason = code === 'ECONNREFUSED' ? 'nobody listens there' : (failure?.message ?? 'it asks to try later');
    return new ImportRefused(
      `${this.options.name} takes no reports now: ${reason}. What was sent counts once: import again when it is up.`,
    );
  }
}

function note({ line, status, ...result }: LineResult, open: readonly number[], decided: Map<number, Decision>): void {
  const index = line === undefined ? undefined : open[line - 1];
  if (index === undefined || status === undefined) return;
  const answer = readResult({ status, ...result });
  if (answer.kind !== 'later') decided.set(index, answer);
}
