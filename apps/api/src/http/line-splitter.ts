/** A line of a body. */
export interface Line {
  /** Counts from 1, blank lines too. */
  readonly number: number;
  /** Without its end; undefined for a line over the limit, whose bytes are not kept. */
  readonly bytes: Uint8Array | undefined;
}

const line_feed = 0x0a;
/** Space, tab and carriage return. */
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);

/** Cuts a stream of bytes into lines, and keeps no more of it than one line of at most `mostBytes`. Blank lines are left out. */
export class LineSplitter {
  /** The lines begun so far. */
  lines = 0;
  private begun: Uint8Array[] = [];
  private begunBytes = 0;
  private isOpen = false;

  constructor(private readonly mostBytes: number) {}

  /** The lines that end in this chunk. */
  *take(chunk: Uint8Array): Generator<Line> {
    let from = 0;
    for (let end = chunk.indexOf(line_feed); end >= 0; end = chunk.indexOf(line_feed, from)) {
      this.add(chunk.subarray(from, end));
      yield* this.finish();
      from = end + 1;
    }
    if (from < chunk.length) this.add(chunk.subarray(from));
  }

  /** The last line, where the body does not end with a line feed. */
  *end(): Generator<Line> {
    if (this.isOpen) yield* this.finish();
  }

  private add(part: Uint8Array): void {
    if (!this.isOpen) this.lines += 1;
    this.isOpen = true;
    this.begunBytes += part.length;
    if (this.begunBytes > this.mostBytes) this.begun = [];
    else if (part.length > 0) this.begun.push(part);
  }

  private *finish(): Generator<Line> {
    const { begun, begunBytes, lines: number } = this;
    this.begun = [];
    this.begunBytes = 0;
    this.isOpen = false;
    if (begunBytes > this.mostBytes) yield { number, bytes: undefined };
    const bytes = begun.length === 1 ? begun[0]! : Buffer.concat(begun);
    if (begunBytes <= this.mostBytes && !bytes.every((byte) => blanks.has(byte))) yield { number, bytes };
  }
}
