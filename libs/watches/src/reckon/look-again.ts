import { live_edition, readCheckpoint } from '#editions';
import { eventCount, formatPosition, hasReached, parsePosition, type Position } from '#event-log';
import type { EditionScope } from '#read-models/queries';
import { type Day, localDay } from '#situation';
import { type Change, digestOf, messageId } from '../domain/change.js';
import { concerns } from '../domain/matching.js';
import { messageOf, type NewMessage } from '../domain/message.js';
import type { CountedNumber, Watch } from '../domain/question.js';
import { collecting, cursorPosition, moveCursor } from '../store/cursor.js';
import { addMessages } from '../store/messages.js';
import type { WatchParts } from '../watch-options.js';
import { changesByEvents, type FoundByEvents } from './changes-by-events.js';
import { contradictionChanges } from './contradiction-changes.js';
import { countMessage, countOf } from './counts.js';
import { type NewEvents, readNewEvents } from './new-events.js';
import { surroundingsOf } from './surroundings.js';

/** Messages of one watch that are to be stored, and the number that its count has come to. */
interface Collected {
  readonly watch: Watch;
  readonly messages: readonly NewMessage[];
  readonly counted?: CountedNumber;
}

/**
 * Looks for what the log has added since the cursor, and stores the messages of every watch together with the new cursor in
 * one transaction: killed at any point, it looks again from the same cursor and finds the same. All watches share one
 * reckoning. Returns true when the cursor has moved; while the log does not move, nothing but two positions is read.
 */
export async function lookAgain(parts: WatchParts): Promise<boolean> {
  const { database, editions } = parts;
  const cursor = await cursorPosition(database);
  const live = cursor === undefined ? undefined : await editions.find(live_edition);
  if (cursor === undefined || live === undefined) return false;
  const from = parsePosition(cursor) ?? [];
  const now = await editions.position(live);
  // An edition that was switched to may be behind for a moment.
  if (formatPosition(now) === cursor || !hasReached(now, from)) return false;
  const watches = await collecting(database);
  const { to, collected } =
    watches.length === 0 ? { to: now, collected: [] } : await collect(parts, live.schema, from, watches);
  const at = new Date();
  return database.transaction(async (sql) => {
    if (!(await moveCursor(sql, cursor, formatPosition(to)))) return false;
    for (const { watch, messages, counted } of collected) {
      if (counted !== undefined)
        await sql.query(`update sitrep.watch set counted = $2::jsonb where id = $1`, [
          watch.id,
          JSON.stringify(counted),
        ]);
      if (messages.length > 0) await addMessages(sql, watch, messages, at);
    }
    return true;
  });
}

interface Read {
  readonly to: Position;
  readonly collected: readonly Collected[];
}

async function collect(parts: WatchParts, schema: string, from: Position, watches: readonly Watch[]): Promise<Read> {
  const today = localDay(Date.now(), parts.timeZone);
  const { to, events, found, matched } = await parts.database.transaction(async (sql) => {
    // The rows and the checkpoint of one moment.
    await sql.query(`set transaction isolation level repeatable read, read only`);
    const scope = { sql, schema };
    const position = await readCheckpoint(scope);
    if (eventCount(position) - eventCount(from) > BigInt(parts.pace.mostEvents)) return { to: position };
    const news = await readNewEvents(parts.eventLog, from, position);
    const byEvents = await changesByEvents(scope, news, {
      agedAfterDays: parts.agedAfterDays,
      today,
      sight: parts.sight,
    });
    const changes = await matching(scope, watches, byEvents.changes, today);
    return { to: position, events: news, found: byEvents, matched: changes };
  });
  if (found === undefined || events === undefined || matched === undefined)
    return { to, collected: watches.map((watch) => ({ watch, messages: [resync(watch, from, to, parts)] })) };
  const contradicting = await contradictionsFor(parts, schema, { watches, events, found, today });
  const collected: Collected[] = [];
  for (const [index, watch] of watches.entries()) {
    const changed = [...(matched[index] ?? []), ...(contradicting[index] ?? [])];
    const changeMessages = changed.map((change) => messageOf(watch, change, parts.baseUrl));
    const counted = found.hasFigures ? await countOf(watch, parts) : undefined;
    const count = counted === undefined ? [] : [countMessage(watch, counted, { parts, to })];
    collected.push({
      watch,
      messages: await shown([...changeMessages, ...count], parts),
      ...(counted === undefined ? {} : { counted: numberOf(counted) }),
    });
  }
  return { to, collected };
}

/** The messages as they may leave the server. */
async function shown(
  messages: readonly (NewMessage | undefined)[],
  { sight }: Pick<WatchParts, 'sight'>,
): Promise<readonly NewMessage[]> {
  const there = messages.filter((message) => message !== undefined);
  return Promise.all(there.map(async (message) => ({ ...message, content: await sight.applied(message.content) })));
}

const numberOf = ({ low, best, high }: CountedNumber): CountedNumber => ({ low, best, high });

/** For each watch the changes that concern it. */
async function matching(
  scope: EditionScope,
  watches: readonly Watch[],
  changes: readonly Change[],
  today: Day,
): Promise<readonly (readonly Change[])[]> {
  if (changes.length === 0) return watches.map(() => []);
  const around = await surroundingsOf(scope, watches, changes, today);
  return watches.map((watch) => changes.filter((change) => concerns(watch, change, around)));
}

async function contradictionsFor(
  parts: WatchParts,
  schema: string,
  asked: {
    readonly watches: readonly Watch[];
    readonly events: NewEvents;
    readonly found: FoundByEvents;
    readonly today: Day;
  },
): Promise<readonly (readonly Change[])[]> {
  const { watches, events, found, today } = asked;
  if (!watches.some(({ question }) => question.kinds.includes('contradiction'))) return [];
  const scope = { sql: parts.database, schema };
  return matching(scope, watches, await contradictionChanges(scope, parts, events, found), today);
}

/** Tells a watch that more came at once than is reckoned one by one, and where to read it. */
function resync(watch: Watch, from: Position, to: Position, { baseUrl, pace }: WatchParts): NewMessage {
  const since = formatPosition(from);
  const href = `${baseUrl}/v1/changes?sinceRecorded=${since}`;
  return {
    id: messageId(watch.id, digestOf(['resync', since, formatPosition(to)])),
    kind: 'resync',
    content: {
      text: `More than ${pace.mostEvents} events came at once, so they are not reported one by one. Read what changed at ${href}.`,
      from: since,
      to: formatPosition(to),
      links: [{ rel: 'answer', href }],
    },
  };
}
