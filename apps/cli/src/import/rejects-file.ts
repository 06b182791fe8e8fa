import { stringify } from 'csv-stringify/sync';
import { closeSync, openSync, writeSync } from 'node:fs';
import { reject_columns, type Rejects, type Row, type RowFault } from '#imports';

/** The rows that were refused, as CSV, each with why: mend it and import it. It is made with the first of them. */
export class RejectsFile implements Rejects {
  private descriptor: number | undefined;

  constructor(
    readonly path: string,
    private readonly head: readonly string[],
  ) {}

  write({ line, cells }: Row, faults: readonly RowFault[]): void {
    const own = this.head.filter((name) => !(reject_columns as readonly string[]).includes(name));
    if (this.descriptor === undefined) {
      this.descriptor = openSync(this.path, 'w');
      writeSync(this.descriptor, stringify([[...reject_columns, ...own]]));
    }
    const all = (part: (fault: RowFault) => string): string => faults.map(part).join(' | ');
    const why = [String(line), all(({ column }) => column), all(({ pointer }) => pointer), all(({ reason }) => reason)];
    writeSync(this.descriptor, stringify([[...why, ...own.map((name) => cells[name] ?? '')]]));
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}
