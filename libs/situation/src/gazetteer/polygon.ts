/** A closed line: the last position is the first again. Degrees, WGS 84. */
export type Ring = readonly (readonly [lon: number, lat: number])[];

/** A GeoJSON Polygon (RFC 7946): its outline, then its holes. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly Ring[];
}

/** Positions of all rings together, at most. */
export const most_positions = 500;

/** What is wrong with a polygon, where (a JSON pointer below it), and what would be right. */
export interface PolygonFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

const example = '{"type": "Polygon", "coordinates": [[[43, 36], [44, 36], [44, 37], [43, 36]]]}';

/** Everything that keeps a value from being a polygon that can be asked for; empty when it is one. */
export function polygonFaults(value: unknown): readonly PolygonFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ pointer: '', code: 'not_a_polygon', detail: `Send a GeoJSON Polygon, such as ${example}.` }];
  const { type, coordinates } = value as Record<string, unknown>;
  if (type !== 'Polygon')
    return [{ pointer: '/type', code: 'not_a_polygon', detail: `Send the type "Polygon", as in ${example}.` }];
  if (!Array.isArray(coordinates) || coordinates.length === 0)
    return [{ pointer: '/coordinates', code: 'not_a_polygon', detail: `Send at least one ring, as in ${example}.` }];
  const positions = coordinates.reduce(
    (sum: number, ring: unknown) => sum + (Array.isArray(ring) ? ring.length : 0),
    0,
  );
  if (positions > most_positions) {
    const detail = `It has ${positions} positions: send at most ${most_positions}, a simpler outline.`;
    return [{ pointer: '/coordinates', code: 'too_many', detail }];
  }
  return coordinates.flatMap((ring: unknown, index) =>
    ringFaults(ring).map((fault) => ({ ...fault, pointer: `/coordinates/${index}${fault.pointer}` })),
  );
}

function ringFaults(ring: unknown): readonly PolygonFault[] {
  if (!Array.isArray(ring) || ring.length < 4) {
    const detail = 'Send a ring of at least four positions, the last the same as the first, as in ' + example + '.';
    return [{ pointer: '', code: 'not_a_ring', detail }];
  }
  const faults = ring.flatMap((position: unknown, index) => {
    if (isPosition(position)) return [];
    const detail = 'Send [longitude, latitude]: from -180 to 180 and from -90 to 90 degrees.';
    return [{ pointer: `/${index}`, code: 'not_a_position', detail }];
  });
  if (faults.length > 0) return faults;
  const [first, last] = [ring[0], ring.at(-1)] as [Ring[number], Ring[number]];
  if (first[0] !== last[0] || first[1] !== last[1]) {
    const detail = `It begins at ${first.join(', ')} and ends at ${last.join(', ')}: end it where it begins.`;
    return [{ pointer: '', code: 'not_closed', detail }];
  }
  return edgeFaults(ring as Ring);
}

const edgeText = (ring: Ring, at: number): string => `from ${ring[at]!.join(', ')} to ${ring[at + 1]!.join(', ')}`;

function edgeFaults(sent: Ring): readonly PolygonFault[] {
  const half = sent.findIndex(([lon], at) => Math.abs((sent[at + 1]?.[0] ?? lon) - lon) === 180);
  if (half >= 0) {
    const detail = `Its edge ${edgeText(sent, half)} is as long either way around the globe: add a position between.`;
    return [{ pointer: `/${half + 1}`, code: 'half_around', detail }];
  }
  const ring = unbroken(sent);
  const [first, second] = crossingEdges(ring) ?? [];
  if (first !== undefined && second !== undefined) {
    const detail =
      `Its edge ${edgeText(sent, first)} crosses the one ${edgeText(sent, second)}, so that its inside is not clear: ` +
      'send a ring that does not cross itself.';
    return [{ pointer: `/${second}`, code: 'crosses_itself', detail }];
  }
  return outlineFaults(ring);
}

/** On which side of the line from a to b a position lies: the sign. */
const side = (a: Ring[number], b: Ring[number], [lon, lat]: Ring[number]): number =>
  Math.sign((b[0] - a[0]) * (lat - a[1]) - (b[1] - a[1]) * (lon - a[0]));

/** The first two edges of which each has its ends on both sides of the other; edges that only touch do not cross. */
function crossingEdges(ring: Ring): readonly [number, number] | undefined {
  for (let second = 2; second < ring.length - 1; second++)
    for (let first = 0; first < second - 1; first++) {
      const [a, b, c, d] = [ring[first]!, ring[first + 1]!, ring[second]!, ring[second + 1]!];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return [first, second];
    }
  return undefined;
}

function outlineFaults(ring: Ring): readonly PolygonFault[] {
  if (Math.abs(ring.at(-1)![0] - ring[0]![0]) > 1) {
    const detail = 'It goes around a pole, and so has no inside on a plane: send bbox, or polygons that do not.';
    return [{ pointer: '', code: 'around_a_pole', detail }];
  }
  const area = ring.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
    return sum + lon * nextLat - nextLon * lat;
  }, 0);
  const detail =
    'It encloses nothing: send a ring with an inside. Between neighbours it goes the shorter way around, from -180 to 180 ' +
    'none at all: around the whole globe, add positions between, each less than 180 degrees from the next.';
  return area === 0 ? [{ pointer: '', code: 'no_area', detail }] : [];
}

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) &&
  (value.length === 2 || value.length === 3) &&
  value.every(Number.isFinite) &&
  Math.abs(value[0] as number) <= 180 &&
  Math.abs(value[1] as number) <= 90;

/**
 * The ring with longitudes that run on where it goes over the antimeridian: between neighbours it goes the shorter way, so
 * that from 179 to -179 is two degrees. They may then lie beyond 180 or -180.
 */
export function unbroken(ring: Ring): Ring {
  let lon = ring[0]?.[0] ?? 0;
  return ring.map((position) => {
    lon += ((((position[0] - lon + 180) % 360) + 360) % 360) - 180;
    return [lon, position[1]];
  });
}
