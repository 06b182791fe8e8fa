/** Where the code reads the time from, so that a test can set it. Also the token Nest injects it by. */
export abstract class Clock {
  /** Milliseconds since 1970 UTC. */
  abstract nowMs(): number;
}

export class SystemClock extends Clock {
  override nowMs(): number {
    return Date.now();
  }
}
