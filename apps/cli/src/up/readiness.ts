import { live_edition } from '#editions';
import { within } from '#platform';

/** A database that is frozen must not hold up those who ask whether it is. */
const patience_ms = 2_000;

/** Whether requests are welcome: the phase of this process, and whether the database answers. */
export class Readiness {
  /** What stands in the way; undefined while serving. */
  private obstacle: string | undefined = 'starting';

  constructor(private readonly editions: { find(name: string): Promise<object | undefined> }) {}

  serving(): void {
    this.obstacle = undefined;
  }

  notServing(obstacle: string): void {
    this.obstacle = obstacle;
  }

  readonly report = async (): Promise<{ ready: boolean; missing: string[] }> => {
    const missing = this.obstacle === undefined ? [] : [this.obstacle];
    const live = await within(patience_ms, this.editions.find(live_edition), undefined);
    if (live === undefined) missing.push('database');
    return { ready: missing.length === 0, missing };
  };
}
