import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { campaignFiles, type CampaignFile } from '../campaign/campaign-folder.js';
import { type Decision, type Line, splitLines } from '#imports';
import { type Receiver, sendOverHttp } from './send-over-http.js';
import type { ImportProgress } from './import-progress.js';
import { ImportTally } from './import-tally.js';

export interface ImportOptions extends Receiver {
  readonly progress: ImportProgress;
  /** Told of every line that was refused, as it was sent. */
  readonly onRefused?: (line: Uint8Array) => void;
}

/** Lines that are sent in one request. */
const lines_at_once = 500;

/**
 * Sends a campaign folder to an API, the gazetteer first, the reports and what was said of them last. Returns what became
 * of each file; a refused line does not stop the others.
 *
 * @throws {CommandFailed} when the folder is no campaign. @throws {ImportRefused} when the API stays away: what was recorded until then stays,
 * and importing again goes on from there.
 */
export async function importCampaign(folder: string, options: ImportOptions): Promise<ImportTally[]> {
  const files = await campaignFiles(folder);
  const tallies: ImportTally[] = [];
  for (const file of files) tallies.push(await importFile(file, options));
  return tallies;
}

/** Sends a file of lines that say themselves what they are, as POST /v1/reports/batch takes them. @throws {CommandFailed} */
export async function importLines(path: string, options: ImportOptions): Promise<ImportTally[]> {
  const { size } = await stat(path);
  const file: CampaignFile = { kind: 'lines', name: basename(path), path, sizeBytes: size, lineKind: undefined };
  return [await importFile(file, options)];
}

async function importFile(file: CampaignFile, options: ImportOptions): Promise<ImportTally> {
  const tally = new ImportTally(file.kind, file.name);
  const sender = sendOverHttp(options);
  options.progress.begin(file);
  try {
    for await (const lines of inGroups(splitLines(createReadStream(file.path)))) {
      options.signal?.throwIfAborted();
      const whole = lines.filter(({ cut }) => !cut);
      const decisions = await sender.send(whole.map(({ bytes }) => lineOf(file, bytes)));
      for (const line of lines) {
        const decision = line.cut ? tooLong : (decisions[whole.indexOf(line)] ?? tooLong);
        tally.count(line.number, decision);
        if (decision.kind === 'refused') options.onRefused?.(lineOf(file, line.bytes));
        options.progress.answered(line.bytes.length + 1);
      }
    }
  } finally {
    options.progress.end(tally);
  }
  return tally;
}

const tooLong: Decision = { kind: 'refused', problems: [{ pointer: '', detail: 'The line is far too long.' }] };

async function* inGroups(lines: AsyncIterable<Line>): AsyncGenerator<readonly Line[]> {
  let group: Line[] = [];
  for await (const line of lines) {
    group.push(line);
    if (group.length < lines_at_once) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** The line as the api takes it. Its bytes stay as they are: it says what is wrong with them. */
function lineOf({ lineKind }: CampaignFile, bytes: Uint8Array): Uint8Array {
  if (lineKind === undefined || lineKind === 'report') return bytes;
  return Buffer.concat([Buffer.from(`{"kind":"${lineKind}","body":`), bytes, Buffer.from('}')]);
}
