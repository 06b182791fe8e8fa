import type { Command } from 'commander';
import { defaultUrl } from '../api/api-fetch.js';
import type { ImportFlags } from '../import/run-import.js';
import type { Terminal } from '../terminal/terminal.js';

/** The formats of files that are read row by row; a spec sees to it that they are those of the importer. */
export const importFormats = ['ucdp-ged', 'acled', 'acled-deleted', 'geonames', 'cod-ab', 'table'];

const examples = `
Examples:
  sitrep import events.csv --dry-run                      say what would happen, send nothing
  sitrep import events.csv --rejects refused.csv
  sitrep import form.xlsx --suggest-mapping > form.yaml
  sitrep import form.xlsx --map form.yaml --url https://sitrep.example.org
  sitrep import my-campaign                               a folder that sitrep export wrote

Exit status: 0 all taken, 5 rows were refused, 130 stopped, 1 nothing could be done.`;

/** `sitrep import`: sends a campaign folder, or a table, to a running API. */
export function addImportCommand(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('send a campaign folder, a dataset or any table (CSV, TSV, XLSX) to a running Sitrep')
    .argument('<path>', 'the folder (places.ndjson, actors.ndjson, reports.ndjson) or the file')
    .option('--as <format>', `what it is: campaign, ndjson, ${importFormats.join(', ')}; by default what it looks like`)
    .option('--map <mapping>', 'of a table: what its columns mean, YAML or JSON (docs/how-to/import.md)')
    .option('--suggest-mapping', 'print a mapping for the table, to be checked by you, and send nothing')
    .option('--sheet <name>', 'of a workbook: which sheet; by default the first one that is shown')
    .option(
      '--head-line <line>',
      'of a table: the line of the names of columns; by default the first that names several',
    )
    .option('--published <moment>', 'when this edition of a dataset was published, and thereby known')
    .option('--time-zone <zone>', 'of a dataset: the zone of its days; by default that of the country')
    .option('--dry-run', 'say what would be recorded, corrected and refused, and send nothing')
    .option('--draft', 'send its reports as drafts, which count for nothing until they are approved')
    .option('--rejects <file>', 'write refused rows there, each with why: mend the file and import it')
    .option('--json', 'print what became of the rows as JSON')
    .option('--url <url>', 'where the API listens', defaultUrl())
    .addHelpText('after', examples)
    .action(async (path: string, flags: ImportFlags) => {
      const { runImport } = await import('../import/run-import.js');
      await runImport(path, flags, terminal);
    });
}
