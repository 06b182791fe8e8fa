import { randomUUID } from 'node:crypto';
import type { Storage } from '#editions';
import {
  decodeEvent,
  type Follower,
  formatPosition,
  parsePosition,
  type Position,
  type RecordedEvent,
} from '#event-log';
import type { Settings } from '#platform';
import type { SitrepEvent } from '#situation';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { printable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';

/** The options of `sitrep tail` as they were typed. */
export interface TailFlags {
  readonly after?: string;
  readonly follow: boolean;
  readonly json?: true;
}

/** Prints the events of the log, a line each, and those that come, until Ctrl-C. @throws {CommandFailed} */
export async function runTail(
  { after, follow, json }: TailFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  await onStorage(settings, terminal, { progress: 'none', stopped: 'Stopped.' }, async ({ eventLog }, { signal }) => {
    const head = await eventLog.head();
    const from = after === undefined ? (follow ? head : head.map(() => 0n)) : startAt(after, head);
    const printing = new Printing([...from], json === true, terminal);
    try {
      if (follow) await followUntil(eventLog, printing, signal);
      else for await (const { events } of eventLog.read(from, head)) await printing.print(events);
    } finally {
      terminal.err.write(`Go on with: sitrep tail --after ${formatPosition(printing.position)}\n`);
    }
  });
}

function startAt(text: string, head: Position): Position {
  if (text === '0') return head.map(() => 0n);
  const position = parsePosition(text);
  if (position?.length !== head.length)
    throw new CommandFailed(
      `--after is "${text}"; it must be 0 or a position of this log, such as ${formatPosition(head)}.`,
    );
  return position;
}

/** A group of its own receives every event, independent of other followers. */
async function followUntil(
  eventLog: Storage['eventLog'],
  printing: Printing,
  signal: AbortSignal | undefined,
): Promise<void> {
  const follower: Follower = {
    claim: async (partitions) => new Map(partitions.map((one) => [one, printing.position[one] ?? 0n])),
    apply: ({ events }) => printing.print(events),
  };
  const following = await eventLog.follow(`tail-${randomUUID()}`, follower);
  const stop = (): void => void following.stop();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  await following.ended;
}

class Printing {
  constructor(
    /** Behind the last event that was printed. */
    readonly position: bigint[],
    private readonly isJson: boolean,
    private readonly terminal: Terminal,
  ) {}

  async print(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      // What is given again after an interruption has been printed.
      if (event.offset < (this.position[event.partition] ?? 0n)) continue;
      this.position[event.partition] = event.offset + 1n;
      const line = this.isJson ? jsonLine(event) : plainLine(event);
      if (!this.terminal.out.write(`${line}\n`))
        await new Promise((resolve) => this.terminal.out.once('drain', resolve));
    }
  }
}

/** `2017-03-08T10:00:00.000Z 0-331 area_seized Reuters mosul: Police took the city`. */
function plainLine(event: RecordedEvent): string {
  const type = event.type.replace(/^sitrep\./, '').replace(/\.v\d+$/, '');
  const at = `${event.partition}-${event.offset}`;
  return printable(`${new Date(event.recordedAtMs).toISOString()} ${at} ${type} ${event.source} ${subjectOf(event)}`);
}

function subjectOf(event: RecordedEvent): string {
  const decoded = decodeEvent(event);
  return decoded.ok ? summaryOf(decoded.event) : `cannot be read: ${decoded.reason}`;
}

function summaryOf(event: SitrepEvent): string {
  switch (event.kind) {
    case 'reported':
      return `${event.report.places.join(', ') || '-'}: ${event.report.summary}`;
    case 'report_drafted':
      return `${event.report.id}: a draft for review`;
    case 'draft_revised':
      return `${event.revision.reportId}: ${event.revision.reason}`;
    case 'report_approved':
      return `${event.approval.reportId}: ${event.approval.note ?? '-'}`;
    case 'report_rejected':
      return `${event.rejection.reportId}: ${event.rejection.reason}`;
    case 'report_corrected':
      return `${event.correction.reportId}: ${event.correction.reason}`;
    case 'report_retracted':
      return `${event.retraction.reportId}: ${event.retraction.reason}`;
    case 'report_reinstated':
      return `${event.reinstatement.reportId}: ${event.reinstatement.reason}`;
    case 'report_graded':
      return `${event.grading.reportId}: ${event.grading.grade.reliability}${event.grading.grade.credibility}`;
    case 'reports_linked':
      return `${event.link.incident}: ${event.link.reportIds.join(', ')}`;
    case 'reports_unlinked':
      return `${event.unlink.incident}: ${event.unlink.reportIds.join(', ')}`;
    case 'place_registered':
      return `${event.place.id}: ${event.place.name}`;
    case 'actor_registered':
      return `${event.actor.id}: ${event.actor.name}`;
  }
}

const jsonLine = ({
  partition,
  offset,
  recordedAtMs,
  body,
  partitionKey: _key,
  ...attributes
}: RecordedEvent): string =>
  JSON.stringify({
    version: json_version,
    partition,
    offset: String(offset),
    recordedAt: new Date(recordedAtMs).toISOString(),
    ...attributes,
    data: dataOf(body),
  });

function dataOf(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
