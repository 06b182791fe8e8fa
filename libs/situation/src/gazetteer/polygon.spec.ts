import { polygonFaults, unbroken } from './polygon.js';

const square = [
  [43, 36],
  [44, 36],
  [44, 37],
  [43, 37],
  [43, 36],
] as const;
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const codesOf = (value: unknown) => polygonFaults(value).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a polygon', () => {
  it('is an outline and its holes, closed, also over the antimeridian', () => {
    expect(codesOf(polygon(square))).toEqual([]);
    expect(
      codesOf(
        polygon(square, [
          [43.2, 36.2],
          [43.4, 36.2],
          [43.3, 36.4],
          [43.2, 36.2],
        ]),
      ),
    ).toEqual([]);
    expect(
      codesOf(
        polygon([
          [179, -18],
          [-179, -18],
          [-179, -16],
          [179, -16],
          [179, -18],
        ]),
      ),
    ).toEqual([]);
  });

  it('is the whole globe, or one whose edges touch', () => {
    const lons = [-180, -90, 0, 90, 180];
    const globe = [...lons.map((lon) => [lon, -90]), ...lons.toReversed().map((lon) => [lon, 90]), [-180, -90]];
    expect(codesOf(polygon(globe))).toEqual([]);
    const pinched = [
      [0, 0],
      [2, 0],
      [1, 1],
      [2, 2],
      [0, 2],
      [1, 1],
      [0, 0],
    ];
    expect(codesOf(polygon(pinched))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['text', 'mosul', ' not_a_polygon'],
    ['a list', [square], ' not_a_polygon'],
    ['another geometry', { type: 'Point', coordinates: [43, 36] }, '/type not_a_polygon'],
    ['no ring', polygon(), '/coordinates not_a_polygon'],
    [
      'a ring of three',
      polygon([
        [43, 36],
        [44, 36],
        [43, 36],
      ]),
      '/coordinates/0 not_a_ring',
    ],
    ['an open ring', polygon(square.slice(0, 4)), '/coordinates/0 not_closed'],
    [
      'a line',
      polygon([
        [43, 36],
        [44, 36],
        [45, 36],
        [43, 36],
      ]),
      '/coordinates/0 no_area',
    ],
    [
      'a latitude of 91',
      polygon([...square.slice(0, 2), [44, 91], ...square.slice(3)]),
      '/coordinates/0/2 not_a_position',
    ],
    ['a longitude of 181', polygon([[181, 36], ...square.slice(1)]), '/coordinates/0/0 not_a_position'],
    ['text for a number', polygon([['43', 36], ...square.slice(1)]), '/coordinates/0/0 not_a_position'],
    [
      'a ring around a pole',
      polygon([
        [0, 80],
        [120, 80],
        [-120, 80],
        [0, 80],
      ]),
      '/coordinates/0 around_a_pole',
    ],
    [
      'a ring that crosses itself, as large on both sides',
      polygon([
        [43, 36],
        [44, 37],
        [44, 36],
        [43, 37],
        [43, 36],
      ]),
      '/coordinates/0/2 crosses_itself',
    ],
    [
      'a ring that crosses itself, over the antimeridian',
      polygon([
        [179, 0],
        [-179, 3],
        [-179, 0],
        [179, 1],
        [179, 0],
      ]),
      '/coordinates/0/2 crosses_itself',
    ],
    [
      'an edge that is as long either way',
      polygon([
        [-90, 0],
        [90, 0],
        [0, 50],
        [-90, 0],
      ]),
      '/coordinates/0/1 half_around',
    ],
    [
      'the whole globe without positions between',
      polygon([
        [-180, -90],
        [180, -90],
        [180, 90],
        [-180, 90],
        [-180, -90],
      ]),
      '/coordinates/0 no_area',
    ],
    ['501 positions', polygon(Array.from({ length: 501 }, () => [43, 36])), '/coordinates too_many'],
  ])('is not %s', (_name, value, expected) => {
    expect(codesOf(value)).toEqual([expected]);
  });

  it('runs on over the antimeridian', () => {
    const lons = unbroken([
      [179, 0],
      [-179, 0],
      [-179, 1],
      [179, 0],
    ]).map(([lon]) => lon);
    expect(lons).toEqual([179, 181, 181, 179]);
  });
});
