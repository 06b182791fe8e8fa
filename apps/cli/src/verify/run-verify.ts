import { verifyRecord } from '#editions';
import type { Settings } from '#platform';
import { readableEdition, withStorage } from '../storage/with-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { readProgressMode, showProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { verdictText } from './verdict-text.js';

/** The options of `sitrep verify` as they were typed. */
export interface VerifyFlags {
  readonly limit: string;
  readonly progress: string;
  readonly json?: true;
}

const exit_code_of_a_difference = 3;

/** Verifies an edition and prints the verdict; the exit status is 3 when something differs. */
export async function runVerify(
  name: string,
  flags: VerifyFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  const shown = shownOf(flags.limit);
  const progress = showProgress(terminal.err, readProgressMode(flags.progress));
  const verification = await withStorage(settings, async (storage, signal) => {
    const edition = await readableEdition(storage, name);
    return verifyRecord(storage, edition, { shown, signal, onProgress: progress.at });
  }).finally(() => progress.end());
  const text =
    flags.json === true
      ? `${JSON.stringify({ edition: name, ...verification }, undefined, 2)}\n`
      : verdictText(name, verification);
  terminal.out.write(text);
  if (!verification.equal) terminal.exitCode = exit_code_of_a_difference;
}

function shownOf(limit: string): number {
  if (/^\d{1,6}$/.test(limit)) return Number(limit);
  throw new CommandFailed(`--limit is "${limit}"; it must be a number from 0 to 999999.`);
}
