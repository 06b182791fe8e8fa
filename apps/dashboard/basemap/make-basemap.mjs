// Makes the basemap from Natural Earth (public domain): the countries of the npm package world-atlas, and a cut of its
// rivers, lakes and first-level boundaries for the region of the sample. See NOTICE.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cut = new URL('natural-earth-cut.json', import.meta.url);

/** `countries` is a topology with names; the rest are lists of lines or rings of [longitude, latitude]. */
export function makeBasemap() {
  const { type, transform, arcs, objects } = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
  const geometries = objects.countries.geometries.map(({ type, arcs, properties }) => ({
    type,
    arcs,
    properties: { name: properties.name },
  }));
  const { about: _about, ...region } = JSON.parse(readFileSync(cut, 'utf8'));
  return { countries: { type, transform, arcs, objects: { countries: { type: 'GeometryCollection', geometries } } }, ...region };
}
