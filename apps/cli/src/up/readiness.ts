import { readingObstacle } from '../../../api/src/index.js';

/** Whether requests are welcome: the phase of this process, and whether questions can be answered. */
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
    const missing = [this.obstacle, await readingObstacle(this.editions)].filter((one) => one !== undefined);
    return { ready: missing.length === 0, missing };
  };
}
