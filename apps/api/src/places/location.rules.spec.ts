import { locationViolations, type PlaceAround } from './location.rules.js';

const mosul: PlaceAround = { name: 'Mosul', kind: 'city', location: { lat: 36.34, lon: 43.13, precisionKm: 5 } };
const codes = (lat: number, lon: number, around?: PlaceAround, locationConfirmed = false): string[] =>
  locationViolations({ location: { lat, lon, precisionKm: 1 }, locationConfirmed }, around).map(({ code }) => code);

describe('coordinates that look wrong', () => {
  it('are 0,0, latitude and longitude swapped, or far from the place around', () => {
    expect(codes(36.4, 43.2, mosul)).toEqual([]);
    expect(codes(0, 0)).toEqual(['location_zero']);
    expect(codes(43, 36, mosul)).toEqual(['location_swapped']);
    expect(codes(33.3, 44.4, mosul)).toEqual(['location_far']);
    expect(codes(-36.4, 120, mosul)).toEqual(['location_far']);
  });

  it('are taken where they are said to be meant', () => {
    expect(codes(0, 0, mosul, true)).toEqual([]);
    expect(codes(43, 36, mosul, true)).toEqual([]);
    expect(codes(43, 36, mosul, false)).toEqual(['location_swapped']);
  });

  it('may lie 100 km further than any part known, than the place may be off, or than its kind reaches', () => {
    const baghdad = [33.3, 44.4] as const;
    expect(codes(...baghdad, { ...mosul, farthestPartKm: 300 })).toEqual([]);
    expect(codes(...baghdad, { ...mosul, farthestPartKm: 200 })).toEqual(['location_far']);
    expect(codes(...baghdad, { ...mosul, location: { ...mosul.location, precisionKm: 300 } })).toEqual([]);
    expect(codes(...baghdad, { ...mosul, kind: 'country' })).toEqual([]);
  });

  it('are judged alike whichever parts of a country are registered first', () => {
    const country: PlaceAround = { ...mosul, name: 'Iraq', kind: 'country' };
    const basra = [30.5, 47.8] as const;
    expect(codes(...basra, { ...country, farthestPartKm: 5 })).toEqual([]);
    expect(codes(...basra, { ...country, farthestPartKm: 700 })).toEqual([]);
    expect(codes(36, 62, { ...country, farthestPartKm: 700 })).toEqual(['location_far']);
  });

  it('are not judged where nothing around has a location', () => {
    expect(codes(43, 36)).toEqual([]);
  });

  it('are answered with what would be right', () => {
    const [violation] = locationViolations({ location: { lat: 43, lon: 36, precisionKm: 1 } }, mosul);
    expect(violation).toMatchObject({ pointer: '/location' });
    expect(violation?.detail).toContain('send lat 36 and lon 43');
    expect(violation?.detail).toContain('locationConfirmed: true');
  });
});
