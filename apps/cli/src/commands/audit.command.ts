import type { Command } from 'commander';
import type { AuditFlags } from '../key/run-audit.js';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Examples:
  sitrep audit --limit 20
  sitrep audit --json | grep export_made`;

/** `sitrep audit`: who did what beside reporting. */
export function addAuditCommand(program: Command, terminal: Terminal): void {
  program
    .command('audit')
    .description('print who made and revoked keys, took files away, ordered and switched editions; the newest first')
    .option('--limit <number>', 'how many entries', '100')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', examples)
    .action(async (flags: AuditFlags) => {
      const [{ readSettings }, { printAudit }] = await Promise.all([
        import('#platform'),
        import('../key/run-audit.js'),
      ]);
      await printAudit(flags, readSettings(process.env), terminal);
    });
}
