import fc from 'fast-check';
import { gatherCondition, type KnownCondition } from './condition-evidence.js';
import { sweepCondition } from './condition-sweep.js';
import { said } from './conditions.fixture.js';
import { decidedFromMs, decisiveConditions } from './decisive-conditions.js';
import { end_of_time_ms } from '../time/time.js';

const zone = 'Asia/Baghdad';
const dayOf = (nth: number): string => new Date(Date.UTC(2017, 2, 1 + nth)).toISOString().slice(0, 10);
const hourOf = (nth: number, hour: number): string => `${dayOf(nth)}T${String(hour).padStart(2, '0')}:00:00Z`;
const parties = fc.option(fc.subarray(['one', 'other', 'third'], { minLength: 1, maxLength: 2 }), { freq: 2 });

/** Claims about a way that is cut or open most of the time, from this day on. */
const claimsFrom = (day: number) =>
  fc
    .array(
      fc.record({
        state: fc.constantFrom('cut' as const, 'cut' as const, 'cut' as const, 'open' as const),
        nth: fc.nat(9),
        hour: fc.option(fc.nat(23)),
        confidence: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
        closedTo: parties,
        closedBy: parties,
        since: fc.option(fc.nat(3), { freq: 1 }),
      }),
      { minLength: 1, maxLength: 10 },
    )
    .map((all) =>
      all.map(({ state, nth, hour, confidence, closedTo, closedBy, since }) =>
        said(state, hour === null ? dayOf(day + nth) : hourOf(day + nth, hour), {
          confidence,
          ...(state === 'cut' && closedTo !== null ? { closedTo } : {}),
          ...(state === 'cut' && closedBy !== null ? { closedBy } : {}),
          ...(since === null ? {} : { since: dayOf(day + nth - since) }),
        }),
      ),
    );

describe('the claims that decide in what state a thing is in the end', () => {
  const answersFrom = (claims: readonly KnownCondition[], fromMs: number) =>
    sweepCondition(gatherCondition(claims, 'passage', zone), { fromMs, toMs: end_of_time_ms }).answers;

  it('decide it alone, whatever is said of it later, as long as they suffice', () => {
    let sufficed = 0;
    fc.assert(
      fc.property(
        claimsFrom(0),
        fc.boolean().chain((isSoon) => claimsFrom(isSoon ? 8 : 12)),
        (standing, later) => {
          const decisive = decisiveConditions(standing, zone);
          const fromMs = decidedFromMs(decisive, later, zone);
          if (fromMs === undefined) return;
          sufficed += 1;
          expect(answersFrom([...decisive, ...later], fromMs)).toEqual(answersFrom([...standing, ...later], fromMs));
        },
      ),
      { numRuns: 2_000 },
    );
    expect(sufficed).toBeGreaterThan(50);
  });

  it('are few of many that say alike, and none where the last contradict each other', () => {
    const daily = Array.from({ length: 300 }, (_, nth) => said(nth === 10 ? 'cut' : 'open', hourOf(nth, 12)));
    expect(decisiveConditions(daily, zone).length).toBeLessThan(5);
    expect(decisiveConditions([...daily, said('cut', hourOf(299, 12))], zone)).toEqual([]);
  });

  it('do not suffice for what speaks of an earlier time, of another state or of another axis', () => {
    const daily = Array.from({ length: 9 }, (_, nth) => said('open', hourOf(nth, 12)));
    const decisive = decisiveConditions(daily, zone);
    const from = (claim: KnownCondition) => decidedFromMs(decisive, [claim], zone);
    expect(from(said('open', hourOf(20, 12)))).toBe(Date.parse(hourOf(8, 12)));
    expect(from(said('open', hourOf(7, 12)))).toBeUndefined();
    expect(from(said('open', hourOf(20, 12), { since: hourOf(7, 12) }))).toBeUndefined();
    expect(from(said('cut', hourOf(20, 12)))).toBeUndefined();
    expect(from(said('destroyed', hourOf(20, 12)))).toBeUndefined();
  });
});
