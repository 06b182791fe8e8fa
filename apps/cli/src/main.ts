import { createProgram } from './program.js';
import { describeFailure } from './terminal/describe-failure.js';
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
  terminal.err.write(describeFailure(error));
  terminal.exitCode = 1;
}
process.exitCode = terminal.exitCode;
