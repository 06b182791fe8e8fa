import { setTimeout as delay } from 'node:timers/promises';
import type { DeskLoad } from './desk-load.js';
import type { Dice } from './dice.js';

/** A process that may be killed at any moment and started again. */
export interface Victim {
  readonly name: 'api' | 'projector' | 'postgres' | 'broker';
  /** False from its death until it is worth killing again. */
  readonly isUp: boolean;
  kill(): Promise<void>;
  /** Resolves when it serves again; false when it was killed before that. */
  startAgain(): Promise<boolean>;
}

const poll_interval_ms = 20;
/** Long enough for a crash recovery on a machine that does much else. */
const victim_limit_ms = 120_000;
const most_dead_ms = 600;
/** One kill in so many comes at once, while others may still be down; before the others work has gone on. */
const share_of_kills_at_once = 0.3;
const most_progress = 40;
const most_pause_ms = 400;

/** Kills and starts again, whom and when by the dice. */
export class Chaos {
  readonly killed = new Map<Victim['name'], number>();
  /** How long each start took until the process served, in milliseconds. */
  readonly startsMs = new Map<Victim['name'], number[]>();
  private readonly starting = new Set<Promise<void>>();
  private failure: unknown;

  constructor(
    private readonly victims: readonly Victim[],
    private readonly load: DeskLoad,
    private readonly dice: Dice,
  ) {}

  /** Kills so many times, and resolves when everything is up again. */
  async kill(times: number): Promise<void> {
    for (let kill = 0; kill < times && this.failure === undefined; kill += 1) {
      await this.moment();
      await this.strike(this.dice.pick(this.victims));
    }
    await until('everything is up again', () => this.starting.size === 0);
    if (this.failure !== undefined) throw this.failure;
  }

  private async moment(): Promise<void> {
    if (!this.dice.chance(share_of_kills_at_once)) {
      const more = this.dice.between(1, most_progress);
      if (!(await this.load.progress(more))) throw new Error('nothing is acknowledged any more');
    }
    await delay(this.dice.between(0, most_pause_ms));
  }

  private async strike(victim: Victim): Promise<void> {
    const deadMs = this.dice.between(0, most_dead_ms);
    await until(`${victim.name} can be killed`, () => victim.isUp);
    await victim.kill();
    this.killed.set(victim.name, (this.killed.get(victim.name) ?? 0) + 1);
    const starting = this.revive(victim, deadMs).catch((error: unknown) => void (this.failure ??= error));
    this.starting.add(starting);
    void starting.finally(() => this.starting.delete(starting));
  }

  private async revive(victim: Victim, deadMs: number): Promise<void> {
    await delay(deadMs);
    const begunMs = performance.now();
    if (!(await victim.startAgain())) return;
    const took = this.startsMs.get(victim.name) ?? [];
    this.startsMs.set(victim.name, [...took, performance.now() - begunMs]);
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + victim_limit_ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${victim_limit_ms / 1000} s: ${what}`);
    await delay(poll_interval_ms);
  }
}
