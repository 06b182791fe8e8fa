import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from '../terminal/command-failed.js';
import { readAnswer, type Answer } from './read-answer.js';
import { retryDelayMs } from './retry-delay.js';

/** An answer after which a line need not be sent again. */
export type FinalAnswer = Exclude<Answer, { kind: 'later' }>;

export interface PosterOptions {
  /** Where the API listens, `http://127.0.0.1:3000`. */
  readonly url: string;
  /** How long one line is tried before we give up. */
  readonly patienceMs?: number;
  /** Ends every waiting at once. */
  readonly signal?: AbortSignal;
}

const patience_ms = 60_000;
const answer_timeout_ms = 30_000;

/**
 * Posts lines to an API. A line carries its own id, so one that was sent twice because its answer got lost counts once.
 */
export class LinePoster {
  constructor(private readonly options: PosterOptions) {}

  /**
   * Sends one line until the API has decided about it.
   *
   * @throws {CommandFailed} after `patienceMs` without a decision.
   */
  async post(path: string, line: Uint8Array): Promise<FinalAnswer> {
    const giveUpAtMs = Date.now() + (this.options.patienceMs ?? patience_ms);
    for (let failures = 1; ; failures += 1) {
      const answer = await this.postOnce(path, line);
      if (!(answer instanceof Error) && answer.kind !== 'later') return answer;
      this.options.signal?.throwIfAborted();
      const retryAfter = answer instanceof Error ? null : answer.retryAfter;
      const delayMs = retryDelayMs(failures, Math.random(), retryAfter);
      if (Date.now() + delayMs > giveUpAtMs) throw this.unreachable(answer);
      await delay(delayMs, undefined, this.options.signal && { signal: this.options.signal });
    }
  }

  private async postOnce(path: string, line: Uint8Array): Promise<Answer | Error> {
    // A controller of its own, taken off again: `AbortSignal.any` would leave a trace of every line in a long import.
    const request = new AbortController();
    const end = (): void => request.abort();
    const timer = setTimeout(() => request.abort(new Error('it does not answer')), answer_timeout_ms);
    this.options.signal?.addEventListener('abort', end);
    try {
      const headers = { 'content-type': 'application/json' };
      const { signal } = request;
      const response = await fetch(new URL(path, this.options.url), { method: 'POST', headers, body: line, signal });
      return readAnswer(response.status, await response.text(), response.headers.get('retry-after'));
    } catch (error) {
      // The connection was refused, broke off or stayed silent: the outcome is unknown, and sending again is harmless.
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      clearTimeout(timer);
      this.options.signal?.removeEventListener('abort', end);
    }
  }

  private unreachable(answer: Answer | Error): CommandFailed {
    const reason = answer instanceof Error ? reasonOf(answer) : `it answers ${'status' in answer ? answer.status : ''}`;
    return new CommandFailed(
      `${this.options.url} takes no reports now: ${reason}. What was posted counts once: import again when it is up.`,
    );
  }
}

/** What lies beneath `fetch failed`. */
function reasonOf(error: Error): string {
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ECONNREFUSED') return 'nobody listens there';
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
