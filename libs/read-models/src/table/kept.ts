/**
 * Where readings are kept that are functions of an edition's rows alone, for as long as these stay as they are. What is
 * kept is shared by all askers: nobody changes it.
 */
export interface Kept {
  /** What is kept under the name; else what `read` finds, which equal questions meanwhile wait for. */
  once<Found>(name: string, read: () => Promise<Found>, bytesOf: (found: Found) => number): Promise<Found>;
}

/** What `read` finds: read again each time, unless the scope is one that keeps its readings. */
export const readOnce = <Found>(
  { kept }: { readonly kept?: Kept },
  name: string,
  read: () => Promise<Found>,
  bytesOf: (found: Found) => number,
): Promise<Found> => (kept === undefined ? read() : kept.once(name, read, bytesOf));

/** About what a row of the gazetteer takes in memory. */
export const bytes_an_entry = 400;

export const bytesOfEntries = ({ length, size }: { readonly length?: number; readonly size?: number }): number =>
  (length ?? size ?? 0) * bytes_an_entry;
