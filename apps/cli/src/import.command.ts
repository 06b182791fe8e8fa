import type { Command } from 'commander';
import { stat, writeFile } from 'node:fs/promises';
import { exit_refused, fileFormats } from './import-formats/file-formats.js';
import { importCampaign, importLines } from './import/import-campaign.js';
import type { ImportTally } from './import/import-tally.js';
import { importProgress } from './import/import-progress.js';
import type { FileImport } from './import/run-file-import.js';
import { CommandFailed } from './terminal/command-failed.js';
import type { Terminal } from './terminal/terminal.js';

/** `sitrep import`: sends a campaign folder, or a table, to a running API. */
export function addImportCommand(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('send a campaign folder, a dataset or any table (CSV, TSV, XLSX) to a running Sitrep')
    .argument('<path>', 'the folder (places.ndjson, actors.ndjson, reports.ndjson) or the file')
    .option('--as <format>', `what it is: campaign, ndjson, ${fileFormats.join(', ')}; by default what it looks like`)
    .option('--map <mapping>', 'of a table: what its columns mean, YAML or JSON (docs/how-to/import.md)')
    .option('--suggest-mapping', 'print a mapping for the table, to be checked by you, and send nothing')
    .option('--published <moment>', 'when this edition of a dataset was published, and thereby known')
    .option('--time-zone <zone>', 'of a dataset: the zone of its days; by default that of the country')
    .option('--dry-run', 'say what would be recorded, corrected and refused, and send nothing')
    .option('--rejects <file>', 'write refused rows there, each with why: mend the file and import it')
    .option('--json', 'print what became of the rows as JSON')
    .option('--url <url>', 'where the API listens', `http://127.0.0.1:${process.env.PORT ?? 3000}`)
    .action(async (path: string, options: FileImport & { readonly suggestMapping?: boolean }) => {
      const { readSettings } = await import('#platform');
      const asked = { ...options, url: checkedUrl(options.url), key: readSettings(process.env).key };
      if (options.suggestMapping === true) return printSuggestion(path, terminal);
      const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
      const isLines = asked.as === 'ndjson' || (asked.as === undefined && !isFolder && /\.(nd)?jsonl?$/i.test(path));
      if (asked.as === 'campaign' || isLines || (asked.as === undefined && isFolder))
        return runImport(path, !isLines, asked, terminal);
      const { runFileImport } = await import('./import/run-file-import.js');
      await runFileImport(path, asked, terminal);
    });
}

async function printSuggestion(path: string, terminal: Terminal): Promise<void> {
  const { suggestMapping } = await import('./import-formats/mapping/suggest-mapping.js');
  terminal.out.write(await suggestMapping(path));
}

/** Prints what became of every file; the exit code is 5 when a line was refused. */
export async function runImport(
  path: string,
  isFolder: boolean,
  { url, key, rejects, json }: FileImport,
  terminal: Terminal,
): Promise<void> {
  const refused: Uint8Array[] = [];
  const progress = importProgress(terminal.err);
  const options = { url, key, progress, onRefused: (line: Uint8Array) => void refused.push(line) };
  const tallies = await (isFolder ? importCampaign(path, options) : importLines(path, options));
  for (const complaint of tallies.flatMap((tally) => tally.complaints())) terminal.err.write(`${complaint}\n`);
  if (rejects !== undefined && refused.length > 0)
    await writeFile(rejects, Buffer.concat(refused.flatMap((bytes) => [bytes, Buffer.from('\n')])));
  const lines = json === true ? [JSON.stringify(countsOf(tallies))] : tallies.map((tally) => tally.summary());
  for (const line of lines) terminal.out.write(`${line}\n`);
  if (refused.length > 0) terminal.exitCode = exit_refused;
}

const countsOf = (tallies: readonly ImportTally[]): object =>
  Object.fromEntries(tallies.map(({ kind, recorded, present, refused }) => [kind, { recorded, present, refused }]));

function checkedUrl(url: string): string {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new CommandFailed(`--url ${url} is not the address of an API, such as http://127.0.0.1:3000.`);
  }
  return url;
}
