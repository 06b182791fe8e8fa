import { kilometresBetween, spotOf, writeSpot } from './coordinates.js';

describe('coordinates as people write them', () => {
  it.each([
    ['36.34, 43.13', { lat: 36.34, lon: 43.13 }],
    ['36,34 43,13', { lat: 36.34, lon: 43.13 }],
    ['36.34° N, 43.13° E', { lat: 36.34, lon: 43.13 }],
    ['8.5 S 70.25 W', { lat: -8.5, lon: -70.25 }],
    ['-16.8; 179.99', { lat: -16.8, lon: 179.99 }],
  ])('%s is read', (text, spot) => expect(spotOf(text)).toEqual(spot));

  it.each(['', '36.34', 'Mosul', '91, 43', '36, 181'])('"%s" is no place on earth', (text) =>
    expect(spotOf(text)).toBeUndefined(),
  );

  it('are written to the metre', () => expect(writeSpot({ lat: 36.3456789, lon: 43.1 })).toBe('36.34568, 43.1'));

  it('are a known distance apart', () =>
    expect(kilometresBetween({ lat: 36.34, lon: 43.13 }, { lat: 35.95, lon: 39.01 })).toBeCloseTo(372.5, 0));
});
