import type { Command } from 'commander';
import type { TailFlags } from '../tail/run-tail.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep tail                          every event from now on, until Ctrl-C
  sitrep tail --after 331              go on behind a position, as tail printed it when it ended
  sitrep tail --no-follow | tail -20   what the log holds, from its start, and end
  sitrep tail --json | jq -r .type`;

/** `sitrep tail`: the events of the log as they come. */
export function addTailCommand(program: Command, terminal: Terminal): void {
  program
    .command('tail')
    .description('print the events of the log, one a line, as they are recorded')
    .option('--after <position>', 'begin behind this position; 0 is the start (default: the end of the log)')
    .option('--no-follow', 'end at the end of the log; without --after it begins at the start')
    .option('--json', 'print each event as JSON, with what it says')
    .addHelpText('after', examples)
    .action(async (flags: TailFlags) => {
      const [{ readSettings }, { runTail }] = await Promise.all([import('#platform'), import('../tail/run-tail.js')]);
      await runTail(flags, readSettings(process.env), terminal);
    });
}
