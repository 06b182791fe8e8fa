import type { Editions } from '#editions';
import { sampleName } from '../campaign/sample-folder.js';
import { importCampaign } from '../import/import-campaign.js';
import { importProgress } from '../import/import-progress.js';
import type { Terminal } from '../terminal/terminal.js';

/**
 * Posts the sample to the API as any client would, unless that was done before. Lines that are refused are told and do
 * not keep Sitrep from serving; the sample is then tried again at the next start.
 */
export async function loadSample(
  folder: string,
  editions: Pick<Editions, 'isSampleLoaded' | 'markSampleLoaded'>,
  api: { readonly url: string; readonly key: string; readonly signal: AbortSignal },
  terminal: Terminal,
): Promise<void> {
  const name = sampleName(folder);
  if (await editions.isSampleLoaded(name)) return;
  terminal.err.write(`Loading the sample ${name}\n`);
  const tallies = await importCampaign(folder, { ...api, stop: api.signal, progress: importProgress(terminal.err) });
  api.signal.throwIfAborted();
  const complaints = tallies.flatMap((tally) => tally.complaints());
  for (const complaint of complaints) terminal.err.write(`${complaint}\n`);
  if (complaints.length === 0) await editions.markSampleLoaded(name);
}
