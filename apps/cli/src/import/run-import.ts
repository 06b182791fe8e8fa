import { stat, writeFile } from 'node:fs/promises';
import { bundleNameOf, ImportRefused, suggestMapping } from '#imports';
import { checkedUrl } from '../api/api-fetch.js';
import { exit_refused, exit_stopped } from '../terminal/exit-codes.js';
import { listenForStop } from '../terminal/stop-request.js';
import type { Terminal } from '../terminal/terminal.js';
import { importCampaign, importLines } from './import-campaign.js';
import { importProgress } from './import-progress.js';
import type { ImportTally } from './import-tally.js';
import { type FileImport, runFileImport, tellDrafts } from './run-file-import.js';

/** The options of `sitrep import` as they were typed. */
export interface ImportFlags extends Omit<FileImport, 'bundle' | 'headLine'> {
  readonly headLine?: string;
  readonly suggestMapping?: boolean;
}

/** Sends a campaign folder, lines, or a table. @throws {CommandFailed} {ImportRefused} nothing could be done. */
export async function runImport(path: string, typed: ImportFlags, terminal: Terminal): Promise<void> {
  const { headLine: line, ...flags } = typed;
  const asked = { ...flags, bundle: bundleNameOf(path), ...(line !== undefined && { headLine: lineOf(line) }) };
  checkedUrl(asked.url);
  if (asked.suggestMapping === true) return void terminal.out.write(await suggestMapping(path, asked));
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const isLines = asked.as === 'ndjson' || (asked.as === undefined && !isFolder && /\.(nd)?jsonl?$/i.test(path));
  if (asked.as === 'campaign' || isLines || (asked.as === undefined && isFolder))
    await runLinesImport(path, !isLines, asked, terminal);
  else await runFileImport(path, asked, terminal);
}

function lineOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new ImportRefused(`--head-line is ${text}; name the line that the names of columns stand in, such as 3.`);
}

/** Prints what became of every file; the exit code is 5 when a line was refused. */
async function runLinesImport(
  path: string,
  isFolder: boolean,
  { url, rejects, json, draft, bundle, dryRun = false }: FileImport,
  terminal: Terminal,
): Promise<void> {
  const refused: Uint8Array[] = [];
  const stop = listenForStop();
  const progress = importProgress(terminal.err);
  const options = {
    url,
    asDrafts: draft === true,
    bundle,
    dryRun,
    progress,
    onRefused: (line: Uint8Array) => void refused.push(line),
    stop: stop.signal,
  };
  const sent = isFolder ? importCampaign(path, options) : importLines(path, options);
  const tallies = await sent.finally(() => stop.release());
  const isStopped = stop.signal.aborted;
  for (const complaint of tallies.flatMap((tally) => tally.complaints())) terminal.err.write(`${complaint}\n`);
  if (rejects !== undefined && refused.length > 0)
    await writeFile(rejects, Buffer.concat(refused.flatMap((bytes) => [bytes, Buffer.from('\n')])));
  const sum = (name: 'new' | 'revised') => tallies.reduce((all, { drafts }) => all + drafts[name], 0);
  const drafts = { new: sum('new'), revised: sum('revised') };
  const hasDrafts = !dryRun && drafts.new + drafts.revised > 0;
  const lines =
    json === true
      ? [JSON.stringify({ ...countsOf(tallies), ...(hasDrafts && { bundle }), stopped: isStopped })]
      : tallies.map((tally) => tally.summary());
  for (const line of lines) terminal.out.write(`${line}\n`);
  if (hasDrafts) tellDrafts(drafts, bundle, terminal);
  if (isStopped) terminal.err.write('Stopped. Import the same again to go on.\n');
  if (refused.length > 0) terminal.exitCode = exit_refused;
  if (isStopped) terminal.exitCode = exit_stopped;
}

const countsOf = (tallies: readonly ImportTally[]): object =>
  Object.fromEntries(
    tallies.map(({ kind, recorded, present, refused, drafts }) => [
      kind,
      {
        recorded,
        present,
        refused,
        ...(drafts.new + drafts.revised > 0 && { drafts: { recorded: drafts.new, revised: drafts.revised } }),
      },
    ]),
  );
