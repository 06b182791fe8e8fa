import { AsyncLocalStorage } from 'node:async_hooks';

/** What somebody may see: up to a level, and within bounds. */
export interface Sight {
  readonly clearance: string;
  /** The outlets whose reports it reads in full, and the places, with their parts, about which it reads; none listed is all. */
  readonly outlets: readonly string[];
  readonly places: readonly string[];
}

interface Reader {
  readonly sight: Sight;
  readonly found: Map<string, Promise<unknown>>;
  /** The editions, by their ids, that the answer is read from. */
  readonly opened: Set<string>;
  /** Reports that this reader knows, whatever their level. */
  readonly inFull: Set<string>;
}

const reading = new AsyncLocalStorage<Reader>();

/** Does something for a reader who sees so much: whatever is read meanwhile is read as that reader may. */
export const readAs = <Done>(sight: Sight, work: () => Done): Done =>
  reading.run({ sight, found: new Map(), opened: new Set(), inFull: new Set() }, work);

/** What the reader may see whom something is read for; undefined where nobody asks, as for a message of a watch. */
export const sightInHand = (): Sight | undefined => reading.getStore()?.sight;

/** What `find` finds, found once for the reader in hand: one answer is made by one state of what is withheld. */
export function onceForReader<Found>(name: string, find: () => Promise<Found>): Promise<Found> {
  const found = reading.getStore()?.found;
  if (found === undefined) return find();
  const known = (found.get(name) as Promise<Found> | undefined) ?? find();
  found.set(name, known);
  return known;
}

/** Notes that the answer to the reader in hand is read from this edition. */
export const openInHand = (edition: string): void => void reading.getStore()?.opened.add(edition);

/** The ids of the editions that the answer to the reader in hand has been read from. */
export const openedInHand = (): readonly string[] => [...(reading.getStore()?.opened ?? [])];

/** Has the answer to the reader in hand tell of these reports in full: the reader knows them, having sent the drafts they come from. */
export function showInFull(ids: readonly string[]): void {
  for (const id of ids) reading.getStore()?.inFull.add(id);
}

export const isShownInFull = (id: string): boolean => reading.getStore()?.inFull.has(id) === true;
