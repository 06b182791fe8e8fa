import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.js';
import { listenForStop } from '../terminal/stop-request.js';

const examples = `
Examples:
  sitrep up
  PORT=8080 SITREP_DATA_DIR=/srv/sitrep sitrep up`;

/** `sitrep up`: everything in one process, until Ctrl-C. */
export function addUpCommand(program: Command, terminal: Terminal): void {
  program
    .command('up')
    .description('run the database, the API and the projector in this process, with the sample loaded')
    .addHelpText('after', examples)
    .action(async () => {
      // Loaded only here: the other commands need neither the API nor the projector.
      const [{ readSettings }, { runUp }] = await Promise.all([import('#platform'), import('../up/run-up.js')]);
      const stop = listenForStop();
      await runUp(readSettings(process.env), stop.signal, terminal);
      stop.release();
    });
}
