import type { EventEmitter } from 'node:events';

/** A terminal sends Ctrl-C to everybody in the foreground, and npm sends it on once more: within this it is one wish. */
const same_wish_ms = 500;
const exit_code_of_interrupt = 130;

/** Somebody wishes the program to end: Ctrl-C or `kill`. */
export interface StopRequest {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Gives the signals back to the system. */
  release(): void;
}

/**
 * Listens for SIGINT and SIGTERM. The first asks for an orderly end; a second Ctrl-C, given while that is under way,
 * ends the process at once. Another SIGTERM does not: it comes from programs, which may ask more than once.
 */
export function listenForStop(
  signals: Pick<EventEmitter, 'on' | 'off'> = process,
  exit: (code: number) => void = (code) => process.exit(code),
): StopRequest {
  const request = new AbortController();
  let firstAtMs = 0;
  const end = (): void => {
    if (!request.signal.aborted) firstAtMs = Date.now();
    request.abort();
  };
  const interrupt = (): void => {
    if (request.signal.aborted && Date.now() - firstAtMs > same_wish_ms) exit(exit_code_of_interrupt);
    end();
  };
  signals.on('SIGINT', interrupt).on('SIGTERM', end);
  return { signal: request.signal, release: () => void signals.off('SIGINT', interrupt).off('SIGTERM', end) };
}
