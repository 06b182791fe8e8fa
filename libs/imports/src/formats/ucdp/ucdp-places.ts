import type { PlaceKind, TimeZone } from '#situation';
import type { Body, Registration } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import type { UcdpRow } from './ucdp-columns.js';

/** How far off the coordinates of a row may be by its `where_prec`, in km. The codebook gives 25 for 2. */
const precision_km: Readonly<Record<string, number>> = { 1: 2, 2: 25, 3: 50, 4: 150, 5: 250, 6: 600, 7: 250 };

/** `where_prec` of a row that names its place exactly, and of one that names the country alone. */
const exact = '1';
const of_country = '6';

const kindsOfName: readonly (readonly [RegExp, PlaceKind])[] = [
  [/\b(town|city)$/i, 'city'],
  [/\b(village|locality)$/i, 'village'],
  [/\bdistrict$|^Qaḑā’ /i, 'district'],
  [/\bprovince$|\bgovernorate$/i, 'governorate'],
  [/^(northern|southern|central|western|eastern)\b|\b(mountains?|area|border|region)$/i, 'region'],
  [/\bbase$/i, 'base'],
];

const kindOfName = (name: string): PlaceKind => kindsOfName.find(([pattern]) => pattern.test(name))?.[1] ?? 'site';

/** What the map of an import says of names: the registered ids to use instead. */
export type Aliases = Readonly<Record<string, string>>;

/**
 * The place of a row and those around it, the outermost first; the last one is where it happened. What the dataset knows
 * only roughly is an area: around a town (`where_prec` 2), the district (3), the province (4), a region (5, 7), the
 * country (6).
 */
export function placesOfRow({ cells }: UcdpRow, timeZone: TimeZone, aliases: Aliases): readonly Registration[] {
  const { country, adm_1, adm_2, where_prec, where_coordinates: where } = cells;
  const chain: Registration[] = [];
  const add = (kind: PlaceKind, name: string, id: string, isHere: boolean): void => {
    const parent = chain.at(-1)?.body.id;
    const body: Body & { readonly id: string } = {
      id: aliases[name] ?? id,
      name,
      kind,
      timeZone,
      ...(parent === undefined ? {} : { parent }),
      ...(isHere ? locationOf(cells) : {}),
    };
    if (body.id !== parent) chain.push({ kind: 'place', body });
  };
  add('country', country, slugOf(country), where_prec === of_country);
  if (where_prec === of_country) return chain;
  const [province, district] = [adm_1 || (where_prec === '4' ? where : ''), adm_2 || (where_prec === '3' ? where : '')];
  if (province !== '') add('governorate', province, slugOf(country, province), where_prec === '4');
  if (where_prec === '4') return chain;
  if (district !== '') add('district', district, slugOf(country, province, district), where_prec === '3');
  if (where_prec === '3') return chain;
  if (where_prec === exact) add(kindOfName(where), where, slugOf(country, province, where), true);
  else if (where_prec === '2') add('region', `Around ${where}`, slugOf(country, province, 'around', where), true);
  else add('region', where, slugOf(country, province, where, 'area'), true);
  return chain;
}

function locationOf({ latitude, longitude, where_prec }: UcdpRow['cells']): Body {
  const [lat, lon] = [Number(latitude), Number(longitude)];
  if (latitude === '' || longitude === '' || !Number.isFinite(lat) || !Number.isFinite(lon)) return {};
  // The dataset is curated: what looks odd about its coordinates is meant.
  return { location: { lat, lon, precisionKm: precision_km[where_prec] ?? 250 }, locationConfirmed: true };
}
