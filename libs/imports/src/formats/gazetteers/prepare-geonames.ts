import type { PlaceKind } from '#situation';
import { zoneOfCountry } from '../country-zones.js';
import type { PreparedImport, Registration } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import { type CsvLayout, openCsv } from '../tables/csv-table.js';
import type { Table } from '../tables/table.js';

/** The columns of a dump of GeoNames, which has no head (readme.txt of its export). */
const columns = [
  ...(['geonameid', 'name', 'asciiname', 'alternatenames', 'latitude', 'longitude', 'class', 'code'] as const),
  ...([
    'country',
    'cc2',
    'admin1',
    'admin2',
    'admin3',
    'admin4',
    'population',
    'elevation',
    'dem',
    'zone',
    'day',
  ] as const),
] as const;
type Cells = Readonly<Record<(typeof columns)[number], string>>;

const layout: CsvLayout = { head: columns, delimiter: '\t', quote: false };

export const openGeoNames = (path: string): Promise<Table> => openCsv(path, { layout });

const most_aliases = 50;
const longest_name = 200;
/** A populated place of so many is a city here. */
const city_population = 5_000;

const kinds: Readonly<Record<string, PlaceKind>> = {
  PCLI: 'country',
  PCL: 'country',
  PCLD: 'country',
  ADM1: 'governorate',
  ADM2: 'district',
  ADM3: 'district',
  ADM4: 'district',
  PPLA: 'city',
  PPLC: 'city',
  PPLA2: 'city',
  PPLX: 'district',
  BDG: 'bridge',
  MILB: 'base',
  AIRB: 'base',
  AIRP: 'site',
  DAM: 'site',
  HSP: 'building',
};

function kindOf({ class: one, code, population }: Cells): PlaceKind | undefined {
  const kind = kinds[code];
  if (kind !== undefined || one !== 'P') return kind;
  return Number(population) >= city_population ? 'city' : 'village';
}

/** How far off the coordinates of a kind may be, in km: of an area they are its middle. */
const precision_km: { readonly [Kind in PlaceKind]?: number } = {
  country: 600,
  governorate: 150,
  district: 50,
  city: 5,
};

/**
 * Makes a gazetteer of a dump of GeoNames: countries, their divisions, populated places, bridges, bases, airports, dams and
 * hospitals, each within the nearest division that the file has. Anything else is passed over. @throws {ImportRefused}
 */
export async function prepareGeoNames(table: Table, timeZone: string | undefined): Promise<PreparedImport> {
  const areas = new Map<string, string>();
  for await (const { cells } of table.rows()) {
    const key = areaKey(cells as Cells);
    if (key !== undefined) areas.set(key, idOf(cells as Cells));
  }
  const found: { readonly registration: Registration; readonly depth: number }[] = [];
  for await (const row of table.rows()) {
    const cells = row.cells as Cells;
    const kind = kindOf(cells);
    if (kind === undefined) continue;
    const zone = timeZone ?? (cells.zone || zoneOfCountry(cells.country, undefined, row.line));
    found.push({ registration: registrationOf(cells, kind, areas, zone), depth: depthOf(cells) });
  }
  const registrations = found.sort((one, other) => one.depth - other.depth).map(({ registration }) => registration);
  return { format: 'geonames', rows: 0, outlets: [], notices: [], registrations, ...noReports };
}

/** How many divisions are around it at most: those come first, in whatever order the file has them. */
function depthOf({ code }: Cells): number {
  if (kinds[code] === 'country') return 0;
  const level = /^ADM([1-4])$/.exec(code)?.[1];
  return level === undefined ? 5 : Number(level);
}

/** A gazetteer has no reports. */
export const noReports: Pick<PreparedImport, 'read' | 'correctedAt'> = {
  read: () => 'no report',
  correctedAt: () => {
    throw new Error('a gazetteer has no reports to correct');
  },
};

const idOf = ({ name, geonameid }: Cells): string => slugOf(name, geonameid);

/** By which codes others lie in it: `IQ`, `IQ 15`, `IQ 15 7`; undefined for what is no division. */
function areaKey({ code, country, admin1, admin2, admin3 }: Cells): string | undefined {
  if (kinds[code] === 'country') return country;
  if (code === 'ADM1') return `${country} ${admin1}`;
  if (code === 'ADM2') return `${country} ${admin1} ${admin2}`;
  return code === 'ADM3' ? `${country} ${admin1} ${admin2} ${admin3}` : undefined;
}

function registrationOf(
  cells: Cells,
  kind: PlaceKind,
  areas: ReadonlyMap<string, string>,
  timeZone: string,
): Registration {
  const { name, country, admin1, admin2, admin3 } = cells;
  const id = idOf(cells);
  const around = [
    ...(admin3 === '' ? [] : [`${country} ${admin1} ${admin2} ${admin3}`]),
    ...(admin2 === '' ? [] : [`${country} ${admin1} ${admin2}`]),
    `${country} ${admin1}`,
    country,
  ];
  const parent = around.map((key) => areas.get(key)).find((one) => one !== undefined && one !== id);
  const others = [...new Set([cells.asciiname, ...cells.alternatenames.split(',')].map((one) => one.trim()))];
  const aliases = others
    .filter((one) => one !== '' && one !== name && one.length <= longest_name)
    .slice(0, most_aliases);
  const location = { lat: Number(cells.latitude), lon: Number(cells.longitude), precisionKm: precision_km[kind] ?? 1 };
  return {
    kind: 'place',
    body: {
      id,
      name: name.slice(0, longest_name),
      kind,
      timeZone,
      location,
      locationConfirmed: true,
      ...(parent === undefined || kind === 'country' ? {} : { parent }),
      ...(aliases.length === 0 ? {} : { aliases }),
      note: `GeoNames ${cells.geonameid}, ${cells.class}.${cells.code}`,
    },
  };
}
