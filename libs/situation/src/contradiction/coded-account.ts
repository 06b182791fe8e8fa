import type { ConditionClaim } from '../condition/condition-claim.js';
import type { ControlClaim } from '../control/claim.js';
import type { ActorId } from '../ids.js';
import type { Figure } from '../tally/figure.js';
import type { Moment } from '../time/time.js';

/** What of an account is coded: who holds a place, or what state a thing is in, from when; or how many. */
export interface CodedAccount {
  readonly status?: NonNullable<ControlClaim['status']>;
  readonly holders?: readonly ActorId[];
  readonly state?: ConditionClaim['state'];
  readonly effective?: Moment;
  readonly count?: Pick<Figure, 'low' | 'best' | 'high' | 'lowExclusive' | 'unit'>;
}

export const codedControl = ({ status = 'held', holders, effective }: ControlClaim): CodedAccount => ({
  status,
  holders: [...holders].sort(),
  ...(effective === undefined ? {} : { effective }),
});

export const codedCondition = ({ state, effective }: ConditionClaim): CodedAccount => ({ state, effective });

export const codedCount = ({ low, best, high, lowExclusive, unit }: Figure): CodedAccount => ({
  count: {
    ...(low === undefined ? {} : { low }),
    ...(best === undefined ? {} : { best }),
    ...(high === undefined ? {} : { high }),
    lowExclusive,
    unit,
  },
});

/** The same in short words. */
export const controlWords = ({ status = 'held', holders, effective }: ControlClaim): string =>
  [status, holders.join(' and '), effective ?? ''].filter((word) => word !== '').join(' ');

export const conditionWords = ({ state, effective }: ConditionClaim): string => `${state} ${effective}`;

export const figureWords = ({ low, best, high, unit }: Figure): string =>
  `${[low, best, high].map((number) => number ?? '?').join(' / ')} ${unit}`;
