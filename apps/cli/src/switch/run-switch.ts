import { edition_before, switchLive } from '#editions';
import { formatPosition } from '#event-log';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import type { Terminal } from '../terminal/terminal.js';

/** The options of `sitrep switch` as they were typed. */
export interface SwitchFlags {
  readonly back?: true;
  readonly progress: string;
}

/** Brings the edition up to the end of the log and makes it the live one. */
export async function runSwitch(
  edition: string | undefined,
  { back, progress }: SwitchFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  if ((edition === undefined) === (back === undefined))
    throw new CommandFailed('Name the edition to switch to, or say --back; one of the two.');
  const name = edition ?? edition_before;
  const stopped = 'Stopped before the switch: nobody reads anything else than before.';
  await onStorage(settings, terminal, { progress, stopped }, async (storage, watch) => {
    const live = await switchLive(storage, name, watch);
    const position = formatPosition(await storage.editions.position(live));
    terminal.out.write(`Edition ${name} is the live one now, at position ${position}.\n`);
    terminal.out.write(`The one before is kept as ${edition_before}; sitrep switch --back returns to it.\n`);
  });
}
