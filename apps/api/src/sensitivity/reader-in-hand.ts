import { AsyncLocalStorage } from 'node:async_hooks';

const reading = new AsyncLocalStorage<string>();

/** Does something for a reader of this clearance: whatever is read meanwhile is read as that reader may. */
export const readAs = <Done>(clearance: string, work: () => Done): Done => reading.run(clearance, work);

/** The clearance of the reader whom something is read for; undefined where nobody asks, as for a message of a watch. */
export const clearanceInHand = (): string | undefined => reading.getStore();
