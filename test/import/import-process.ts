import { createProgram } from '../../apps/cli/src/program.js';
import type { Terminal } from '../../apps/cli/src/terminal/terminal.js';

// `sitrep` in a process of its own, which a test can kill.
const terminal: Terminal = { out: process.stdout, err: process.stderr, exitCode: 0 };
await createProgram(terminal).parseAsync(['node', 'sitrep', ...process.argv.slice(2)]);
process.exitCode = terminal.exitCode;
