import { CommandFailed } from '../terminal/command-failed.js';
import { exit_refused } from '../terminal/exit-codes.js';
import { printable } from '../terminal/format-table.js';
import type { Terminal } from '../terminal/terminal.js';
import { refusalOf, responseOf } from './api-fetch.js';

/**
 * Posts JSON, and returns the text of the answer. Where it is refused, it says why, the exit code is 5 and nothing is returned.
 *
 * @throws {CommandFailed} the API does not answer, which `advice` says more about, or cannot.
 */
export async function postOrRefuse(
  url: string,
  path: string,
  body: object,
  terminal: Terminal,
  advice?: string,
): Promise<string | undefined> {
  const response = await responseOf(url, path, jsonPost(body), advice);
  const text = await response.text();
  if (response.ok) return text;
  if (response.status >= 500) throw new CommandFailed(refusalOf(text, response.status));
  terminal.err.write(`Refused: ${printable(refusalOf(text, response.status))}\n`);
  terminal.exitCode = exit_refused;
  return undefined;
}

/** A request that posts JSON. */
export const jsonPost = (body: object) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
