import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DecidedLine, type LinesFile, sendLines, TrialSender } from '#imports';
import { campaignFiles, type CampaignFile } from '../campaign/campaign-folder.js';
import type { ImportProgress } from './import-progress.js';
import { ImportTally } from './import-tally.js';
import { type Receiver, sendOverHttp, tryOverHttp } from './send-over-http.js';

export interface ImportOptions extends Receiver {
  readonly progress: ImportProgress;
  /** Nothing more is sent once it is aborted; what is on its way is waited for. */
  readonly stop?: AbortSignal;
  /** True to record nothing, and only be told what would become of each line. */
  readonly dryRun?: boolean;
  /** Told of every line that was refused, as it was sent. */
  readonly onRefused?: (line: Uint8Array) => void;
}

/**
 * Sends a campaign folder to an API, the gazetteer first, the reports and what was said of them last. Returns what became
 * of each file; a refused line does not stop the others.
 *
 * @throws {CommandFailed} when the folder is no campaign. @throws {ImportRefused} when the API stays away: what was recorded until then stays,
 * and importing again goes on from there.
 */
export async function importCampaign(folder: string, options: ImportOptions): Promise<ImportTally[]> {
  return importFiles(await campaignFiles(folder), options);
}

/** Sends a file of lines that say themselves what they are, as POST /v1/reports/batch takes them. @throws {CommandFailed} */
export async function importLines(path: string, options: ImportOptions): Promise<ImportTally[]> {
  const { size } = await stat(path);
  return importFiles([{ kind: 'lines', name: basename(path), path, sizeBytes: size, lineKind: undefined }], options);
}

async function importFiles(files: readonly CampaignFile[], options: ImportOptions): Promise<ImportTally[]> {
  const lines = files.map((file): LinesFile => ({ ...file, open: () => createReadStream(file.path) }));
  const trial = options.dryRun === true ? new TrialSender(tryOverHttp(options)) : undefined;
  const sender = trial ?? sendOverHttp(options);
  const tallies: ImportTally[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const tally = new ImportTally(file.kind, file.name, options.dryRun);
      tallies.push(tally);
      options.progress.begin(file);
      try {
        for await (const line of sendLines(lines[index]!, sender, options.stop)) count(line, tally, options);
      } finally {
        options.progress.end(tally);
      }
    }
    await trial?.end();
  } finally {
    await trial?.close();
  }
  return tallies;
}

function count({ number, sent, decision }: DecidedLine, tally: ImportTally, options: ImportOptions): void {
  tally.count(number, decision);
  if (decision.kind === 'refused') options.onRefused?.(sent);
  options.progress.answered(sent.length + 1);
}
