import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.js';

/** `sitrep redrive`: tries every parked event again. */
export function addRedriveCommand(program: Command, terminal: Terminal): void {
  program
    .command('redrive')
    .description('try the parked events of the live edition again, with the code as it is now')
    .action(async () => {
      const [{ readSettings }, { runRedrive }] = await Promise.all([
        import('#platform'),
        import('../redrive/run-redrive.js'),
      ]);
      await runRedrive(readSettings(process.env), terminal);
    });
}
