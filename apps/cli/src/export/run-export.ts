import type { FillWatch, Storage } from '#editions';
import { decodeEvent, eventCount, startOf } from '#event-log';
import type { Settings } from '#platform';
import type { Place } from '#situation';
import { open, type FileHandle, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import type { Terminal } from '../terminal/terminal.js';
import { asSent, type CampaignLine, campaignLineOf, Reviews } from './campaign-lines.js';
import { parentsFirst } from './parents-first.js';

type File = CampaignLine['file'];
const files: readonly File[] = ['places', 'actors', 'reports', 'amendments'];

/** Exports the storage of these settings, and says how much there was. @throws {CommandFailed} the folder is not empty. */
export async function runExport(folder: string, settings: Settings, terminal: Terminal): Promise<void> {
  const stopped = 'Stopped: the folder is not whole.';
  await onStorage(settings, terminal, { progress: 'auto', stopped }, async (storage, watch) => {
    const { summary, unread, drafts } = await exportCampaign(folder, storage, watch);
    terminal.out.write(`${summary}\n`);
    if (drafts > 0) terminal.out.write(`${drafts} drafts that nobody has approved are left out.\n`);
    if (unread > 0)
      terminal.err.write(`${unread} events of the log cannot be read and are left out: see /v1/parked.\n`);
  });
}

/**
 * Writes everything that the log has now as a campaign folder, each event once. Events that
 * cannot be read are counted and left out.
 *
 * @throws {CommandFailed} the folder is not empty.
 */
export async function exportCampaign(
  folder: string,
  storage: Pick<Storage, 'eventLog'>,
  watch: FillWatch,
): Promise<{ readonly summary: string; readonly unread: number; readonly drafts: number }> {
  await prepareFolder(folder);
  const writer = new CampaignWriter(folder);
  try {
    const left = await writeEvents(storage, watch, writer);
    const cover = { title: 'Sitrep export', description: 'Everything that the log had.', requests: [] };
    await writeFile(join(folder, 'campaign.json'), `${JSON.stringify(cover, undefined, 2)}\n`);
    return { summary: writer.summary(), ...left };
  } finally {
    await writer.close();
  }
}

async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new CommandFailed(`${folder} is not empty: name a folder that is not there yet.`);
}

async function writeEvents(
  { eventLog }: Pick<Storage, 'eventLog'>,
  watch: FillWatch,
  writer: CampaignWriter,
): Promise<{ readonly unread: number; readonly drafts: number }> {
  const reviews = new Reviews();
  const [start, head] = [startOf(eventLog.partitionCount), await eventLog.head()];
  const seen = new Set<string>();
  let [done, unread] = [0n, 0];
  const total = eventCount(head);
  for await (const { events } of eventLog.read(start, head)) {
    watch.signal?.throwIfAborted();
    for (const event of events) {
      const decoded = decodeEvent(event);
      if (!decoded.ok) unread += 1;
      else if (reviews.take(decoded.event, event)) continue;
      else if (!seen.has(event.id)) await writer.take(campaignLineOf(decoded.event), event.recordedAtMs);
      seen.add(event.id);
    }
    done += BigInt(events.length);
    watch.onProgress?.({ phase: 'events', done, total });
  }
  const { approved, leftOut } = reviews.outcome();
  for (const report of approved.filter(({ id }) => !seen.has(id)))
    await writer.take({ file: 'reports', line: asSent(report) }, Date.parse(report.reportedAt));
  await writer.writeHeld();
  return { unread, drafts: leftOut };
}

interface Held {
  readonly line: object;
  readonly recordedAtMs: number;
}

/**
 * Writes the files of a folder: reports as they come, everything else at the end, in the order in which it was recorded.
 * Every file is made, for a campaign has them even if they are empty.
 */
class CampaignWriter {
  private readonly open = new Map<File, FileHandle>();
  private readonly count = new Map<File, number>();
  private readonly held = new Map<File, Held[]>(files.map((file) => [file, []]));

  constructor(private readonly folder: string) {}

  async take({ file, line }: CampaignLine, recordedAtMs: number): Promise<void> {
    if (file === 'reports') await this.write(file, line);
    else this.held.get(file)?.push({ line, recordedAtMs });
  }

  async writeHeld(): Promise<void> {
    for (const [file, held] of this.held) {
      const lines = held.sort((one, other) => one.recordedAtMs - other.recordedAtMs).map(({ line }) => line);
      const isGazetteer = file === 'places' || file === 'actors';
      for (const line of isGazetteer ? parentsFirst(lines as Place[]) : lines) await this.write(file, line);
    }
  }

  summary(): string {
    return files.map((file) => `${(this.count.get(file) ?? 0).toLocaleString('en')} ${file}`).join(', ');
  }

  async close(): Promise<void> {
    for (const file of files) await (await this.opened(file)).close();
  }

  private async write(file: File, line: object): Promise<void> {
    await (await this.opened(file)).write(`${JSON.stringify(line)}\n`);
    this.count.set(file, (this.count.get(file) ?? 0) + 1);
  }

  private async opened(file: File): Promise<FileHandle> {
    const handle = this.open.get(file) ?? (await open(join(this.folder, `${file}.ndjson`), 'w'));
    this.open.set(file, handle);
    return handle;
  }
}
