import { Command } from 'commander';
import { addAskCommand } from './commands/ask.command.js';
import { addAuditCommand } from './commands/audit.command.js';
import { addBriefCommand } from './commands/brief.command.js';
import { addCompletionCommand } from './commands/completion.command.js';
import { addDiffCommand } from './commands/diff.command.js';
import { addDigestCommand } from './commands/digest.command.js';
import { addDoctorCommand } from './commands/doctor.command.js';
import { addExportCommand } from './commands/export.command.js';
import { addImportCommand } from './commands/import.command.js';
import { addKeyCommand } from './commands/key.command.js';
import { addMigrateCommand } from './commands/migrate.command.js';
import { addRebuildCommand } from './commands/rebuild.command.js';
import { addRedriveCommand } from './commands/redrive.command.js';
import { addReplayCommand } from './commands/replay.command.js';
import { addReportCommand } from './commands/report.command.js';
import { addReviewCommand } from './commands/review.command.js';
import { addStatusCommand } from './commands/status.command.js';
import { addSwitchCommand } from './commands/switch.command.js';
import { addTailCommand } from './commands/tail.command.js';
import { addUpCommand } from './commands/up.command.js';
import { addVerifyCommand } from './commands/verify.command.js';
import type { Terminal } from './terminal/terminal.js';
import { versionOf } from './terminal/version.js';

const exitCodes = `
Exit status:
    0  done
    1  it could not be done; stderr says why
    2  no such command or option, or it lacks what it needs
    3  verify: the edition is not what the log gives
    4  status, doctor: something is not as it should be
    5  import, report, review: something was refused
  130  stopped by Ctrl-C

Results go to stdout, everything else to stderr. sitrep help COMMAND has examples; docs/how-to/command-line.md has more.`;

/** The `sitrep` command with everything it can do. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('sitrep')
    .description('Reports in, bitemporal answers out: who held what, how many, and as known when.')
    .version(versionOf(import.meta.url), '-V, --version', 'print the version')
    .showHelpAfterError('(sitrep --help lists the commands)')
    .addHelpText('after', exitCodes)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      writeErr: (text) => void terminal.err.write(text),
    });
  addUpCommand(program, terminal);
  addImportCommand(program, terminal);
  addExportCommand(program, terminal);
  addReportCommand(program, terminal);
  addReviewCommand(program, terminal);
  addAskCommand(program, terminal);
  addBriefCommand(program, terminal);
  addReplayCommand(program, terminal);
  addRebuildCommand(program, terminal);
  addSwitchCommand(program, terminal);
  addVerifyCommand(program, terminal);
  addDiffCommand(program, terminal);
  addDigestCommand(program, terminal);
  addTailCommand(program, terminal);
  addStatusCommand(program, terminal);
  addRedriveCommand(program, terminal);
  addDoctorCommand(program, terminal);
  addMigrateCommand(program, terminal);
  addKeyCommand(program, terminal);
  addAuditCommand(program, terminal);
  addCompletionCommand(program, terminal);
  return program;
}
