import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.js';

/** `sitrep migrate`: prepares database and log, for those who start api and projector apart. */
export function addMigrateCommand(program: Command, terminal: Terminal): void {
  program
    .command('migrate')
    .description('bring the database schema, the log and the live edition to what this version needs')
    .action(async () => {
      const [{ readSettings }, { runMigrate }] = await Promise.all([
        import('#platform'),
        import('../migrate/run-migrate.js'),
      ]);
      await runMigrate(readSettings(process.env), terminal);
    });
}
