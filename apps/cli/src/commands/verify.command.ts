import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.js';
import type { VerifyFlags } from '../verify/run-verify.js';

const examples = `
Examples:
  sitrep verify
  sitrep verify until-2017-03-08 --json

Exit status: 0 equal, 3 something differs, 1 it could not be verified.`;

/** `sitrep verify`: refolds the log by a plain path and compares an edition with it, row for row. */
export function addVerifyCommand(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('refold the log by a plain path of its own and compare an edition with it, row for row')
    .argument('[edition]', 'name of the edition', 'live')
    .option('--limit <count>', 'differences told of each table, and failures of each check', '5')
    .option('--progress <mode>', 'auto, bar, plain, json or none; on stderr', 'auto')
    .option('--json', 'print the verdict as the API answers it')
    .addHelpText('after', examples)
    .action(async (edition: string, flags: VerifyFlags) => {
      const [{ readSettings }, { runVerify }] = await Promise.all([
        import('#platform'),
        import('../verify/run-verify.js'),
      ]);
      await runVerify(edition, flags, readSettings(process.env), terminal);
    });
}
