import { type Means, placeKinds } from '#situation';
import type { PlaceDraft } from './drafts.js';
import { namesOfPlace, otherNamesOfPlace } from './local-names.js';
import { oneOf } from './one-of.js';
import { onlyKnown } from './only-known.js';
import { parentsFirst } from './parents-first.js';
import type { PlaceRow } from './source-rows.js';

/** Before every report, so that no question about the past meets a place that is not yet known. */
export const registered_at = '2014-01-01T00:00:00Z';

/** Time zones by the topmost place: a country, or a city that stands without one. */
const zones: Readonly<Record<string, string>> = {
  iraq: 'Asia/Baghdad',
  syria: 'Asia/Damascus',
  'turkey-country': 'Europe/Istanbul',
  'jordan-country': 'Asia/Amman',
  moscow: 'Europe/Moscow',
  beirut: 'Asia/Beirut',
};

/** Where ways lead, as the summaries of the source say. Across the Euphrates at Raqqa lies the rest of its governorate. */
const connections: Readonly<Record<string, readonly string[]>> = {
  'road-raqqa-deir-al-zor': ['raqqa-city', 'deir-al-zor-city'],
  'raqqa-euphrates-bridges': ['raqqa-city', 'raqqa-governorate'],
  'river-euphrates': ['raqqa-city', 'raqqa-governorate'],
  'road-mosul-tal-afar': ['mosul-west', 'tal-afar'],
  'road-tal-afar-syrian-border': ['tal-afar', 'border-iraq-syria'],
  'road-governorate-building': ['mosul-west', 'nineveh-governorate-building'],
  'mosul-bridge-first': ['mosul-east', 'mosul-west'],
  'mosul-bridge-second': ['mosul-east', 'mosul-west'],
  'mosul-bridges-other': ['mosul-east', 'mosul-west'],
};

/** By what means ways are used; of the Euphrates at Raqqa D005 tells of boats. */
const means: Readonly<Record<string, readonly Means[]>> = {
  'road-raqqa-deir-al-zor': ['vehicle', 'foot'],
  'raqqa-euphrates-bridges': ['vehicle', 'foot'],
  'river-euphrates': ['boat'],
  'road-mosul-tal-afar': ['vehicle', 'foot'],
  'road-tal-afar-syrian-border': ['vehicle', 'foot'],
  'road-governorate-building': ['vehicle', 'foot'],
  'mosul-bridge-first': ['vehicle', 'foot'],
  'mosul-bridge-second': ['vehicle', 'foot'],
  'mosul-bridges-other': ['vehicle', 'foot'],
};

/** The gazetteer, parents and the places that ways connect before what names them. */
export function convertPlaces(rows: readonly PlaceRow[]): PlaceDraft[] {
  const parents = new Map(rows.map((row) => [row.slug, row.parent]));
  const places = rows.map((row) => convertPlace(row, zoneOf(row.slug, parents)));
  return parentsFirst(places, ({ parent, connects = [] }) => [...(parent === undefined ? [] : [parent]), ...connects]);
}

/**
 * A place as printed where the print is a mistake: it keeps its name, and lies nowhere. With coordinates a map would
 * show it, and with a parent it would count in the wrong country.
 */
const isMisprint = ({ note }: PlaceRow): boolean => note.includes('do not plot');

function convertPlace(row: PlaceRow, timeZone: string): PlaceDraft {
  const location = { lat: Number(row.lat), lon: Number(row.lon), precisionKm: Number(row.precision_km) };
  const whereabouts = isMisprint(row) ? {} : { parent: row.parent, location };
  return onlyKnown<PlaceDraft>({
    id: row.slug,
    name: row.name,
    aliases: [...row.aliases.split('|').filter((alias) => alias !== ''), ...otherNamesOfPlace(row.slug)],
    kind: oneOf(placeKinds, row.kind, `${row.slug}: kind`),
    ...whereabouts,
    timeZone,
    note: row.note,
    registeredAt: registered_at,
    connects: connections[row.slug],
    means: means[row.slug],
    names: namesOfPlace(row.slug),
  });
}

function zoneOf(slug: string, parents: ReadonlyMap<string, string>): string {
  let top = slug;
  for (let parent = parents.get(top); parent; parent = parents.get(top)) top = parent;
  const zone = zones[top];
  if (zone === undefined) throw new Error(`${slug}: no time zone is known for ${top}`);
  return zone;
}
