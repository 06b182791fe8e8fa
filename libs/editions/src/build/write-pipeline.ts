/** Writes pieces of work one after the other while the caller prepares the next one: never more than one is under way. */
export class WritePipeline {
  private last: Promise<void> = Promise.resolve();

  /** Waits for the piece before and begins this one. Throws what the piece before failed with. */
  async write(work: () => Promise<void>): Promise<void> {
    await this.last;
    this.last = work();
    // `write` and `written` throw the failure; it must not count as unhandled before.
    this.last.catch(() => undefined);
  }

  /** Waits until all is written. Throws what the last piece failed with. */
  written(): Promise<void> {
    return this.last;
  }

  /** Waits until nothing is under way, whatever came of it. */
  async settled(): Promise<void> {
    await this.last.catch(() => undefined);
  }
}
