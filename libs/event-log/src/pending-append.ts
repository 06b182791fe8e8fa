import { AppendUnconfirmed, type LogCoordinates } from './event-log.js';

/**
 * One call of `append` while its events are on their way, perhaps in several batches. It settles once: with all
 * coordinates in the order of the events, or with the first failure.
 */
export class PendingAppend {
  readonly settled: Promise<readonly LogCoordinates[]>;
  private readonly coordinates: LogCoordinates[];
  private missing: number;
  private open = true;
  private resolve!: (coordinates: readonly LogCoordinates[]) => void;
  private reject!: (reason: AppendUnconfirmed) => void;

  constructor(eventCount: number) {
    this.coordinates = new Array<LogCoordinates>(eventCount);
    this.missing = eventCount;
    this.settled = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** False once the caller has its answer. */
  get isOpen(): boolean {
    return this.open;
  }

  /** The log has the event at this index of the call. */
  confirm(index: number, coordinates: LogCoordinates): void {
    if (!this.open || this.coordinates[index]) return;
    this.coordinates[index] = coordinates;
    if (--this.missing > 0) return;
    this.open = false;
    this.resolve(this.coordinates);
  }

  fail(reason: AppendUnconfirmed): void {
    if (!this.open) return;
    this.open = false;
    this.reject(reason);
  }
}
