interface Lane<Found> {
  running: Promise<Found>;
  next: Promise<Found> | undefined;
}

/**
 * Reads that many ask for at once. Who comes while one is under way waits for the next, which all who wait share: what is
 * answered was read after it was asked for, and at most two are read in the time of one.
 */
export class SharedReads<Found> {
  private readonly lanes = new Map<string, Lane<Found>>();

  /** Reads what has this key, by `read`, which is the same for all that have it. */
  read(key: string, read: () => Promise<Found>): Promise<Found> {
    const lane = this.lanes.get(key);
    if (lane === undefined) return this.begin(key, read);
    lane.next ??= lane.running.then(
      () => this.begin(key, read),
      () => this.begin(key, read),
    );
    return lane.next;
  }

  private begin(key: string, read: () => Promise<Found>): Promise<Found> {
    const lane: Lane<Found> = { running: read(), next: undefined };
    this.lanes.set(key, lane);
    const leave = (): void => {
      // Whoever waits begins anew, and takes the lane.
      if (lane.next === undefined && this.lanes.get(key) === lane) this.lanes.delete(key);
    };
    lane.running.then(leave, leave);
    return lane.running;
  }
}
