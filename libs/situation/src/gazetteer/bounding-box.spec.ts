import { longitudesOf, readBoundingBox } from './bounding-box.js';

const holds = (text: string, lon: number): boolean => {
  const box = readBoundingBox(text);
  if (box === undefined) throw new Error(`${text} is no box`);
  return longitudesOf(box).some(({ from, to }) => from <= lon && lon <= to);
};

describe('a box', () => {
  it('is read in the order of RFC 7946', () => {
    expect(readBoundingBox('38.5,-35.25,43,36')).toEqual({ minLon: 38.5, minLat: -35.25, maxLon: 43, maxLat: 36 });
    expect(readBoundingBox('-180,-90,180,90')).toBeDefined();
    expect(readBoundingBox('43,36,43,36')).toBeDefined();
  });

  it.each([
    ['', '1,2,3', '1,2,3,4,5', '1,2,3,4,5,6', '1,2,3,', 'a,b,c,d', '1, 2,3,4', '1e1,2,3,4', '+1,2,3,4', '0x1,2,3,4'],
    ['181,0,2,1', '0,-91,1,1', '0,0,-180.1,1', '0,0,1,90.001', '0,2,1,1', 'NaN,0,1,1', '0,0,1,١'],
  ])('is not read from what is none: %s and more', (...texts) => {
    for (const text of texts) expect(readBoundingBox(text), text).toBeUndefined();
  });

  it('holds what lies between its meridians, the edges included', () => {
    expect([37.9, 38, 40, 43, 43.1].map((lon) => holds('38,30,43,37', lon))).toEqual([false, true, true, true, false]);
  });

  it('reaches over the antimeridian where its west is east of its east', () => {
    const fiji = '177,-20,-178,-15';
    expect([176.9, 177, 179.9, 180, -180, -178, -177.9, 0].map((lon) => holds(fiji, lon))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('ends at the antimeridian under both of its numbers', () => {
    expect([holds('170,0,180,10', -180), holds('-180,0,-170,10', 180), holds('170,0,179,10', -180)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
