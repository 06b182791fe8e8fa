import { type EventLog, parsePosition, type Position } from '#event-log';
import type { Database, Sql } from '#platform';
import { projection_version } from '#read-models';
import { definitionText, type EditionDefinition } from './edition-definition.js';
import { isServed, requireName } from './edition-name.js';
import { type EditionRecord, readRecord, readRecords } from './edition-record.js';
import { EditionUnusable } from './edition-unusable.js';
import type { Editions } from './editions.js';
import { editionSize } from './edition-tables.js';

/** What somebody wants built. */
export interface EditionOrder {
  readonly name: string;
  readonly definition: EditionDefinition;
  readonly pinned?: boolean;
  /** When it may be dropped; left out for never. */
  readonly expiresAt?: Date;
}

/** The storage that editions are made in, and the log that they are made of. */
export interface EditionStorage {
  readonly database: Database;
  readonly editions: Editions;
  readonly eventLog: EventLog;
}

/** What to do when there is an edition of that name already. */
export interface OrderOptions {
  /**
   * `keep`: one with the same definition is returned as it is, another is refused. `replace`: only one that is being
   * built with the same definition is kept, so that an interrupted build goes on.
   */
  readonly whenThere: 'keep' | 'replace';
  /** None by default. */
  readonly limits?: EditionLimits;
  /** Done in the same transaction, so that an edition and the job that builds it are there together. */
  readonly alongside?: (sql: Sql, edition: EditionRecord) => Promise<void>;
}

/**
 * Makes the edition that is wanted, empty, with its end fixed, or answers the one that is there.
 *
 * @throws {EditionUnusable} the name is no good or taken by another definition, or the limits are reached.
 */
export async function orderEdition(
  { editions, eventLog }: Pick<EditionStorage, 'editions' | 'eventLog'>,
  order: EditionOrder,
  { whenThere, limits, alongside }: OrderOptions,
): Promise<EditionRecord> {
  const { name, definition, ...chosen } = order;
  requireName(name);
  const end = await endOf(definition, eventLog);
  return editions.withEditionsLock(async (sql) => {
    const there = await readRecord(sql, name);
    if (there !== undefined && isKept(there, definition, whenThere)) {
      await alongside?.(sql, there);
      return there;
    }
    if (there !== undefined) await editions.dropIn(sql, there);
    if (limits !== undefined) await requireRoom(sql, limits);
    const made = await editions.createIn(sql, name, definition, eventLog, { ...chosen, end, status: 'building' });
    await alongside?.(sql, made);
    return made;
  });
}

/** Where an edition of this definition ends, on this log at this time. */
async function endOf({ until }: EditionDefinition, eventLog: EventLog): Promise<Position> {
  if (until !== undefined && 'recordedAtMs' in until) return eventLog.positionAt(until.recordedAtMs + 1);
  const head = await eventLog.head();
  if (until === undefined || !('position' in until)) return head;
  const position = parsePosition(until.position);
  if (position === undefined || position.length !== head.length)
    throw new EditionUnusable(`${until.position} is no position of a log of ${head.length} partitions.`, 'other_log');
  return position;
}

/** True when the edition that is there is the one wanted; false when it is to be replaced. */
function isKept(there: EditionRecord, wanted: EditionDefinition, whenThere: OrderOptions['whenThere']): boolean {
  const isSame = definitionText(there.definition) === definitionText(wanted);
  const isReadable = there.projectionVersion === projection_version;
  if (whenThere === 'replace') return isSame && isReadable && there.status === 'building';
  if (isSame) return isReadable && there.status !== 'failed';
  throw new EditionUnusable(
    `There is an edition ${there.name} (${there.id}) with another definition; choose another name, or drop it.`,
    'other_definition',
  );
}

/** @throws {EditionUnusable} there are too many already, or they take too much of the disk. */
async function requireRoom(sql: Sql, { most, mostBytes }: EditionLimits): Promise<void> {
  const others = (await readRecords(sql)).filter(({ name }) => !isServed(name));
  const advice = adviceOn(others);
  if (others.length >= most)
    throw new EditionUnusable(`There are ${others.length} editions of at most ${most}. ${advice}`, 'too_many_editions');
  const bytes = await totalSize(sql, others);
  if (bytes >= mostBytes)
    throw new EditionUnusable(
      `The editions take ${bytes} bytes of at most ${mostBytes}. ${advice}`,
      'editions_too_large',
    );
}

const named_at_once = 5;

/** What to do about too many or too large editions: which to drop, the oldest first. */
function adviceOn(others: readonly EditionRecord[]): string {
  const droppable = others.filter(({ pinned }) => !pinned).map(({ name }) => name);
  if (droppable.length === 0) return 'All are pinned: unpin one and drop it, or raise the limit.';
  const named = droppable.slice(0, named_at_once).join(', ');
  return `Drop one that is not needed any more (the oldest: ${named}), or raise the limit.`;
}

async function totalSize(sql: Sql, editions: readonly EditionRecord[]): Promise<number> {
  let bytes = 0;
  for (const { schema } of editions) bytes += await editionSize({ sql, schema });
  return bytes;
}

/** @throws {EditionUnusable} the editions beside the live one, this one among them, take more than they may. */
export async function requireDisk(database: Database, { mostBytes }: EditionLimits): Promise<void> {
  const others = (await readRecords(database)).filter(({ name }) => !isServed(name));
  const bytes = await totalSize(database, others);
  if (bytes <= mostBytes) return;
  const detail = `The editions take ${bytes} bytes of at most ${mostBytes}. ${adviceOn(others)}`;
  throw new EditionUnusable(detail, 'editions_too_large');
}

/** How many editions there may be beside the live one, and how much of the disk they may take. */
export interface EditionLimits {
  readonly most: number;
  readonly mostBytes: number;
}

/** What holds where the settings do not say. */
export const default_edition_limits: EditionLimits = { most: 20, mostBytes: 50_000_000_000 };
