import { outlineOf, ribbonsOf } from './ribbons.js';
import { scaleOf } from './scale.js';

const scale = scaleOf({ from: '2017-03-05', to: '2017-03-11' }, 1000, 148, 12);
const flows = [
  { occurred: '2017-03-07', occurredTo: '2017-03-07', known: '2017-03-07', count: 10 },
  { occurred: '2017-03-07', occurredTo: '2017-03-07', known: '2017-03-09', count: 4 },
  { occurred: 'earlier', occurredTo: 'earlier', known: '2017-03-09', count: 6 },
  { occurred: 'undated', occurredTo: 'undated', known: '2017-03-07', count: 1 },
  { occurred: '2017-03-05', occurredTo: '2017-03-07', known: '2017-03-07', count: 1 },
  { occurred: '2017-03-10', occurredTo: '2017-03-10', known: '2017-03-10', count: 3 },
  { occurred: '2017-03-10', occurredTo: '2017-03-10', known: '2017-04-10', count: 9 },
];

describe('the ribbons', () => {
  const ribbons = ribbonsOf(flows, scale, '2017-03-09');

  it('tell what came at once from what came late, from before, and what is not known yet', () => {
    expect(ribbons.map(({ known, kind }) => `${known.slice(8)} ${kind}`)).toEqual([
      '07 background',
      '07 same-day',
      '09 background',
      '09 late',
      '10 unknown',
    ]);
  });

  it('are as wide as they have reports, and lie side by side around the middle of the day', () => {
    const day = ribbons.filter(({ known }) => known === '2017-03-07');
    expect(day[1]!.width).toBeCloseTo(5 * day[0]!.width);
    expect(day[1]!.below).toBeCloseTo(day[0]!.below + day[0]!.width);
    expect((day[0]!.below + day[1]!.below + day[1]!.width) / 2).toBeCloseTo(scale.middleOf('2017-03-07'));
  });

  it('claim no day of the window for what happened before it or on a day that nobody gave', () => {
    for (const { kind, above } of ribbons) if (kind === 'background') expect(above).toBeLessThan(scale.start);
  });

  it('are drawn from line to line', () =>
    expect(outlineOf(ribbons[1]!, 47, 101)).toMatch(/^M[\d.]+ 47C.* 101H.* 47Z$/));
});
