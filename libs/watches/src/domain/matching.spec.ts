import { liesIn } from './matching.js';

describe('a place in a box', () => {
  const pacific = { minLon: 177, minLat: -20, maxLon: -178, maxLat: -15 };

  it('lies on its edges, and on either side of the antimeridian', () => {
    for (const lon of [177, 179.5, 180, -180, -178]) expect(liesIn({ lon, lat: -20 }, pacific)).toBe(true);
    for (const lon of [176.9, -177.9, 0]) expect(liesIn({ lon, lat: -20 }, pacific)).toBe(false);
  });

  it('is in none without a location', () => expect(liesIn(undefined, pacific)).toBe(false));
});
