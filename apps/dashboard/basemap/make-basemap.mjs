// Makes the basemap from Natural Earth (public domain): the countries of the npm package world-atlas, in detail around the
// sample, and a cut of its rivers, lakes and first-level boundaries for the same region. See NOTICE.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cut = new URL('natural-earth-cut.json', import.meta.url);

const detailed = ['Syria', 'Iraq', 'Turkey', 'Jordan', 'Lebanon', 'Israel', 'Iran', 'Kuwait', 'Saudi Arabia'];

/** Two topologies with names; the rest are lists of lines or rings of [longitude, latitude]. */
export function makeBasemap() {
  const { about: _about, ...region } = JSON.parse(readFileSync(cut, 'utf8'));
  return {
    countries: topologyOf('world-atlas/countries-50m.json', (name) => !detailed.includes(name)),
    detailed: topologyOf('world-atlas/countries-10m.json', (name) => detailed.includes(name)),
    ...region,
  };
}

/** The countries that are wanted, with only the arcs that they need. */
function topologyOf(file, isWanted) {
  const { transform, arcs, objects } = JSON.parse(readFileSync(require.resolve(file), 'utf8'));
  const kept = new Map();
  const keep = (arc) => {
    const index = arc < 0 ? ~arc : arc;
    if (!kept.has(index)) kept.set(index, kept.size);
    return arc < 0 ? ~kept.get(index) : kept.get(index);
  };
  const deep = (list) => list.map((one) => (Array.isArray(one) ? deep(one) : keep(one)));
  const geometries = objects.countries.geometries
    .filter(({ properties }) => isWanted(properties.name))
    .map(({ type, arcs: used = [], properties }) => ({
      type,
      arcs: deep(used),
      properties: { name: properties.name },
    }));
  return {
    type: 'Topology',
    transform,
    arcs: [...kept.keys()].map((index) => arcs[index]),
    objects: { countries: { type: 'GeometryCollection', geometries } },
  };
}
