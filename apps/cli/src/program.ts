import { Command } from 'commander';
import { addAuditCommand } from './audit.command.js';
import { addDiffCommand } from './diff.command.js';
import { addDigestCommand } from './digest.command.js';
import { addExportCommand } from './export.command.js';
import { addImportCommand } from './import.command.js';
import { addKeyCommand } from './key.command.js';
import { addMigrateCommand } from './migrate.command.js';
import { addRebuildCommand } from './rebuild.command.js';
import { addRedriveCommand } from './redrive.command.js';
import { addReplayCommand } from './replay.command.js';
import { addSwitchCommand } from './switch.command.js';
import type { Terminal } from './terminal/terminal.js';
import { versionOf } from './terminal/version.js';
import { addUpCommand } from './up.command.js';
import { addVerifyCommand } from './verify.command.js';

/** The `sitrep` command with everything it can do. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('sitrep')
    .description('Reports in, bitemporal answers out: who held what, how many, and as known when.')
    .version(versionOf(import.meta.url), '-V, --version', 'print the version')
    .showHelpAfterError('(sitrep --help lists the commands)')
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      writeErr: (text) => void terminal.err.write(text),
    });
  addUpCommand(program, terminal);
  addImportCommand(program, terminal);
  addExportCommand(program, terminal);
  addReplayCommand(program, terminal);
  addRebuildCommand(program, terminal);
  addSwitchCommand(program, terminal);
  addRedriveCommand(program, terminal);
  addVerifyCommand(program, terminal);
  addDiffCommand(program, terminal);
  addDigestCommand(program, terminal);
  addMigrateCommand(program, terminal);
  addKeyCommand(program, terminal);
  addAuditCommand(program, terminal);
  return program;
}
