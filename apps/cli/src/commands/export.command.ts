import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.js';

const examples = `
Example:
  sitrep export my-campaign`;

/** `sitrep export`: everything that the log has, as a campaign folder. */
export function addExportCommand(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('write everything that the log has as a campaign folder, which sitrep import takes')
    .argument('<folder>', 'a folder that is empty or not there yet')
    .addHelpText('after', examples)
    .action(async (folder: string) => {
      const [{ readSettings }, { runExport }] = await Promise.all([
        import('#platform'),
        import('../export/run-export.js'),
      ]);
      await runExport(folder, readSettings(process.env), terminal);
    });
}
