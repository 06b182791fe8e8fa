import { band, dayAt, day_width, numberAt, spanAt } from './count-scale.js';

it('numbers stand on a log scale', () => {
  expect([numberAt(0), numberAt(1), numberAt(1e6), numberAt(1e9)]).toEqual([
    band.left,
    band.left,
    band.right,
    band.right,
  ]);
  expect(numberAt(1000)).toBeCloseTo((band.left + band.right) / 2);
});

it('a span is one bar over the days that it covers, cut where it began earlier', () => {
  const day = spanAt('2017-03-08', '2017-03-08', '2017-03-08');
  expect(day).toMatchObject({ x: dayAt('2017-03-08', '2017-03-08'), earlier: false });
  expect(day.width).toBeCloseTo(day_width);
  expect(spanAt('2016-10-17', '2017-03-07', '2017-03-08')).toMatchObject({ x: band.days - 6, earlier: true });
});
