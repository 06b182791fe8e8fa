import { stringify } from 'csv-stringify/sync';
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { reject_columns, type Rejects, type Row, type RowFault } from '#imports';

/** By it Excel knows that a file is in UTF-8; else it shows and saves other letters than those of the rows. */
const byte_order_mark = '\uFEFF';

/**
 * The rows that were refused, as CSV, each with why: mend it and import it. It is made with the first of them, and has its name once it is
 * whole: the file that is imported may be the one of the refused rows before.
 */
export class RejectsFile implements Rejects {
  private descriptor: number | undefined;

  constructor(
    readonly path: string,
    private readonly head: readonly string[],
  ) {}

  write({ line, cells }: Row, faults: readonly RowFault[]): void {
    const own = this.head.filter((name) => !(reject_columns as readonly string[]).includes(name));
    if (this.descriptor === undefined) {
      this.descriptor = openSync(this.unfinished, 'w');
      writeSync(this.descriptor, byte_order_mark + stringify([[...reject_columns, ...own]]));
    }
    const all = (part: (fault: RowFault) => string): string => faults.map(part).join(' | ');
    const why = [String(line), all(({ column }) => column), all(({ pointer }) => pointer), all(({ reason }) => reason)];
    writeSync(this.descriptor, stringify([[...why, ...own.map((name) => cells[name] ?? '')]]));
  }

  close(): void {
    if (this.descriptor === undefined) return;
    closeSync(this.descriptor);
    renameSync(this.unfinished, this.path);
  }

  private get unfinished(): string {
    return `${this.path}.part`;
  }
}
