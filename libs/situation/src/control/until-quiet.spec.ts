import fc from 'fast-check';
import { type AxisHistory, conditionHistory } from '../condition/condition-history.js';
import { contested, gained, observed } from './claims.fixture.js';
import { controlHistory } from './control-history.js';
import type { Rectangle } from '../history/open-rectangles.js';
import {
  accountsInOrder,
  changedAt,
  claims,
  claimsTold,
  counted,
  ended,
  instant,
  picks,
  reaching,
  reading,
  sorted,
  told,
  toldInOrder,
  zone,
} from './known-times.fixture.js';
import { tallyHistory, type TallySpan } from '../tally/tally-items.js';
import { instantMs } from '../time/time.js';

describe('a history of which something has changed ends as the whole, though it takes later known times as stored', () => {
  it('of who held a place', () => {
    fc.assert(
      fc.property(fc.oneof(claims, claimsTold(true), claimsTold(true)), picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now, reaching: reached } = changedAt(all, some);
        const before = controlHistory(stored, reading);
        const standing = { answers: reaching(before.answers, ms), supports: reaching(before.supports, ms) };
        const fresh = controlHistory(reached, reading, { sinceMs: ms, standing, changed });
        const whole = controlHistory(now, reading);
        expect(sorted([...ended(before.answers, ms), ...fresh.answers])).toEqual(sorted(whole.answers));
        expect(sorted([...ended(before.supports, ms), ...fresh.supports])).toEqual(sorted(whole.supports));
      }),
      { numRuns: 400 },
    );
  });

  it('of the condition of a thing', () => {
    const stories = fc.oneof(fc.array(told, { maxLength: 12 }), fc.array(toldInOrder, { maxLength: 24 }));
    fc.assert(
      fc.property(stories, picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now, reaching: reached } = changedAt(all, some);
        const before = conditionHistory(stored, zone);
        const standing = before.map((one) => ({
          axis: one.axis,
          answers: reaching(one.answers, ms),
          supports: reaching(one.supports, ms),
        }));
        const fresh = conditionHistory(reached, zone, { sinceMs: ms, standing, changed });
        for (const [index, whole] of conditionHistory(now, zone).entries()) {
          const [was, is] = [before[index] as AxisHistory, fresh[index] as AxisHistory];
          expect(sorted([...ended(was.answers, ms), ...is.answers])).toEqual(sorted(whole.answers));
          expect(sorted([...ended(was.supports, ms), ...is.supports])).toEqual(sorted(whole.supports));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of what is counted in an incident', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(counted, { maxLength: 12 }), accountsInOrder), picks, (all, some) => {
        const { sinceMs: ms, changed, stored, now } = changedAt(all, some);
        const cut = (spans: readonly TallySpan[]) =>
          spans
            .filter(({ known: { toMs } }) => toMs >= ms)
            .map((span) => ({ ...span, known: { ...span.known, fromMs: Math.max(span.known.fromMs, ms - 1) } }));
        const before = tallyHistory('i', stored);
        const fresh = tallyHistory('i', now, ms, changed).flatMap(({ asStoredFromMs, ...span }) => {
          if (asStoredFromMs === undefined) return [span];
          const [standing, ...later] = before.filter(
            ({ key, known: { toMs } }) => key === span.key && toMs > asStoredFromMs,
          );
          expect(standing?.item).toEqual(span.item);
          return [{ ...span, known: { ...span.known, toMs: standing?.known.toMs ?? NaN } }, ...later];
        });
        expect(cut(fresh)).toEqual(cut(tallyHistory('i', now)));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a history of a long story takes later known times as stored', () => {
  const count = 40;
  const asked = Array.from({ length: count }, (_, number) => number);
  const late = 10.5;
  const marked = 20;

  it.each([
    ['fighting', (at: number) => contested(instant(at), { knownFrom: instant(at) })],
    [
      'a place seen in the hands of two sides in turn',
      (at: number) => observed(Math.floor(at) % 2 === 0 ? 'iraq' : 'is', instant(at), { knownFrom: instant(at) }),
    ],
    [
      'a place gained in turn',
      (at: number) => gained(Math.floor(at) % 2 === 0 ? 'iraq' : 'is', instant(at), { knownFrom: instant(at) }),
    ],
  ])('of %s', (_what, make) => {
    const all = asked.map(make);
    const stored = controlHistory(all, reading);
    const isMarked = ({ known: { fromMs } }: Rectangle<unknown>) => fromMs === instantMs(instant(marked));
    // What is not resolved again says what is stored, right or wrong.
    const supports = stored.supports.map((row) => (isMarked(row) ? { ...row, value: 'kept' } : row));
    const ms = instantMs(instant(late));
    const come = make(late);
    const reached = [...all, come];
    const fresh = controlHistory(reached, reading, { sinceMs: ms, standing: { ...stored, supports }, changed: [come] });
    expect(fresh.supports.map(({ value }) => value)).toContain('kept');
  });
});
