/** Degrees, WGS 84. */
export interface Spot {
  readonly lat: number;
  readonly lon: number;
}

const pair = /^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NS])?\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([EWO])?\s*$/i;
/** So many digits are a metre. */
const digits = 5;

/** Latitude and longitude as people paste them: "36.34, 43.13", "36.34 N 43.13 E"; undefined where it is not both. */
export function spotOf(text: string): Spot | undefined {
  const [, first, south, second, west] = pair.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const degrees = (written: string, turned: boolean): number => Number(written.replace(',', '.')) * (turned ? -1 : 1);
  const [lat, lon] = [degrees(first, /s/i.test(south ?? '')), degrees(second, /[wo]/i.test(west ?? ''))];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

export const writeSpot = ({ lat, lon }: Spot): string => `${rounded(lat)}, ${rounded(lon)}`;

const rounded = (degrees: number): number => Number(degrees.toFixed(digits));

const earth_km = 6371;
const radians = Math.PI / 180;

/** How far two points lie apart on the ground. */
export function kilometresBetween(a: Spot, b: Spot): number {
  const [dLat, dLon] = [(b.lat - a.lat) * radians, (b.lon - a.lon) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * earth_km * Math.asin(Math.sqrt(h));
}
