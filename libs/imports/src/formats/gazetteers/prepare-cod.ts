import type { LocalName, PlaceKind, TimeZone } from '#situation';
import { zoneOfCountry } from '../country-zones.js';
import type { Body, PreparedImport, Registration, Row } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import type { Table } from '../tables/table.js';
import { noReports } from './prepare-geonames.js';

const pcode_column = /^adm([0-4])_pcode$/i;
/** The names of a level: of one language, `ADM1_AR`; or of the first to third of the file, `adm1_name1`. */
const name_column = /^adm([0-4])_(name\d?|[a-z]{2})$/i;

/** What codes stand for names in: no language (zxx), by a subtag of our own. */
const pcode_language = 'zxx-x-pcode';

const kinds: readonly PlaceKind[] = ['country', 'governorate', 'district', 'district', 'village'];

/** True of a head of a Common Operational Dataset of administrative boundaries. */
export const isCodHead = (head: readonly string[]): boolean =>
  head.some((name) => pcode_column.test(name)) && head.some((name) => name_column.test(name));

/**
 * Makes a gazetteer of a table of OCHA's Common Operational Datasets (COD-AB): every level that the rows have, each within
 * the one above, its pcode among its names as `zxx-x-pcode`. @throws {ImportRefused}
 */
export async function prepareCod(table: Table, timeZone: string | undefined): Promise<PreparedImport> {
  const found = new Map<string, Registration>();
  const levels = levelsOf(table.head);
  for await (const row of table.rows()) {
    if (Object.values(row.cells).some((cell) => cell.startsWith('#adm'))) continue;
    for (const one of placesOf(row, levels, timeZone)) if (!found.has(one.body.id)) found.set(one.body.id, one);
  }
  const registrations = [...found.values()];
  return { format: 'cod-ab', rows: 0, outlets: [], notices: [], registrations, ...noReports };
}

interface Level {
  readonly level: number;
  readonly pcode: string;
  readonly names: readonly { readonly column: string; readonly language: string | undefined }[];
}

function levelsOf(head: readonly string[]): readonly Level[] {
  const pcodes = head.flatMap((column) => {
    const level = pcode_column.exec(column)?.[1];
    return level === undefined ? [] : [{ level: Number(level), pcode: column }];
  });
  return pcodes
    .sort((one, other) => one.level - other.level)
    .map(({ level, pcode }) => ({
      level,
      pcode,
      names: head.flatMap((column) => {
        const [, of, kind = ''] = name_column.exec(column) ?? [];
        if (of !== String(level)) return [];
        return [{ column, language: /^name/i.test(kind) ? undefined : kind.toLowerCase() }];
      }),
    }));
}

function placesOf({ cells, line }: Row, levels: readonly Level[], asked: string | undefined): readonly Registration[] {
  const chain: Registration[] = [];
  let zone: TimeZone | undefined;
  for (const { level, pcode: column, names } of levels) {
    const pcode = cells[column] ?? '';
    const written = names.flatMap(({ column: one, language }) => (cells[one] ? [{ language, name: cells[one] }] : []));
    const name = (written.find(({ language }) => language === 'en') ?? written[0])?.name;
    if (pcode === '' || name === undefined) continue;
    zone ??= zoneOfCountry(level === 0 ? name : pcode, asked, line);
    const local = written.flatMap(({ language, name: one }) =>
      language === undefined ? [] : [{ language, name: one }],
    );
    const localNames = [...local, { language: pcode_language, name: pcode }] as readonly LocalName[];
    const parent = chain.at(-1)?.body.id;
    const aliases = [...new Set(written.map((one) => one.name))].filter((one) => one !== name);
    const body: Body & { readonly id: string } = {
      id: level === 0 ? slugOf(name) : slugOf(name, pcode),
      name,
      kind: kinds[level] ?? 'site',
      timeZone: zone,
      names: localNames,
      ...(parent === undefined ? {} : { parent }),
      ...(aliases.length === 0 ? {} : { aliases }),
      ...(level === levels.at(-1)?.level ? middleOf(cells) : {}),
    };
    chain.push({ kind: 'place', body });
  }
  return chain;
}

/** The middle of the area of the row, where the table has it. */
function middleOf(cells: Row['cells']): Body {
  const [lat, lon] = [cells['center_lat'] ?? '', cells['center_lon'] ?? ''];
  if (lat === '' || lon === '' || !Number.isFinite(Number(lat)) || !Number.isFinite(Number(lon))) return {};
  return { location: { lat: Number(lat), lon: Number(lon), precisionKm: 50 }, locationConfirmed: true };
}
