/** A part of the globe between two parallels and two meridians, in degrees, its edges included. */
export interface BoundingBox {
  readonly minLon: number;
  readonly minLat: number;
  /** Less than `minLon` where the box reaches over the antimeridian (RFC 7946, 5.2). */
  readonly maxLon: number;
  readonly maxLat: number;
}

const degrees = /^-?\d{1,3}(\.\d{1,15})?$/;
const isWithin = (value: number, limit: number): boolean => value >= -limit && value <= limit;

/** Reads `minLon,minLat,maxLon,maxLat`, the order of RFC 7946 and of OGC API; undefined when the text is none. */
export function readBoundingBox(text: string): BoundingBox | undefined {
  const given = text.split(',');
  if (given.length !== 4 || !given.every((part) => degrees.test(part))) return undefined;
  const [minLon, minLat, maxLon, maxLat] = given.map(Number) as [number, number, number, number];
  if (!isWithin(minLon, 180) || !isWithin(maxLon, 180) || !isWithin(minLat, 90) || !isWithin(maxLat, 90))
    return undefined;
  return minLat > maxLat ? undefined : { minLon, minLat, maxLon, maxLat };
}

/** A range of longitudes, both ends included. */
export interface Longitudes {
  readonly from: number;
  readonly to: number;
}

/** The longitudes of a box, none of which crosses the antimeridian. That meridian is at 180 and at -180. */
export function longitudesOf({ minLon, maxLon }: BoundingBox): readonly Longitudes[] {
  const ranges =
    minLon <= maxLon
      ? [{ from: minLon, to: maxLon }]
      : [
          { from: minLon, to: 180 },
          { from: -180, to: maxLon },
        ];
  const has = (lon: number): boolean => ranges.some(({ from, to }) => from <= lon && lon <= to);
  const twin = has(180) === has(-180) ? [] : [has(180) ? -180 : 180];
  return [...ranges, ...twin.map((lon) => ({ from: lon, to: lon }))];
}
