import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { isTimeZone } from '#situation';
import { slugOf } from '../slug-of.js';
import { numberFormats } from './read-number.js';
import { hasMonthNames } from './month-names.js';
import { faultOfFormat } from './read-date.js';
import { ImportRefused } from '../../import-refused.js';
import type { TablePlace } from '../tables/table.js';

/** What a cell is read as. */
export const readings = ['text', 'number', 'day', 'instant', 'flag', 'slug', 'list'] as const;
export type Reading = (typeof readings)[number];

/** A value that a cell gives. */
export interface Cell {
  readonly column: string;
  /** `text` where not said. */
  readonly as?: Reading;
  /** Of a day or an instant: `DD/MM/YYYY HH:mm`; without it ISO 8601. Of a number `1.234,5`, where commas are decimal. */
  readonly format?: string;
  /** What the words of the cell stand for: a table here, or the name of one of `vocabularies`. */
  readonly vocabulary?: string | Vocabulary;
  /** Of a list: what stands between its values. A semicolon where not said. */
  readonly separator?: string;
  /** The value where the cell is empty. */
  readonly default?: unknown;
  /** `each` where the number of a cell that is merged over several rows is that of each of them. */
  readonly merged?: 'each';
}

/** A text with cells in it: `{place}: {what}`. */
export interface TextOfCells {
  readonly text: string;
  /** `text` where not said. */
  readonly as?: 'text' | 'slug';
}

export type Vocabulary = Readonly<Record<string, string>>;

/** A JSON value in which cells stand for values. */
export type Template = unknown;

/** How rows of a table become reports. */
export interface Mapping extends TablePlace {
  /** The zone of days and times that name none. */
  readonly timeZone: string;
  /** Of the names of months in dates, as in BCP 47: `fr`, `ar-IQ`. English names are read beside them. */
  readonly language?: string;
  readonly vocabularies: Readonly<Record<string, Vocabulary>>;
  /** Places and actors that each row registers, where they are not registered yet. */
  readonly places: readonly Template[];
  readonly actors: readonly Template[];
  /** The body of POST /v1/reports. */
  readonly report: Template;
  /** Registered ids by the names that a dataset of a known format has for them. */
  readonly names: Vocabulary;
}

export const isCell = (template: Template): template is Cell =>
  isTable(template) && typeof template['column'] === 'string';
export const isTextOfCells = (template: Template): template is TextOfCells =>
  isTable(template) &&
  typeof template['text'] === 'string' &&
  Object.keys(template).every((name) => name === 'text' || name === 'as');
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const members = ['sheet', 'headLine', 'timeZone', 'language', 'vocabularies', 'places', 'actors', 'report', 'names'];

/** What stands in a proposed mapping where a person must choose. */
export const open_answers = {
  column: 'WHICH COLUMN?',
  type: 'WHICH TYPE?',
  outlet: 'WHO PUBLISHES THESE REPORTS?',
} as const;

/** Reads a mapping in YAML or JSON. @throws {ImportRefused} it is none. */
export async function readMapping(path: string): Promise<Mapping> {
  const fail = (reason: string, cause?: unknown): never => {
    throw new ImportRefused(`${path} is no mapping: ${reason}`, { cause });
  };
  const text = await readFile(path, 'utf8').catch((error: unknown) => fail('it cannot be read.', error));
  let read: unknown;
  try {
    read = parse(text);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), error);
  }
  if (!isTable(read)) return fail(`it has none of ${members.join(', ')}.`);
  const unknown = Object.keys(read).find((name) => !members.includes(name));
  if (unknown !== undefined) fail(`it has "${unknown}"; there are ${members.join(', ')}.`);
  const { timeZone = 'UTC', language, vocabularies = {}, places = [], actors = [], report, names = {} } = read;
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone))
    return fail(`timeZone is ${JSON.stringify(timeZone)}; send one such as Asia/Baghdad.`);
  if (language !== undefined && (typeof language !== 'string' || !hasMonthNames(language)))
    return fail(`language is ${JSON.stringify(language)}; send one whose months have names, such as fr or ar-IQ.`);
  if (!isVocabulary(names)) return fail('names must give an id for each name.');
  if (!isTable(vocabularies) || !Object.values(vocabularies).every(isVocabulary))
    return fail('vocabularies must give a table of words for each name.');
  if (!Array.isArray(places) || !Array.isArray(actors)) return fail('places and actors must be lists.');
  const { sheet, headLine } = read;
  if (sheet !== undefined && typeof sheet !== 'string')
    return fail(`sheet is ${JSON.stringify(sheet)}; send the name of a sheet, in quotes where it is a number.`);
  if (headLine !== undefined && !isLine(headLine))
    return fail(`headLine is ${JSON.stringify(headLine)}; send the line of the names of columns, such as 3.`);
  const said = { ...(language !== undefined && { language }), ...(sheet !== undefined && { sheet }) };
  const at = headLine === undefined ? {} : { headLine };
  return {
    timeZone,
    ...said,
    ...at,
    vocabularies: vocabularies as Mapping['vocabularies'],
    places,
    actors,
    report,
    names,
  };
}

const isLine = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

const isVocabulary = (value: unknown): value is Vocabulary =>
  isTable(value) && Object.values(value).every((word) => typeof word === 'string');

/** @throws {ImportRefused} it leaves open what a person must choose, or names a column, a vocabulary or a reading that there is not. */
export function checkMapping(mapping: Mapping, head: readonly string[], path: string, sheet?: string): void {
  const fail = (reason: string): never => {
    throw new ImportRefused(
      `${path} does not fit the table${sheet === undefined ? '' : `, sheet ${sheet}`}: ${reason}`,
    );
  };
  if (!isTable(mapping.report)) fail('it has no report: what each row becomes.');
  const check = (template: Template): void => {
    const open = isCell(template) ? template.column : template;
    if (Object.values(open_answers).some((one) => one === open)) fail(`say in place of "${String(open)}" what it is.`);
    for (const column of columnsOf(template))
      if (!head.includes(column)) fail(`there is no column "${column}"; there are: ${namedOf(head)}.`);
    if (isCell(template)) {
      const { as = 'text', vocabulary, format, merged } = template;
      const unknown = Object.keys(template).find((name) => !cell_members.includes(name));
      if (unknown !== undefined)
        fail(`the column "${template.column}" has "${unknown}"; there are: ${cell_members.join(', ')}.`);
      if (!readings.includes(as)) fail(`as is "${as}"; there are: ${readings.join(', ')}.`);
      if (merged !== undefined && merged !== 'each')
        fail(`of the column "${template.column}" merged is ${JSON.stringify(merged)}; there is: each.`);
      const fault = format === undefined ? undefined : faultOfCellFormat(as, format);
      if (fault !== undefined) fail(`of the column "${template.column}" the ${fault}`);
      if (typeof vocabulary === 'string' && !Object.hasOwn(mapping.vocabularies, vocabulary))
        fail(`there is no vocabulary "${vocabulary}".`);
    } else if (Array.isArray(template)) template.forEach(check);
    else if (isTable(template)) Object.values(template).forEach(check);
  };
  [mapping.places, mapping.actors, mapping.report].forEach(check);
}

const cell_members = ['column', 'as', 'format', 'vocabulary', 'separator', 'default', 'merged'];

function faultOfCellFormat(as: Reading, format: unknown): string | undefined {
  if (typeof format !== 'string') return `format is ${JSON.stringify(format)}: put it in quotes.`;
  if (as === 'day' || as === 'instant') return faultOfFormat(format);
  if (as !== 'number') return `format is "${format}", and only days, instants and numbers have one: say as.`;
  if (numberFormats.some((one) => one === format)) return undefined;
  return `format is "${format}"; of numbers there are: ${numberFormats.join(' and ')}.`;
}

/** A message names so many columns. */
const most_named = 20;

const namedOf = (head: readonly string[]): string =>
  head.slice(0, most_named).join(', ') + (head.length > most_named ? ` and ${head.length - most_named} more` : '');

const placeholder = /\{([^{}]+)\}/g;

/** The columns that a cell or a text names itself. */
export function columnsOf(template: Template): readonly string[] {
  if (isCell(template)) return [template.column];
  return isTextOfCells(template) ? [...template.text.matchAll(placeholder)].map(([, column = '']) => column) : [];
}

/** The text with its cells filled in; undefined where nothing is in it. */
export function filledIn({ text, as }: TextOfCells, cells: Readonly<Record<string, string>>): string | undefined {
  const filled = text.replace(placeholder, (_whole, column: string) => cells[column] ?? '').trim();
  if (filled === '') return undefined;
  return as === 'slug' ? slugOf(filled) : filled;
}
