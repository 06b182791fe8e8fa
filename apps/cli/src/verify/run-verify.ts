import { verifyRecord } from '#editions';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { readableEdition } from '../storage/readable-edition.js';
import { CommandFailed } from '../terminal/command-failed.js';
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
  { limit, progress, json }: VerifyFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  const shown = shownOf(limit);
  const stopped = 'Stopped; there is no verdict, and nothing was changed.';
  await onStorage(settings, terminal, { progress, stopped }, async (storage, watch) => {
    const edition = await readableEdition(storage, name);
    const verification = await verifyRecord(storage, edition, { ...watch, shown });
    const text =
      json === true
        ? `${JSON.stringify({ edition: edition.name, ...verification }, undefined, 2)}\n`
        : verdictText(edition.name, verification);
    terminal.out.write(text);
    if (!verification.equal) terminal.exitCode = exit_code_of_a_difference;
  });
}

function shownOf(limit: string): number {
  if (/^\d{1,6}$/.test(limit)) return Number(limit);
  throw new CommandFailed(`--limit is "${limit}"; it must be a number from 0 to 999999.`);
}
