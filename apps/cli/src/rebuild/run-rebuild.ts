import { edition_before, rebuildLive, type Verification, verifyEdition } from '#editions';
import { formatPosition } from '#event-log';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import type { Terminal } from '../terminal/terminal.js';
import { verdictText } from '../verify/verdict-text.js';

/** The options of `sitrep rebuild` as they were typed. */
export interface RebuildFlags {
  readonly verify: boolean;
  readonly progress: string;
}

/** Builds, verifies and switches. Works beside a running Sitrep, whose readers notice nothing, and without one. */
export async function runRebuild(flags: RebuildFlags, settings: Settings, terminal: Terminal): Promise<void> {
  const stopped = 'Stopped before the switch: nobody reads anything else than before. Run it again, and it goes on.';
  await onStorage(settings, terminal, { progress: flags.progress, stopped }, async (storage, watch) => {
    const live = await rebuildLive(storage, {
      ...watch,
      inspect: async (edition) => {
        if (flags.verify) requireEqual(await verifyEdition(storage, edition, watch), terminal);
      },
    });
    const position = formatPosition(await storage.editions.position(live));
    terminal.out.write(`The live edition is built anew, up to position ${position}.\n`);
    terminal.out.write(`The one before is kept as ${edition_before}; sitrep switch --back returns to it.\n`);
  });
}

function requireEqual(verification: Verification, { err }: Terminal): void {
  if (verification.equal) return;
  err.write(verdictText('in the making', verification));
  throw new CommandFailed('What was built is not what the log gives, so the old edition goes on serving.');
}
