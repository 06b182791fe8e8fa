import { inGroups } from '#editions';

/** How long what was read of a name is believed, in milliseconds. */
const fresh_ms = 1_000;
/** Beyond this the names used longest ago are read again when they come. */
const most_known = 100_000;
const most_callers = 1_000;

interface Known<Entry> {
  readonly entry: Entry;
  readonly readAtMs: number;
}

/**
 * The registered names that are used, kept in memory. A name is read again when it is older than a second;
 * questions of one moment share a statement. Names that are not registered are not kept.
 */
export class KnownNames<Id extends string, Entry> {
  private readonly known = new Map<Id, Known<Entry>>();
  private readonly read: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Entry>>;

  /** `newerOf` decides between what was noted and what is read: the live edition may be behind. */
  constructor(
    read: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Entry>>,
    private readonly newerOf: (noted: Entry, read: Entry) => Entry,
  ) {
    this.read = inGroups(most_callers, async (asked: readonly (readonly Id[])[]) => {
      const found = await read([...new Set(asked.flat())]);
      return asked.map(() => found);
    });
  }

  /** Those of the names that are registered; the others are missing in the map. */
  async find(ids: readonly Id[]): Promise<ReadonlyMap<Id, Entry>> {
    const freshSinceMs = performance.now() - fresh_ms;
    const found = new Map<Id, Entry>();
    const unread: Id[] = [];
    for (const id of ids) {
      const known = this.known.get(id);
      if (known !== undefined && known.readAtMs >= freshSinceMs) found.set(id, known.entry);
      else unread.push(id);
    }
    if (unread.length === 0) return found;
    const read = await this.read(unread);
    for (const id of unread) {
      const entry = read.get(id);
      const noted = this.known.get(id)?.entry;
      const newer = entry === undefined || noted === undefined ? (entry ?? noted) : this.newerOf(noted, entry);
      if (newer === undefined) continue;
      found.set(id, newer);
      this.remember(id, newer);
    }
    return found;
  }

  /** Notes a name that the log has, which the live edition may not have yet. */
  note(id: Id, entry: Entry): void {
    const known = this.known.get(id)?.entry;
    this.remember(id, known === undefined ? entry : this.newerOf(entry, known));
  }

  private remember(id: Id, entry: Entry): void {
    this.known.delete(id);
    this.known.set(id, { entry, readAtMs: performance.now() });
    if (this.known.size <= most_known) return;
    const [oldest] = this.known.keys();
    this.known.delete(oldest as Id);
  }
}
