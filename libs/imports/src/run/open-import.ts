import { type Moment, toInstant } from '#situation';
import { stringify } from 'yaml';
import { isAcledHead, isDeletionsHead } from '../formats/acled/acled-columns.js';
import { prepareAcled, prepareAcledDeletions } from '../formats/acled/prepare-acled.js';
import { fileFormats } from '../formats/file-formats.js';
import { isCodHead, prepareCod } from '../formats/gazetteers/prepare-cod.js';
import { openGeoNames, prepareGeoNames } from '../formats/gazetteers/prepare-geonames.js';
import type { Mapping } from '../formats/mapping/mapping.js';
import { readMapping } from '../formats/mapping/read-mapping.js';
import {
  type FirstCells,
  firstCells,
  type ProposedMapping,
  proposedMapping,
  remarks,
} from '../formats/mapping/suggest-mapping.js';
import { prepareMapped, publishedAt } from '../formats/mapping/prepare-mapped.js';
import type { PreparedImport } from '../formats/prepared-import.js';
import { openTable } from '../formats/tables/open-table.js';
import type { Table } from '../formats/tables/table.js';
import { isUcdpHead, prepareUcdp } from '../formats/ucdp/prepare-ucdp.js';
import { ImportRefused } from '../import-refused.js';

/** What a file does not say of itself. */
export interface OpenOptions {
  /** One of `fileFormats`; by default what the file looks like. */
  readonly as?: string;
  /** The path of a mapping, or of names for a dataset. */
  readonly map?: string;
  /** When this edition of a dataset was published: a day or an instant. */
  readonly published?: string;
  /** The zone of the days of a dataset; by default that of the country. */
  readonly timeZone?: string;
  /** To how many bytes a workbook may unpack. */
  readonly mostUnpackedBytes?: number;
  /** The sheet of a workbook; by default that of the mapping, or the first one that is shown. */
  readonly sheet?: string;
  /** The line of the names of columns; by default that of the mapping, or the first that names several. */
  readonly headLine?: number;
}

/** A file that has been read once, from end to end. */
export interface OpenedImport {
  readonly table: Table;
  readonly prepared: PreparedImport;
}

/** Opens a file and reads it once. @throws {ImportRefused} it is not whole, or nobody says what its columns mean. */
export async function openImport(path: string, asked: OpenOptions): Promise<OpenedImport> {
  const format = asked.as === undefined ? undefined : requireFormat(asked.as);
  const mapping = asked.map === undefined ? undefined : await readMapping(asked.map);
  const { sheet = mapping?.sheet, headLine = mapping?.headLine } = asked;
  const table = await opened(path, format, { ...asked, sheet, headLine });
  const prepared = await prepare(table, asked, { given: format, mapping });
  return { table, prepared: { ...prepared, notices: [...(table.notices ?? []), ...prepared.notices] } };
}

const opened = (path: string, format: string | undefined, place: Parameters<typeof openTable>[1]): Promise<Table> =>
  format === 'geonames' ? openGeoNames(path) : openTable(path, place);

/** What is seen of a file before anybody says what its columns mean. */
export interface Proposal {
  readonly format: (typeof fileFormats)[number];
  readonly head: readonly string[];
  /** The cells of the first rows, by column. */
  readonly cells: FirstCells;
  /** What of the file was read and what was not, a line each. */
  readonly notices: readonly string[];
  /** Undefined of a format that is known here: it needs none. */
  readonly proposed?: ProposedMapping;
}

/** Tells what a file looks like, and proposes what its columns mean. @throws {ImportRefused} it is no table. */
export async function proposeImport(
  path: string,
  { as, ...place }: Pick<OpenOptions, 'as' | 'mostUnpackedBytes' | 'sheet' | 'headLine'>,
): Promise<Proposal> {
  const asked = as === undefined ? undefined : requireFormat(as);
  const table = await opened(path, asked, place);
  const format = asked ?? formatOf(table.head);
  const cells = await firstCells(table);
  const { head, notices = [] } = table;
  if (format !== 'table') return { format, head, cells, notices };
  const { mapping, unused } = proposedMapping(head, cells);
  const { headLine } = place;
  const at = { ...(table.sheet !== undefined && { sheet: table.sheet }), ...(headLine !== undefined && { headLine }) };
  return { format, head, cells, notices, proposed: { mapping: { ...at, ...mapping }, unused } };
}

/** Proposes a mapping as YAML, to be checked by a person. @throws {ImportRefused} it is no table, or a dataset that needs none. */
export async function suggestMapping(
  path: string,
  asked: Pick<OpenOptions, 'as' | 'sheet' | 'headLine'> = {},
): Promise<string> {
  const { format, proposed, notices } = await proposeImport(path, asked);
  if (proposed === undefined)
    throw new ImportRefused(
      `${path} is ${format}, a format that is known here: import it without a mapping. ` +
        `--as table proposes one all the same.`,
    );
  return `${remarks(proposed.unused, notices)}${stringify(proposed.mapping)}`;
}

async function prepare(
  table: Table,
  asked: OpenOptions,
  { given, mapping }: { readonly given: Proposal['format'] | undefined; readonly mapping: Mapping | undefined },
): Promise<PreparedImport> {
  const published = asked.published === undefined ? undefined : publishedOf(asked.published);
  const when = published === undefined ? {} : { published };
  const format = given ?? (mapping?.report !== undefined ? 'table' : formatOf(table.head));
  if (format !== 'table') refuseMerged(table);
  if (format === 'geonames') return prepareGeoNames(table, asked.timeZone);
  if (format === 'cod-ab') return prepareCod(table, asked.timeZone);
  const named = {
    ...(asked.timeZone !== undefined && { timeZone: asked.timeZone }),
    ...(mapping !== undefined && { aliases: mapping.names }),
  };
  if (format === 'ucdp-ged') return prepareUcdp(table, { ...when, ...named });
  if (format === 'acled') return prepareAcled(table, named);
  if (format === 'acled-deleted') return prepareAcledDeletions(table);
  if (mapping === undefined || asked.map === undefined)
    throw new ImportRefused(
      `${table.name} is of no format that is known here: send a mapping that says what its columns mean. ` +
        `sitrep import --suggest-mapping ${table.name} proposes one, and --map names it.`,
    );
  return prepareMapped(table, { ...when, mapping, mappingPath: asked.map, now: toInstant(Date.now()) });
}

/** No dataset has such. @throws {ImportRefused} */
function refuseMerged({ name, merged: [area] = [] }: Table): void {
  if (area !== undefined)
    throw new ImportRefused(
      `${name} has the merged cells ${area}, and this is a dataset that is published without any: unmerge them and write the value into each. Nothing was sent.`,
    );
}

function requireFormat(name: string): (typeof fileFormats)[number] {
  const format = fileFormats.find((one) => one === name);
  if (format !== undefined) return format;
  throw new ImportRefused(`There is no format ${name}; there are ${fileFormats.join(', ')}.`);
}

/** What a table is, by its columns. */
function formatOf(head: readonly string[]): (typeof fileFormats)[number] {
  if (isUcdpHead(head)) return 'ucdp-ged';
  if (isAcledHead(head)) return 'acled';
  if (isDeletionsHead(head)) return 'acled-deleted';
  return isCodHead(head) ? 'cod-ab' : 'table';
}

function publishedOf(text: string): Moment {
  const published = publishedAt(text);
  if (published !== undefined) return published;
  throw new ImportRefused(`published is ${text}; send a day, such as 2019-06-01, or an instant with its offset.`);
}
