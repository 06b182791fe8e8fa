import fc from 'fast-check';
import { contested, gained, observed } from './claims.fixture.js';
import {
  claimsBetween,
  type ComparedControl,
  controlChange,
  controlChangeKinds,
  type SidesOf,
} from './control-changes.js';
import { anchorClaim, type KnownClaim } from './control-evidence.js';
import { firstMsOf, lastMsOf, type Moment } from '../time/time.js';

const zone = 'Asia/Baghdad';
const day = (text: string): Moment => text as Moment;
/** Units are written with their side before a slash. */
const sidesOf: SidesOf = (actors) => [...new Set(actors.map((actor) => actor.split('/')[0] ?? actor))].sort();

const answer = (holders: string, more: Partial<ComparedControl> = {}): ComparedControl => ({
  status: holders === '' ? 'unknown' : 'held',
  holders: holders.split(' ').filter((one) => one !== ''),
  conditions: [],
  extent: null,
  transition: null,
  stale: false,
  confidence: 'high',
  aged: false,
  ...more,
});
const unknown = answer('', { confidence: null });
const anchored = (claims: readonly KnownClaim[]) => claims.map((claim) => anchorClaim(claim, zone));
const kind = (before: ComparedControl, after: ComparedControl, ...between: readonly KnownClaim[]) =>
  controlChange(before, after, anchored(between), sidesOf);

it('a place that goes on being fought over by the same sides has not changed hands, whoever held it before that', () => {
  const fought = answer('b c', { status: 'contested' });
  const claims = anchored([contested(day('2017-03-09'), { conditions: ['under_fire'] })]);
  const shelled = { ...fought, conditions: ['under_fire'] };
  expect(controlChange(fought, shelled, claims, sidesOf, () => ['a'])).toBe('refined');
});

describe('a change of control', () => {
  const gain = gained('a', day('2017-03-09'), { takenFrom: 'b' });

  it('changes hands where the sides differ and a claim took effect in between', () => {
    expect(kind(answer('b'), answer('a'), gain)).toBe('changedHands');
    expect(kind(answer('b', { status: 'inferred' }), answer('a'), gain)).toBe('changedHands');
    expect(kind(answer('a b', { status: 'transition' }), answer('a'), gain)).toBe('changedHands');
    expect(kind(answer('b'), answer('a'), observed('a', day('2017-03-09')))).toBe('changedHands');
  });

  it('changes no hands where who held it before the fighting has it again', () => {
    const fight = answer('a b', { status: 'contested' });
    const seen = anchored([observed('a', day('2017-03-09'))]);
    const after = (holders: string, heldBefore?: readonly string[]) =>
      controlChange(fight, answer(holders), seen, sidesOf, () => heldBefore);
    expect(after('a', ['a/1'])).toBe('refined');
    expect(after('b', ['a'])).toBe('changedHands');
    expect(after('a', ['c'])).toBe('changedHands');
    // Nobody is known to have held it before: all who fought may have.
    expect(after('a')).toBe('changedHands');
    expect(controlChange(fight, answer('a'), anchored([gain]), sidesOf, () => ['a'])).toBe('changedHands');
  });

  it('changes hands from unknown where the gain names a holder of another side', () => {
    expect(kind(unknown, answer('a'), gain)).toBe('changedHands');
    const among_themselves = gained('a/1', day('2017-03-09'), { takenFrom: 'a/2' });
    expect(kind(unknown, answer('a/1'), among_themselves)).toBe('firstReported');
  });

  it('from unknown is judged as from those whom the first gain took the place from', () => {
    const back = gained('b', day('2017-03-12'), { takenFrom: 'a' });
    const onwards = gained('c', day('2017-03-12'), { takenFrom: 'a' });
    const contested_by = (holders: string) => answer(holders, { status: 'contested' });
    for (const before of [unknown, answer('b', { status: 'inferred' })]) {
      const unchanged = before === unknown ? 'firstReported' : 'refined';
      expect(kind(before, contested_by('a b'), gain, observed('b', day('2017-03-10')))).toBe(unchanged);
      expect(kind(before, answer('b', { confidence: 'low' }), back, gain)).toBe(unchanged);
      expect(kind(before, answer('c'), onwards, gain)).toBe('changedHands');
      expect(kind(before, contested_by('a c'), gain, observed('c', day('2017-03-10')))).toBe('changedHands');
    }
    const others = gained('c', day('2017-03-09'), { takenFrom: 'd' });
    expect(kind(unknown, contested_by('a c'), others, gain)).toBe('changedHands');
    expect(kind(unknown, contested_by('a b'), gain, gained('b', day('2017-03-09'), { takenFrom: 'a' }))).toBe(
      'firstReported',
    );
    expect(kind(unknown, answer('c'), gained('a', day('2017-03-09')), onwards)).toBe('changedHands');
    // What is known by a later gain: nobody had taken it yet.
    expect(kind(unknown, answer('b', { status: 'inferred' }), gain)).toBe('firstReported');
  });

  it('is first reported where nothing was known and nobody says that it changed', () => {
    expect(kind(unknown, answer('a'), observed('a', day('2017-03-09')))).toBe('firstReported');
    expect(kind(unknown, answer('a'), gained('a', day('2017-03-09')))).toBe('firstReported');
    expect(kind(unknown, answer('b', { status: 'inferred' }))).toBe('firstReported');
  });

  it('lapses where something is lost or ages, and no claim took effect', () => {
    const fire = answer('a', { conditions: ['under_fire'] });
    expect(kind(fire, answer('a'))).toBe('lapsed');
    expect(kind(answer('a b', { status: 'contested' }), answer('a'))).toBe('lapsed');
    expect(kind(answer('a', { status: 'contested' }), answer('a', { status: 'contested', stale: true }))).toBe(
      'lapsed',
    );
    expect(kind(answer('a'), answer('a', { aged: true }))).toBe('lapsed');
    expect(kind(fire, answer('a'), observed('a', day('2017-03-09')))).toBe('refined');
  });

  it('is refined by units of one side, an extent, a condition, and fighting beside the holder', () => {
    expect(kind(answer('a/1'), answer('a/2'), observed('a/2', day('2017-03-09')))).toBe('refined');
    expect(kind(answer('a'), answer('a', { extent: 'most' }), gain)).toBe('refined');
    const fight = contested(day('2017-03-09'), { holders: ['a', 'b'] });
    expect(kind(answer('a'), answer('a b', { status: 'contested' }), fight)).toBe('refined');
    expect(kind(answer('b'), answer('a b', { status: 'transition' }))).toBe('refined');
  });

  it('is none where both moments are answered alike, whatever the reports and the order of holders', () => {
    expect(kind(answer('a b'), answer('b a'), gain)).toBeUndefined();
  });

  it('is a refinement where a place that changes hands does so the other way round', () => {
    const changing = (from: string, to: string) =>
      answer('a b', { status: 'transition', transition: { from: [from], to: [to] } });
    expect(kind(changing('b', 'a'), changing('a', 'b'), gain)).toBe('refined');
    expect(kind(changing('b', 'a'), changing('b', 'a'), gain)).toBeUndefined();
  });

  it('depends on the set of claims alone, and is one of four or none', () => {
    const readings = fc.record({
      status: fc.constantFrom('held', 'inferred', 'transition', 'contested', 'divided', 'unknown'),
      holders: fc.uniqueArray(fc.constantFrom('a/1', 'a/2', 'b', 'c')),
      conditions: fc.uniqueArray(fc.constantFrom('under_fire', 'besieged')),
      extent: fc.constantFrom(null, 'most'),
      transition: fc.constantFrom(null, { from: ['b'], to: ['c'] }, { from: ['c'], to: ['b'] }),
      stale: fc.boolean(),
      confidence: fc.constantFrom(null, 'low', 'high'),
      aged: fc.boolean(),
    });
    const claims = fc.array(fc.constantFrom(gain, observed('b', day('2017-03-09')), contested(day('2017-03-09'))));
    fc.assert(
      fc.property(readings, readings, claims, (before, after, claims) => {
        const between = anchored(claims);
        const found = controlChange(before, after, between, sidesOf);
        expect([undefined, ...controlChangeKinds]).toContain(found);
        expect(controlChange(before, after, [...between].reverse(), sidesOf)).toBe(found);
        expect(controlChange(before, before, between, sidesOf)).toBeUndefined();
      }),
    );
  });
});

describe('the claims that take effect between two moments', () => {
  const between = { fromMs: lastMsOf(day('2017-03-08'), zone), toMs: lastMsOf(day('2017-03-09'), zone) };

  it('are those of the days after the first, until the end of the second', () => {
    const inside = [gained('a', day('2017-03-09')), observed('a', day('2017-03-09')), contested(day('2017-03-09'))];
    const outside = [gained('a', day('2017-03-08')), observed('a', day('2017-03-10')), contested(day('2017-03-08'))];
    expect(claimsBetween([...outside, ...inside], zone, between)).toEqual(inside);
  });

  it('lie in one of two adjacent stretches, never in both', () => {
    const claim = gained('a', day('2017-03-09'));
    const noonMs = firstMsOf(day('2017-03-09'), zone) + 12 * 3_600_000;
    const halves = [
      { fromMs: between.fromMs, toMs: noonMs },
      { fromMs: noonMs, toMs: between.toMs },
    ];
    expect(halves.flatMap((half) => claimsBetween([claim], zone, half))).toEqual([claim]);
  });
});
