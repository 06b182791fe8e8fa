import { Fenced, HistoryLost, isOutage, type RecordedEvent } from '#event-log';
import type { Database } from '#platform';
import { applyBatch } from './apply-batch.js';
import { advanceCheckpoint, type Claim, countTry, forgetTry } from './checkpoint.js';
import { parkEvents } from './parked-events.js';
import type { WritableEdition } from '../registry/edition-record.js';

/** How often an event that fails alone is tried again before it is set aside. */
const most_tries = 2;

/** A transaction that fails after so long has used up its time, also where the lost connection looks like an outage. */
const projection_budget_ms = 25_000;

/** SQLSTATE: a deadlock or a conflict of transactions, or a lock that somebody holds, which a later try may not meet. */
const conflict = /^(40...|55P03)$/;

/** SQLSTATE: what no event can cause, such as a table or a privilege that is missing. */
const wrong_database = /^(25006|28...|3D...|3F...|42...)$/;

/**
 * True when the work failed because of what its events are or cost, so that it fails again (law 9). False for an
 * outage, a conflict, a partition in other hands and a database that is not ours.
 */
export function isFaultOfEvents(error: unknown, elapsedMs = 0): boolean {
  if (error instanceof Fenced || error instanceof HistoryLost) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (conflict.test(code) || wrong_database.test(code)) return false;
  return elapsedMs >= projection_budget_ms || !isOutage(error);
}

/**
 * Applies the items together. When they are what fails, applies each half, down to the item that fails by itself, which
 * `takeAlone` receives with the reason. Items keep their order.
 *
 * @throws whatever is not the fault of the items; those before it are applied.
 */
export async function applyInHalves<Item>(
  items: readonly Item[],
  apply: (items: readonly Item[]) => Promise<void>,
  takeAlone: (item: Item, reason: string) => Promise<void>,
): Promise<void> {
  const [first] = items;
  const reason = first === undefined ? undefined : await failureOf(() => apply(items));
  if (first === undefined || reason === undefined) return;
  if (items.length === 1) return takeAlone(first, reason);
  const middle = items.length >>> 1;
  await applyInHalves(items.slice(0, middle), apply, takeAlone);
  await applyInHalves(items.slice(middle), apply, takeAlone);
}

/**
 * Applies one event that is suspected of ending the projector. Each try is counted durably beforehand; an event that
 * has used its tries is parked with the reason, and the checkpoint passes it. Returns the claim behind the event.
 */
export async function applyAlone(
  database: Database,
  edition: WritableEdition,
  event: RecordedEvent,
  claim: Claim,
): Promise<Claim> {
  const tables = { sql: database, schema: edition.schema };
  const { partition } = event;
  let reason = 'it ended the process each time';
  while ((await countTry(tables, event, claim)) <= most_tries) {
    try {
      let moved = claim;
      const failure = await failureOf(async () => {
        moved = await applyBatch(database, edition, { partition, events: [event] }, claim);
      });
      if (failure === undefined) return moved;
      reason = failure;
    } catch (error) {
      await forgetTry(tables, event).catch(() => undefined);
      throw error;
    }
  }
  return setAside(database, edition, event, claim, reason);
}

/** Parks an event that cannot be projected and moves the checkpoint past it. Returns the claim behind it. */
export async function setAside(
  database: Database,
  edition: WritableEdition,
  event: RecordedEvent,
  claim: Claim,
  reason: string,
): Promise<Claim> {
  const nextOffset = event.offset + 1n;
  await database.transaction(async (sql) => {
    const tables = { sql, schema: edition.schema };
    await advanceCheckpoint(tables, event.partition, claim, nextOffset);
    await parkEvents(tables, [{ recorded: event, reason: `cannot be projected: ${reason}` }]);
  });
  return { ...claim, nextOffset };
}

/** Why the work failed on account of its events; undefined when it did not fail. Throws every other failure. */
async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  const begunMs = performance.now();
  try {
    await work();
    return undefined;
  } catch (error) {
    const elapsedMs = performance.now() - begunMs;
    if (!isFaultOfEvents(error, elapsedMs)) throw error;
    return `${error instanceof Error ? error.message : String(error)} (after ${Math.round(elapsedMs)} ms)`;
  }
}
