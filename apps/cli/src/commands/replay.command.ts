import type { Command } from 'commander';
import type { ReplayFlags } from '../replay/replay-order.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep replay --until 2017-03-08                        what was known by then
  sitrep replay --until 2017-03-08 --without-source sana --into without-sana
  sitrep replay --until-position 331 --into at-331 --json`;

/** `sitrep replay`: builds an edition from a part of the log, and prints who held what. */
export function addReplayCommand(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .description('build an edition of a part of the log, such as what was known at a date, and print who held what')
    .option('--until <day|instant>', 'use only what was known by then; a day counts to its end')
    .option('--until-recorded <instant>', 'use only what the log had recorded by then')
    .option('--until-position <position>', 'use only what lies before this position of the log')
    .option('--without-outlet <name...>', 'leave the reports of these outlets out')
    .option('--without-source <name...>', 'leave reports out that have one of these sources in their chain')
    .option('--without-side <name...>', 'leave reports out that speak for one of these sides alone')
    .option('--least-reliability <A-F>', 'leave reports out whose source is graded worse')
    .option('--least-credibility <1-6>', 'leave reports out whose content is graded worse')
    .option('--replace', 'drop an edition of that name that has another definition')
    .option('--valid-at <day|instant>', 'ask about this moment of the world (default: the date of --until, or now)')
    .option('--into <name>', 'name of the edition to build (default: until-<date>)')
    .option('--progress <mode>', 'auto, bar, plain, json or none; on stderr', 'auto')
    .option('--json', 'print the items as the API answers them')
    .addHelpText('after', examples)
    .action(async (flags: ReplayFlags) => {
      // Loaded only here: the other commands need no database.
      const [{ readSettings }, { runReplay }] = await Promise.all([
        import('#platform'),
        import('../replay/run-replay.js'),
      ]);
      await runReplay(flags, readSettings(process.env), terminal);
    });
}
