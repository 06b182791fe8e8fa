import { randomInt } from 'node:crypto';

/** How much to kill, and by which dice. `npm run test:crash` sets both; without it a run is as long as CI can bear. */
export interface CrashOrder {
  readonly kills: number;
  readonly seed: number;
}

const kills_in_ci = 20;

export function crashOrder(): CrashOrder {
  const { SITREP_CRASH_KILLS: kills, SITREP_CRASH_SEED: seed } = process.env;
  return {
    kills: kills === undefined ? kills_in_ci : Number(kills),
    seed: seed === undefined ? randomInt(2 ** 31) : Number(seed),
  };
}
