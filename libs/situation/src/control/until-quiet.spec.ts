import { contested, gained, observed } from './claims.fixture.js';
import { controlHistory } from './control-history.js';
import type { Rectangle } from '../history/open-rectangles.js';
import { instant, reading } from '../history/known-times.fixture.js';
import { instantMs } from '../time/time.js';

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
    ['a place seen in the same hands', (at: number) => observed('iraq', instant(at), { knownFrom: instant(at) })],
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
