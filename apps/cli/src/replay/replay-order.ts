import type { ValidAt } from '#projections/queries';
import { instantMs, isDay, type TimeZone } from '#situation';
import { editionName } from './edition-name.js';
import { knownUntilMs, readMoment } from './moment-option.js';

/** The options of `sitrep replay` as they were typed. */
export interface ReplayFlags {
  readonly until: string;
  readonly validAt?: string;
  readonly into?: string;
  readonly json?: true;
  readonly progress?: string;
}

/** What a replay was asked for, made exact. */
export interface ReplayOrder {
  /** Of the edition to build. */
  readonly name: string;
  readonly knownUntilMs: number;
  readonly validAt: ValidAt;
}

/** Makes the options exact; `desk` is the zone whose days `--until` counts in. Throws `CommandFailed`. */
export function readOrder(flags: ReplayFlags, desk: TimeZone): ReplayOrder {
  const until = readMoment('--until', flags.until);
  const validAt = flags.validAt === undefined ? until : readMoment('--valid-at', flags.validAt);
  return {
    name: editionName(flags.into, until),
    knownUntilMs: knownUntilMs(until, desk),
    validAt: isDay(validAt) ? { day: validAt } : { instantMs: instantMs(validAt) },
  };
}
