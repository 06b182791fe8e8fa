import { type EditionRef, live_edition, parkedCount, type Storage } from '#editions';
import { decodeEvent, hasReached, type Position, type RecordedEvent } from '#event-log';
import type { SitrepEvent } from '#situation';
import type { DeskLoad } from './desk-load.js';
import { refolded } from '../harness/refolded.js';
import { readWholeLog } from './whole-log.js';

/** What the clients sent, and what of it they were told is recorded. */
export type Told = Pick<DeskLoad, 'sent' | 'acknowledged'>;

/** What is wrong after everything came back; all of it must be empty, and zero. */
export interface Verdict {
  /** Acknowledged, and not in the log. */
  readonly lostFromLog: readonly string[];
  /** Acknowledged, and not in the live edition. */
  readonly lostFromEdition: readonly string[];
  /** More than once in the live edition. */
  readonly doubled: readonly string[];
  /** In the log or the live edition, and never sent, or with other content. */
  readonly neverSent: readonly string[];
  /** Rows of the live edition that a plain refold of the log does not give, and the other way round. */
  readonly otherRows: readonly string[];
  readonly parked: number;
  /** How far the checkpoint is from the log's end, in events. */
  readonly lag: number;
}

/** How much there was to judge. */
export interface Judged {
  readonly verdict: Verdict;
  readonly events: number;
  /** Appended again after an answer was lost; readers remove them. */
  readonly appendedTwice: number;
  readonly rows: number;
}

const catch_up_limit_ms = 90_000;

/** Waits until the live edition has the whole log, and compares what is there with what the clients were told. */
export async function judge({ editions, eventLog, database }: Storage, load: Told): Promise<Judged> {
  const live = await editions.find(live_edition);
  if (live === undefined) throw new Error('there is no live edition');
  const head = await settledHead({ editions, eventLog }, live);
  const position = await editions.position(live);
  const log = await readWholeLog(eventLog);
  const logged = new Set(log.map(({ id }) => id));
  const projected = await database.query<{ event_id: string; count: number }>(
    `select event_id, count(*)::int count from "${live.schema}".report_event group by event_id`,
  );
  const inEdition = new Set(projected.map(({ event_id }) => event_id));
  const { rows, differences } = await refolded({ database, eventLog }, live);
  const acknowledged = [...load.acknowledged];
  const verdict: Verdict = {
    lostFromLog: acknowledged.filter((id) => !logged.has(id)),
    lostFromEdition: acknowledged.filter((id) => !inEdition.has(id)),
    doubled: projected.filter(({ count }) => count !== 1).map(({ event_id }) => event_id),
    neverSent: [...strangers(log, load), ...[...inEdition].filter((id) => !load.sent.has(id))],
    otherRows: differences,
    parked: (await parkedCount(editions.scope(live))).count,
    lag: head.reduce((sum, next, partition) => sum + Number(next - (position[partition] ?? 0n)), 0),
  };
  return { verdict, events: log.length, appendedTwice: log.length - logged.size, rows };
}

/** Where the log ends once nothing is added any more: what was sent twice may still be on its way a second time. */
async function settledHead(
  { editions, eventLog }: Pick<Storage, 'editions' | 'eventLog'>,
  live: EditionRef,
): Promise<Position> {
  const deadline = performance.now() + catch_up_limit_ms;
  for (;;) {
    const head = await eventLog.head();
    const there = await editions.reached(live, head, Math.max(0, deadline - performance.now()));
    if (!there || hasReached(head, await eventLog.head())) return head;
  }
}

/** Events about reports that nobody sent, or that say something else than what was sent. */
function strangers(log: readonly RecordedEvent[], load: Told): readonly string[] {
  return log.flatMap((recorded) => {
    const decoded = decodeEvent(recorded);
    const content = decoded.ok ? contentOf(decoded.event) : 'undecodable';
    return content === undefined || load.sent.get(recorded.id) === content ? [] : [recorded.id];
  });
}

/** The words by which a client knows its message again; nothing for the gazetteer. */
function contentOf(event: SitrepEvent): string | undefined {
  if (event.kind === 'reported') return event.data.summary;
  if (event.kind === 'report_corrected') return event.data.reason;
  if (event.kind === 'report_reinstated') return event.data.reason;
  return event.kind === 'report_retracted' ? event.data.reason : undefined;
}
