import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep status
  sitrep status --json | jq .progress.lagSeconds

Exit status: 0 ready, 4 not ready, 1 nobody answers.`;

/** `sitrep status`: how a running Sitrep is. */
export function addStatusCommand(program: Command, terminal: Terminal): void {
  program
    .command('status')
    .description('print how a running Sitrep is: edition, position, lag in events and seconds, parked events, jobs')
    .option('--json', 'print it as JSON')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText('after', examples)
    .action(async (flags: { url: string; json?: true }) => {
      const { runStatus } = await import('../status/run-status.js');
      await runStatus(flags, terminal);
    });
}
