import type { Survival } from './survive-kills.js';

/** Fails with the first few of whatever is wrong. */
export function expectNothingLost({ verdict, faults, acknowledged }: Survival, kills: number): void {
  expect(faults.slice(0, 5)).toEqual([]);
  expect(verdict).toEqual({
    lostFromLog: [],
    lostFromEdition: [],
    doubled: [],
    neverSent: [],
    otherRows: [],
    parked: 0,
    lag: 0,
  });
  // Without work under way a kill proves nothing.
  expect(acknowledged).toBeGreaterThan(kills * 5);
}
