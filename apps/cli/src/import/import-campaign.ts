import { createReadStream } from 'node:fs';
import { campaignFiles, type CampaignFile } from '../campaign/campaign-folder.js';
import { GazetteerOrder } from './gazetteer-order.js';
import type { ImportProgress } from './import-progress.js';
import { ImportTally } from './import-tally.js';
import { LinePoster, type FinalAnswer, type PosterOptions } from './line-poster.js';
import { splitLines, type Line } from './split-lines.js';

export interface ImportOptions extends PosterOptions {
  readonly progress: ImportProgress;
}

/** Lines on their way at once. */
const concurrency = 8;

/**
 * Posts a campaign folder to an API, the gazetteer first and the reports last, in pieces of a line. Answers what became
 * of each file; a refused line does not stop the others.
 *
 * @throws {CommandFailed} when the folder is no campaign, or when the API stays away: what was recorded until then stays,
 * and importing again goes on from there.
 */
export async function importCampaign(folder: string, options: ImportOptions): Promise<ImportTally[]> {
  const files = await campaignFiles(folder);
  const tallies: ImportTally[] = [];
  for (const file of files) tallies.push(await importFile(file, options));
  return tallies;
}

async function importFile(file: CampaignFile, options: ImportOptions): Promise<ImportTally> {
  const tally = new ImportTally(file.kind, file.name);
  const order = new GazetteerOrder();
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const poster = new LinePoster({ ...options, signal });
  const lines = splitLines(createReadStream(file.path));
  const send = async (line: Line): Promise<void> => {
    const post = (): Promise<FinalAnswer> => poster.post(file.postTo, line.bytes);
    const answer = line.cut ? tooLong : await (file.hasParents ? order.afterParents(line.bytes, post) : post());
    tally.count(line.number, answer);
    options.progress.answered(line.bytes.length + 1);
  };
  options.progress.begin(file);
  try {
    await eachAtOnce(lines, send, stop);
  } finally {
    options.progress.end(tally);
  }
  return tally;
}

const tooLong: FinalAnswer = { kind: 'refused', problems: [{ pointer: '', detail: 'The line is far too long.' }] };

/** Takes the lines in order, a few at a time; after the first failure no further one is begun. */
async function eachAtOnce(lines: AsyncIterator<Line>, send: (line: Line) => Promise<void>, stop: AbortController) {
  const work = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done === true || stop.signal.aborted) return;
      await send(value);
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      if (!stop.signal.aborted) stop.abort(error);
    }),
  );
  await Promise.all(workers);
  await lines.return?.();
  stop.signal.throwIfAborted();
}
