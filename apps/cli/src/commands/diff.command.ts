import type { Command } from 'commander';
import type { DiffFlags } from '../diff/diff-order.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep diff live without-sana                                      what the map would be without an agency
  sitrep diff live --known-at 2017-03-07 --and-known-at 2017-03-09   what was learnt in two days
  sitrep diff live --valid-at 2017-03-07 --and-valid-at 2017-03-09   what changed in the world in two days`;

/** `sitrep diff`: what two editions answer differently, or one at two dates. */
export function addDiffCommand(program: Command, terminal: Terminal): void {
  program
    .command('diff')
    .description('say what two editions answer differently, or what one does at two dates')
    .argument('<a>', 'name of an edition')
    .argument('[b]', 'name of the other (default: the same one, at another date)')
    .option('--known-at <day|instant>', 'as known when (default: now)')
    .option('--and-known-at <day|instant>', 'as known when in the other (default: the same)')
    .option('--valid-at <day|instant>', 'at this moment of the world (default: all of time)')
    .option('--and-valid-at <day|instant>', 'at which moment in the other (default: the same)')
    .option('--model <names>', 'these read models only, with commas between (default: all)')
    .option('--limit <count>', 'differences told of each read model', '20')
    .option('--json', 'print all of it as JSON')
    .addHelpText('after', examples)
    .action(async (a: string, b: string | undefined, flags: DiffFlags) => {
      const [{ readSettings }, { runDiff }] = await Promise.all([import('#platform'), import('../diff/run-diff.js')]);
      await runDiff({ a, b: b ?? a }, flags, readSettings(process.env), terminal);
    });
}
