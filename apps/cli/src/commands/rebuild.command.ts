import type { Command } from 'commander';
import type { RebuildFlags } from '../rebuild/run-rebuild.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep rebuild
  sitrep rebuild --progress json 2> progress.ndjson`;

/** `sitrep rebuild`: makes the live edition anew from the log, while the old one serves. */
export function addRebuildCommand(program: Command, terminal: Terminal): void {
  program
    .command('rebuild')
    .description('build the live edition anew from the log beside the one that serves, verify it, and switch to it')
    .option('--no-verify', 'switch without refolding the log a second time, by the plain path, to compare')
    .option('--progress <mode>', 'auto, bar, plain, json or none; on stderr', 'auto')
    .addHelpText('after', examples)
    .action(async (flags: RebuildFlags) => {
      // Loaded only here: the other commands need no database.
      const [{ readSettings }, { runRebuild }] = await Promise.all([
        import('#platform'),
        import('../rebuild/run-rebuild.js'),
      ]);
      await runRebuild(flags, readSettings(process.env), terminal);
    });
}
