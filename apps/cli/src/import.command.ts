import type { Command } from 'commander';
import { importCampaign } from './import/import-campaign.js';
import { importProgress } from './import/import-progress.js';
import { CommandFailed } from './terminal/command-failed.js';
import type { Terminal } from './terminal/terminal.js';

/** `sitrep import`: posts a campaign folder to a running API. */
export function addImportCommand(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('post a campaign folder (places.ndjson, actors.ndjson, reports.ndjson) to a running Sitrep')
    .argument('<folder>', 'the campaign folder')
    .option('--url <url>', 'where the API listens', 'http://127.0.0.1:3000')
    .action(async (folder: string, { url }: { url: string }) => runImport(folder, url, terminal));
}

/** Prints what became of every file; the exit code is 1 when a line was refused. */
export async function runImport(folder: string, url: string, terminal: Terminal): Promise<void> {
  const tallies = await importCampaign(folder, { url: checkedUrl(url), progress: importProgress(terminal.err) });
  for (const complaint of tallies.flatMap((tally) => tally.complaints())) terminal.err.write(`${complaint}\n`);
  for (const tally of tallies) terminal.out.write(`${tally.summary()}\n`);
  if (tallies.some(({ refused }) => refused > 0)) terminal.exitCode = 1;
}

function checkedUrl(url: string): string {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new CommandFailed(`--url ${url} is not the address of an API, such as http://127.0.0.1:3000.`);
  }
  return url;
}
