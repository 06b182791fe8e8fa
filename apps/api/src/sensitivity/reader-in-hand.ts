import { AsyncLocalStorage } from 'node:async_hooks';

interface Reader {
  readonly clearance: string;
  readonly found: Map<string, Promise<unknown>>;
  /** Reports that this reader knows, whatever their level. */
  readonly inFull: Set<string>;
}

const reading = new AsyncLocalStorage<Reader>();

/** Does something for a reader of this clearance: whatever is read meanwhile is read as that reader may. */
export const readAs = <Done>(clearance: string, work: () => Done): Done =>
  reading.run({ clearance, found: new Map(), inFull: new Set() }, work);

/** The clearance of the reader whom something is read for; undefined where nobody asks, as for a message of a watch. */
export const clearanceInHand = (): string | undefined => reading.getStore()?.clearance;

/** What `find` finds, found once for the reader in hand: one answer is made by one state of what is withheld. */
export function onceForReader<Found>(name: string, find: () => Promise<Found>): Promise<Found> {
  const found = reading.getStore()?.found;
  if (found === undefined) return find();
  const known = (found.get(name) as Promise<Found> | undefined) ?? find();
  found.set(name, known);
  return known;
}

/** Has the answer to the reader in hand tell of these reports in full: the reader knows them, having sent the drafts they come from. */
export function showInFull(ids: readonly string[]): void {
  for (const id of ids) reading.getStore()?.inFull.add(id);
}

export const isShownInFull = (id: string): boolean => reading.getStore()?.inFull.has(id) === true;
