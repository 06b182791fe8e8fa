import { scaleOf, windowOf } from './scale.js';

describe('the scale of the time bar', () => {
  const scale = scaleOf({ from: '2017-03-05', to: '2017-03-11' }, 1000, 148, 12);

  it('finds the day under a point and the point of a day', () => {
    for (const day of scale.days) expect(scale.dayAt(scale.middleOf(day))).toBe(day);
    expect([scale.dayAt(0), scale.dayAt(5000)]).toEqual(['2017-03-05', '2017-03-11']);
  });

  it('leaves the gutter to what happened before', () => {
    expect(scale.middleOf('2017-03-05') - scale.dayWidth / 2).toBeCloseTo(148);
    expect(scale.middleOf('2017-03-11') + scale.dayWidth / 2).toBeCloseTo(988);
  });
});

describe('the window', () => {
  const desk = { firstKnown: '2017-03-06', lastKnown: '2017-03-11', lastDay: '2017-03-11' };
  it('begins the day before the first report and ends with the last', () => {
    expect(windowOf(desk, '2017-03-08', '2017-03-09')).toEqual({ from: '2017-03-05', to: '2017-03-11' });
  });
  it('shows the days around the world date where not all fit', () => {
    const late = { ...desk, lastKnown: '2026-11-29' };
    expect(windowOf(late, '2017-03-08', '2026-11-29')).toEqual({ from: '2017-03-01', to: '2017-03-14' });
    expect(windowOf(late, '2017-03-08', '2017-03-20')).toEqual({ from: '2017-03-01', to: '2017-03-20' });
    expect(windowOf(late, '2017-03-08', '2017-02-20')).toEqual({ from: '2017-02-20', to: '2017-03-14' });
    expect(windowOf(desk, '2016-01-01', '2017-03-09', 30)).toEqual({ from: '2015-12-17', to: '2016-01-15' });
  });
  it('is a week at least', () => {
    const day = { firstKnown: '2017-03-06', lastKnown: '2017-03-06', lastDay: '2017-03-06' };
    expect(windowOf(day, '2017-03-06', '2017-03-06')).toEqual({ from: '2017-02-28', to: '2017-03-06' });
  });
});
