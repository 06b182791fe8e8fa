import type { ActorKind, TimeZone } from '#situation';
import type { Body, Registration } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import type { AcledRow } from './acled-columns.js';

/** Registered ids of actors and places, by the names that the dataset has for them. */
export type Aliases = Readonly<Record<string, string>>;

/** The names of a cell, which have semicolons between them. */
export const splitNames = (cell: string): readonly string[] =>
  cell
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** How far off the coordinates may be by `geo_precision`, in km: the town, a part of the region, the region. */
const precision_km: Readonly<Record<string, number>> = { 1: 5, 2: 25, 3: 150 };

/**
 * The place of a row and those around it, the outermost first; the last one is where it happened. What the dataset knows
 * only roughly is an area: around a town (`geo_precision` 2), or the whole of the first division (3).
 */
export function placesOfRow({ cells }: AcledRow, timeZone: TimeZone, aliases: Aliases): readonly Registration[] {
  const { country, admin1, admin2, location, geo_precision: precision } = cells;
  const chain: Registration[] = [];
  const add = (kind: string, name: string, path: readonly string[], located: boolean): void => {
    const parent = chain.at(-1)?.body.id;
    const id = aliases[name] ?? slugOf(...path);
    if (name === '' || id === parent) return;
    const body: Body & { readonly id: string } = {
      id,
      name,
      kind,
      timeZone,
      ...(parent !== undefined && { parent }),
      ...(located && locationOf(cells)),
    };
    chain.push({ kind: 'place', body });
  };
  const isRegion = precision === '3' && (admin1 !== '' || location === '');
  add('country', country, [country], false);
  add('governorate', admin1, [country, admin1], isRegion);
  if (isRegion) return chain;
  add('district', admin2, [country, admin1, admin2], false);
  // A town may be called as its district is.
  if (precision === '1') add('site', location, [country, admin1, admin2, 'at', location], true);
  else add('region', `Around ${location}`, [country, admin1, admin2, 'around', location], true);
  return chain;
}

function locationOf({ latitude, longitude, geo_precision }: AcledRow['cells']): Body {
  const [lat, lon] = [Number(latitude), Number(longitude)];
  if (latitude === '' || longitude === '' || !Number.isFinite(lat) || !Number.isFinite(lon)) return {};
  return { location: { lat, lon, precisionKm: precision_km[geo_precision] ?? 150 }, locationConfirmed: true };
}

/** Those who take part, each as one actor. */
export function actorsOfRow({ cells }: AcledRow, aliases: Aliases): readonly Registration[] {
  const names = [cells.actor1, cells.actor2, ...splitNames(cells.assoc_actor_1), ...splitNames(cells.assoc_actor_2)];
  return names
    .filter((name) => name !== '')
    .map((name) => ({
      kind: 'actor',
      body: { id: aliases[name] ?? slugOf(name), name: name.slice(0, 200), kind: kindOfName(name) },
    }));
}

const kindsOfName: readonly (readonly [RegExp, ActorKind])[] = [
  [/^(Protesters|Rioters|Civilians)\b/, 'population'],
  [/^Military Forces of\b/, 'state_force'],
  [/^Police Forces of\b/, 'police'],
  [/^Government of\b/, 'state'],
  [/^Unidentified\b/, 'unknown'],
  [/\bMilitia\b/, 'militia'],
];

const kindOfName = (name: string): ActorKind =>
  kindsOfName.find(([pattern]) => pattern.test(name))?.[1] ?? 'organisation';
