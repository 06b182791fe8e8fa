import type { Kept } from '#read-models/queries';

/** Bytes that are kept in all. */
export const most_kept_bytes = 128 * 1024 * 1024;
/** What an entry takes beside what it holds. */
const entry_bytes = 500;

interface Entry {
  readonly found: Promise<unknown>;
  readonly state: KeptState;
  readonly name: string;
  bytes: number;
}

/**
 * Readings of editions, kept by the state that they are functions of: gone when their edition moves on, and the longest
 * unused first when there are too many. Equal questions that come together are read once.
 */
export class KeptReadings {
  private readonly states = new Map<string, KeptState>();
  /** The longest unused first. */
  private readonly used = new Set<Entry>();
  private bytes = 0;

  constructor(private readonly mostBytes: number = most_kept_bytes) {}

  /** Where readings of this edition in this state are kept; those of its earlier states are let go. */
  of(edition: string, state: string): Kept {
    const kept = this.states.get(edition);
    if (kept?.state === state) return kept;
    if (kept !== undefined) this.letGo(kept);
    const anew = new KeptState(state, {
      use: (entry) => this.use(entry),
      weigh: (entry, bytes) => this.weigh(entry, bytes),
      drop: (entry) => this.drop(entry),
    });
    this.states.set(edition, anew);
    return anew;
  }

  /** Bytes that are kept now, about. */
  get size(): number {
    return this.bytes;
  }

  private letGo(state: KeptState): void {
    for (const entry of state.entries.values()) this.drop(entry);
    state.isOver = true;
  }

  private use(entry: Entry): void {
    this.used.delete(entry);
    this.used.add(entry);
  }

  private weigh(entry: Entry, bytes: number): void {
    if (!this.used.has(entry)) return;
    this.bytes += bytes - entry.bytes;
    entry.bytes = bytes;
    for (const oldest of this.used) {
      if (this.bytes <= this.mostBytes) return;
      this.drop(oldest);
    }
  }

  private drop(entry: Entry): void {
    if (this.used.delete(entry)) this.bytes -= entry.bytes;
    if (entry.state.entries.get(entry.name) === entry) entry.state.entries.delete(entry.name);
  }
}

interface Shelf {
  use(entry: Entry): void;
  weigh(entry: Entry, bytes: number): void;
  drop(entry: Entry): void;
}

class KeptState implements Kept {
  readonly entries = new Map<string, Entry>();
  /** True when the edition has moved on: a question still reading in this state keeps nothing. */
  isOver = false;

  constructor(
    readonly state: string,
    private readonly shelf: Shelf,
  ) {}

  async once<Found>(name: string, read: () => Promise<Found>, bytesOf: (found: Found) => number): Promise<Found> {
    const known = this.entries.get(name);
    if (known === undefined) return this.keep(name, read, bytesOf);
    this.shelf.use(known);
    try {
      return (await known.found) as Found;
    } catch {
      // What failed for another asker, who may have hung up, is asked again.
      return read();
    }
  }

  private async keep<Found>(name: string, read: () => Promise<Found>, bytesOf: (found: Found) => number) {
    if (this.isOver) return read();
    const found = read();
    const entry: Entry = { found, state: this, name, bytes: 0 };
    this.entries.set(name, entry);
    this.shelf.use(entry);
    try {
      const kept = await found;
      this.shelf.weigh(entry, entry_bytes + 2 * name.length + bytesOf(kept));
      return kept;
    } catch (error) {
      this.shelf.drop(entry);
      throw error;
    }
  }
}
