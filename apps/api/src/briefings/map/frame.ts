/** A point on the globe, in degrees. */
export interface Located {
  readonly lon: number;
  readonly lat: number;
}

/** A drawing of a part of the globe, in units of the drawing from its upper left corner. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pointOf: (location: Located) => { readonly x: number; readonly y: number };
  readonly unitsPerKm: number;
}

const km_per_degree = 111.195;
/** One place alone, and places side by side, are shown in as much of their surroundings. */
const least_span_km = 10;
const width = 640;
const least_height = 220;
const greatest_height = 420;
/** Left free at each edge, for marks and their names. */
const margin = 60;
/** Nearer to a pole than this, meridians are drawn as far apart as here. */
const least_cosine = 0.05;

/**
 * Returns a frame around these points: equirectangular, true to scale along the middle parallel, north up. Over the date
 * line too: of all meridians the narrowest range that has all points is drawn.
 */
export function frameAround(points: readonly Located[]): Frame {
  const west = westernmost(points.map(({ lon }) => lon));
  const eastOfWest = (lon: number): number => (((lon - west) % 360) + 360) % 360;
  const [lons, lats] = [points.map(({ lon }) => eastOfWest(lon)), points.map(({ lat }) => lat)];
  const [east, south, north] = [Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const middle = { lon: east / 2, lat: (south + north) / 2 };
  const cosine = Math.max(Math.cos((middle.lat * Math.PI) / 180), least_cosine);
  const spanKm = { x: east * cosine * km_per_degree, y: (north - south) * km_per_degree };
  const unitsPerKm = Math.min(
    (width - 2 * margin) / Math.max(spanKm.x, least_span_km),
    (greatest_height - 2 * margin) / Math.max(spanKm.y, least_span_km),
  );
  const height = Math.max(least_height, Math.ceil(spanKm.y * unitsPerKm) + 2 * margin);
  return {
    width,
    height,
    unitsPerKm,
    pointOf: ({ lon, lat }) => ({
      x: width / 2 + nearest(eastOfWest(lon) - middle.lon) * cosine * km_per_degree * unitsPerKm,
      y: height / 2 - (lat - middle.lat) * km_per_degree * unitsPerKm,
    }),
  };
}

/** The same difference of longitudes, the short way around. */
const nearest = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;

/** The longitude behind the widest gap that no point lies in, going east. */
function westernmost(lons: readonly number[]): number {
  const sorted = [...lons].sort((a, b) => a - b);
  const gaps = sorted.map((lon, index) => lon - (index === 0 ? sorted.at(-1)! - 360 : sorted[index - 1]!));
  return sorted[gaps.indexOf(Math.max(...gaps))]!;
}

/** The longest round distance, 1, 2 or 5 times a power of ten in km, that is no longer than a fifth of the drawing. */
export function scaleBarKm({ width: drawn, unitsPerKm }: Frame): number {
  const longest = drawn / 5 / unitsPerKm;
  const power = 10 ** Math.floor(Math.log10(longest));
  return [5, 2, 1].map((times) => times * power).find((km) => km <= longest) ?? power;
}
