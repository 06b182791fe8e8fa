import { type Moment, toInstant } from '#situation';
import { stringify } from 'yaml';
import { isAcledHead, isDeletionsHead } from '../formats/acled/acled-columns.js';
import { prepareAcled, prepareAcledDeletions } from '../formats/acled/prepare-acled.js';
import { fileFormats } from '../formats/file-formats.js';
import { isCodHead, prepareCod } from '../formats/gazetteers/prepare-cod.js';
import { openGeoNames, prepareGeoNames } from '../formats/gazetteers/prepare-geonames.js';
import { readMapping } from '../formats/mapping/mapping.js';
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
}

/** A file that has been read once, from end to end. */
export interface OpenedImport {
  readonly table: Table;
  readonly prepared: PreparedImport;
}

/** Opens a file and reads it once. @throws {ImportRefused} it is not whole, or nobody says what its columns mean. */
export async function openImport(path: string, asked: OpenOptions): Promise<OpenedImport> {
  const format = asked.as === undefined ? undefined : requireFormat(asked.as);
  const table = await (format === 'geonames' ? openGeoNames(path) : openTable(path, asked.mostUnpackedBytes));
  return { table, prepared: await prepare(table, asked, format) };
}

/** What is seen of a file before anybody says what its columns mean. */
export interface Proposal {
  readonly format: (typeof fileFormats)[number];
  readonly head: readonly string[];
  /** The cells of the first rows, by column. */
  readonly cells: FirstCells;
  /** Undefined of a format that is known here: it needs none. */
  readonly proposed?: ProposedMapping;
}

/** Tells what a file looks like, and proposes what its columns mean. @throws {ImportRefused} it is no table. */
export async function proposeImport(
  path: string,
  { as, mostUnpackedBytes }: Pick<OpenOptions, 'as' | 'mostUnpackedBytes'>,
): Promise<Proposal> {
  const asked = as === undefined ? undefined : requireFormat(as);
  const table = await (asked === 'geonames' ? openGeoNames(path) : openTable(path, mostUnpackedBytes));
  const format = asked ?? formatOf(table.head);
  const cells = await firstCells(table);
  const { head } = table;
  return { format, head, cells, ...(format === 'table' && { proposed: proposedMapping(head, cells) }) };
}

/** Proposes a mapping as YAML, to be checked by a person. @throws {ImportRefused} it is no table, or a dataset that needs none. */
export async function suggestMapping(path: string, as?: string): Promise<string> {
  const { format, proposed } = await proposeImport(path, as === undefined ? {} : { as });
  if (proposed === undefined)
    throw new ImportRefused(
      `${path} is ${format}, a format that is known here: import it without a mapping. ` +
        `--as table proposes one all the same.`,
    );
  return `${remarks(proposed.unused)}${stringify(proposed.mapping)}`;
}

async function prepare(
  table: Table,
  asked: OpenOptions,
  given: Proposal['format'] | undefined,
): Promise<PreparedImport> {
  const published = asked.published === undefined ? undefined : publishedOf(asked.published);
  const when = published === undefined ? {} : { published };
  const mapping = asked.map === undefined ? undefined : await readMapping(asked.map);
  const format = given ?? (mapping?.report !== undefined ? 'table' : formatOf(table.head));
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
