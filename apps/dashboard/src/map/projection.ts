/** Where the map looks: the middle, and the zoom by tiles of 512 pixels. */
export interface Camera {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** West, south, east, north, in degrees. */
export type Bounds = readonly [number, number, number, number];
export type Point = readonly [number, number];

const tile_px = 512;
const radians = Math.PI / 180;
/** Beyond this latitude the projection has no end. */
const last_latitude = 85;

const worldX = (lon: number): number => (lon + 180) / 360;
function worldY(lat: number): number {
  const bound = Math.max(-last_latitude, Math.min(last_latitude, lat));
  return (1 - Math.asinh(Math.tan(bound * radians)) / Math.PI) / 2;
}

/** Web Mercator: from degrees to pixels of a view of that size. */
export function projector({ zoom, lat, lon }: Camera, width: number, height: number): (point: Point) => Point {
  const scale = tile_px * 2 ** zoom;
  const [x0, y0] = [worldX(lon) * scale - width / 2, worldY(lat) * scale - height / 2];
  return ([longitude, latitude]) => [worldX(longitude) * scale - x0, worldY(latitude) * scale - y0];
}

/** The way back: from pixels of such a view to degrees. */
export function locator({ zoom, lat, lon }: Camera, width: number, height: number): (point: Point) => Point {
  const scale = tile_px * 2 ** zoom;
  const [x0, y0] = [worldX(lon) * scale - width / 2, worldY(lat) * scale - height / 2];
  return ([x, y]) => [
    ((x + x0) / scale) * 360 - 180,
    Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + y0)) / scale))) / radians,
  ];
}

const greatest_zoom = 13;

/** The camera that shows the bounds whole, with a margin in pixels. */
export function fit(
  [west, south, east, north]: Bounds,
  width: number,
  height: number,
  margin = 56,
  greatest = greatest_zoom,
): Camera {
  const [left, right, top, bottom] = [worldX(west), worldX(east), worldY(north), worldY(south)];
  const across = Math.max(1, width - 2 * margin) / Math.max(1e-9, right - left);
  const down = Math.max(1, height - 2 * margin) / Math.max(1e-9, bottom - top);
  const zoom = Math.min(greatest, Math.log2(Math.min(across, down) / tile_px));
  const middle = (top + bottom) / 2;
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * middle))) / radians;
  return { zoom, lat, lon: (west + east) / 2 };
}

/** How many pixels a kilometre has at a latitude. */
export const pixelsOfKm = (km: number, { zoom }: Camera, lat: number): number =>
  (km / (40_075 * Math.cos(lat * radians))) * tile_px * 2 ** zoom;
