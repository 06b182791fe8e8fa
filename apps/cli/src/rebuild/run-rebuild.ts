import { edition_before, rebuildLive } from '#editions';
import { formatPosition } from '#event-log';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import type { Terminal } from '../terminal/terminal.js';

/** The options of `sitrep rebuild` as they were typed. */
export interface RebuildFlags {
  readonly verify: boolean;
  readonly progress: string;
}

/** Builds, verifies and switches. Works beside a running Sitrep, whose readers notice nothing, and without one. */
export async function runRebuild(flags: RebuildFlags, settings: Settings, terminal: Terminal): Promise<void> {
  const stopped = 'Stopped before the switch: nobody reads anything else than before. Run it again, and it goes on.';
  await onStorage(settings, terminal, { progress: flags.progress, stopped }, async (storage, watch) => {
    const live = await rebuildLive(storage, watch);
    const position = formatPosition(await storage.editions.position(live));
    terminal.out.write(`The live edition is built anew, up to position ${position}.\n`);
    terminal.out.write(`The one before is kept as ${edition_before}; sitrep switch --back returns to it.\n`);
  });
}
