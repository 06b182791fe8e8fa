import type { Command } from 'commander';
import type { ReplayFlags } from './replay/replay-order.js';
import type { Terminal } from './terminal/terminal.js';

/** `sitrep replay`: builds an edition from what was known until a date, and prints who held what. */
export function addReplayCommand(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .description('rebuild the picture from the log as it was known at a date, and print who held what')
    .requiredOption('--until <day|instant>', 'use only what was known by then; a day counts to its end')
    .option('--valid-at <day|instant>', 'ask about this moment of the world (default: the same date)')
    .option('--into <name>', 'name of the edition to build (default: until-<date>)')
    .option('--progress <mode>', 'auto, bar, plain, json or none; on stderr', 'auto')
    .option('--json', 'print the items as the API answers them')
    .action(async (flags: ReplayFlags) => {
      // Loaded only here: the other commands need no database.
      const [{ readSettings }, { runReplay }] = await Promise.all([
        import('#platform'),
        import('./replay/run-replay.js'),
      ]);
      await runReplay(flags, readSettings(process.env), terminal);
    });
}
