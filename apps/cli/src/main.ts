import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { CommandFailed } from './terminal/command-failed.js';
import { describeFailure } from './terminal/describe-failure.js';
import { exit_misused } from './terminal/exit-codes.js';
import type { Terminal } from './terminal/terminal.js';

const terminal: Terminal = { out: process.stdout, err: process.stderr, exitCode: 0 };

// The reader of our output may stop reading (`sitrep replay … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await createProgram(terminal).parseAsync();
} catch (error) {
  // Commander has said what it has to say.
  if (error instanceof CommanderError) terminal.exitCode = error.exitCode === 0 ? 0 : exit_misused;
  else {
    terminal.err.write(describeFailure(error));
    terminal.exitCode = error instanceof CommandFailed ? error.exitCode : 1;
  }
}
process.exitCode = terminal.exitCode;
