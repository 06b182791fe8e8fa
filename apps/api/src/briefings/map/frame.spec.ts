import { frameAround, type Located, scaleBarKm } from './frame.js';

const drawn = (points: readonly Located[]) => {
  const frame = frameAround(points);
  return { frame, at: points.map(frame.pointOf) };
};
const isInside =
  ({ width, height }: { width: number; height: number }) =>
  (point: { x: number; y: number }) =>
    point.x >= 0 && point.x <= width && point.y >= 0 && point.y <= height;

describe('the frame of a map', () => {
  it('has one place alone in its middle, with some of its surroundings', () => {
    const { frame, at } = drawn([{ lon: 43.1, lat: 36.3 }]);
    expect(at).toEqual([{ x: frame.width / 2, y: frame.height / 2 }]);
    expect(frame.width / frame.unitsPerKm).toBeLessThan(100);
  });

  it('has places of one location at one point', () => {
    const { at } = drawn([
      { lon: 43.1, lat: 36.3 },
      { lon: 43.1, lat: 36.3 },
    ]);
    expect(at[0]).toEqual(at[1]);
  });

  it('has all places inside, north up and east to the right', () => {
    const points = [
      { lon: 38.9, lat: 35.9 },
      { lon: 43.1, lat: 36.3 },
      { lon: 43.7, lat: 34.6 },
    ];
    const { frame, at } = drawn(points);
    expect(at.every(isInside(frame))).toBe(true);
    expect(at[0]!.x).toBeLessThan(at[1]!.x);
    expect(at[1]!.y).toBeLessThan(at[2]!.y);
  });

  it.each([
    [
      'a strait',
      [
        { lon: 179.5, lat: -17 },
        { lon: -179.6, lat: -16.8 },
      ],
    ],
    [
      'three islands',
      [
        { lon: -175, lat: 52 },
        { lon: 172, lat: 53 },
        { lon: 179.9, lat: 51 },
      ],
    ],
  ])('goes over the date line the short way: %s', (_name, points) => {
    const { frame, at } = drawn(points);
    expect(at.every(isInside(frame))).toBe(true);
    expect(frame.width / frame.unitsPerKm).toBeLessThan(2_500);
    const western = points.findIndex(({ lon }) => lon === Math.min(...points.map((one) => (one.lon + 360) % 360)));
    expect(at[western]!.x).toBe(Math.min(...at.map(({ x }) => x)));
  });

  it('draws distances along its middle to scale, and a bar of round length', () => {
    const { frame, at } = drawn([
      { lon: 40, lat: 36 },
      { lon: 41, lat: 36 },
    ]);
    expect((at[1]!.x - at[0]!.x) / frame.unitsPerKm).toBeCloseTo(111.195 * Math.cos((36 * Math.PI) / 180), 6);
    expect(scaleBarKm(frame)).toBe(20);
  });

  it('stays finite at the poles', () => {
    const { frame, at } = drawn([
      { lon: 0, lat: 90 },
      { lon: 120, lat: 89 },
    ]);
    expect(at.every(isInside(frame))).toBe(true);
  });
});
