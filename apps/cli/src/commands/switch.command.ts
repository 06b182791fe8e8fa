import { type Command, Option } from 'commander';
import type { SwitchFlags } from '../switch/run-switch.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep switch live-next
  sitrep switch --back`;

/** `sitrep switch`: makes another edition the live one, or goes back to the one before. */
export function addSwitchCommand(program: Command, terminal: Terminal): void {
  program
    .command('switch')
    .description('make another edition of the whole log the live one, and keep the one before as live-before')
    .argument('[edition]', 'name or id of the edition to switch to')
    .addOption(new Option('--back', 'switch to the edition that was live before'))
    .option('--progress <mode>', 'auto, bar, plain, json or none; on stderr', 'auto')
    .addHelpText('after', examples)
    .action(async (edition: string | undefined, flags: SwitchFlags) => {
      // Loaded only here: the other commands need no database.
      const [{ readSettings }, { runSwitch }] = await Promise.all([
        import('#platform'),
        import('../switch/run-switch.js'),
      ]);
      await runSwitch(edition, flags, readSettings(process.env), terminal);
    });
}
