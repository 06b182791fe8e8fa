import type { StyleSpecification } from 'maplibre-gl';
import { feature } from 'topojson-client';
import type { Point } from './projection.js';

type Lines = readonly (readonly Point[])[];

interface Countries {
  readonly objects: { readonly countries: unknown };
}

/** The file that the build makes of Natural Earth. */
export interface Basemap {
  readonly countries: Countries;
  /** Those around the sample, with all the detail that there is. */
  readonly detailed: Countries;
  readonly rivers: Lines;
  readonly lakes: Lines;
  readonly boundaries: Lines;
  /** Boundaries of registered areas, by place. */
  readonly areas: Readonly<Record<string, Lines>>;
}

const lines = (all: Lines): GeoJSON.Feature => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'MultiLineString', coordinates: all as unknown as GeoJSON.Position[][] },
});
const rings = (all: Lines): GeoJSON.Feature => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'MultiPolygon', coordinates: all.map((ring) => [ring]) as unknown as GeoJSON.Position[][][] },
});

/** Countries with at least so many of the desk's places are drawn as its ground, the others as what lies beyond. */
const least_places_of_ground = 3;

/** The countries on which the desk's places lie. */
export function groundOf(countries: GeoJSON.FeatureCollection, points: readonly Point[]): readonly string[] {
  return countries.features
    .filter(({ geometry }) => points.filter((point) => lies(point, geometry)).length >= least_places_of_ground)
    .map(({ properties }) => String(properties?.['name']));
}

function lies(point: Point, geometry: GeoJSON.Geometry): boolean {
  if (geometry.type === 'Polygon') return inRing(point, geometry.coordinates[0] ?? []);
  if (geometry.type !== 'MultiPolygon') return false;
  return geometry.coordinates.some(([ring = []]) => inRing(point, ring));
}

function inRing([x, y]: Point, ring: readonly GeoJSON.Position[]): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [x1 = 0, y1 = 0] = ring[at] ?? [];
    const [x2 = 0, y2 = 0] = ring[before] ?? [];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export const countriesOf = ({ countries, detailed }: Basemap): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: [countries, detailed].flatMap((one) => feature(one, one.objects.countries).features),
});

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The style of the map in the colours of the theme that is on. */
export function styleOf(basemap: Basemap, ground: readonly string[]): StyleSpecification {
  const source = (data: GeoJSON.GeoJSON) => ({ type: 'geojson' as const, data });
  const line = (id: string, colour: string, width: number, dash?: number[]) => ({
    id,
    type: 'line' as const,
    source: id,
    layout: { 'line-join': 'round' as const },
    paint: {
      'line-color': token(colour),
      'line-width': width,
      ...(dash === undefined ? {} : { 'line-dasharray': dash }),
    },
  });
  const land = ['case', ['in', ['get', 'name'], ['literal', ground]], token('ground'), token('beyond')];
  return {
    version: 8,
    sources: {
      countries: source(countriesOf(basemap)),
      rivers: source(lines(basemap.rivers)),
      lakes: source(rings(basemap.lakes)),
      boundaries: source(lines(basemap.boundaries)),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': token('beyond') } },
      {
        id: 'land',
        type: 'fill',
        source: 'countries',
        paint: { 'fill-color': land as never, 'fill-antialias': false },
      },
      line('boundaries', 'line-2', 0.8, [1.5, 3]),
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': token('water') } },
      line('rivers', 'water', 2.4),
      { ...line('countries', 'ink-3', 1, [9, 3, 2, 3]), id: 'borders' },
    ],
  };
}
