import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { foldIdentity, isTimeZone } from '#situation';
import { ImportRefused } from '../../import-refused.js';
import type { TablePlace } from '../tables/table.js';
import {
  isCell,
  isTable,
  isTextOfCells,
  type Mapping,
  placeholder,
  type Template,
  type Vocabulary,
} from './mapping.js';
import { hasMonthNames } from './month-names.js';

const members = [
  'sheet',
  'headLine',
  'timeZone',
  'language',
  'vocabularies',
  'places',
  'actors',
  'report',
  'names',
  'empty',
];

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
  const {
    timeZone = 'UTC',
    language,
    vocabularies = {},
    places = [],
    actors = [],
    report,
    names = {},
    empty = [],
  } = read;
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone))
    return fail(`timeZone is ${JSON.stringify(timeZone)}; send one such as Asia/Baghdad.`);
  if (language !== undefined && (typeof language !== 'string' || !hasMonthNames(language)))
    return fail(`language is ${JSON.stringify(language)}; send one whose months have names, such as fr or ar-IQ.`);
  if (!isVocabulary(names)) return fail('names must give an id for each name.');
  if (!isTable(vocabularies) || !Object.values(vocabularies).every(isVocabulary))
    return fail('vocabularies must give a table of words for each name.');
  if (!Array.isArray(places) || !Array.isArray(actors)) return fail('places and actors must be lists.');
  if (!Array.isArray(empty) || !empty.every((word): word is string => typeof word === 'string'))
    return fail(`empty is ${JSON.stringify(empty)}; list the words that stand for nothing, such as ["n/a", "–"].`);
  const place = placeIn(read);
  if (typeof place === 'string') return fail(place);
  return {
    timeZone,
    ...(language !== undefined && { language }),
    ...place,
    vocabularies: vocabularies as Mapping['vocabularies'],
    places: places.map(foldColumns),
    actors: actors.map(foldColumns),
    report: foldColumns(report),
    names,
    empty,
  };
}

/** Names of columns as tables have them: characters that nobody sees make no difference. */
function foldColumns(template: Template): Template {
  if (isCell(template)) return { ...template, column: foldIdentity(template.column) };
  if (isTextOfCells(template)) {
    const fold = (_whole: string, column: string): string => `{${foldIdentity(column)}}`;
    return { ...template, text: template.text.replace(placeholder, fold) };
  }
  if (Array.isArray(template)) return template.map(foldColumns);
  if (!isTable(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, foldColumns(part)]));
}

/** Where the table is, or what is wrong with what is said of it. */
function placeIn({ sheet, headLine }: Readonly<Record<string, unknown>>): TablePlace | string {
  if (sheet !== undefined && typeof sheet !== 'string')
    return `sheet is ${JSON.stringify(sheet)}; send the name of a sheet, in quotes where it is a number.`;
  if (headLine !== undefined && !isLine(headLine))
    return `headLine is ${JSON.stringify(headLine)}; send the line of the names of columns, such as 3.`;
  return { ...(sheet !== undefined && { sheet }), ...(headLine !== undefined && { headLine }) };
}

const isLine = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

const isVocabulary = (value: unknown): value is Vocabulary =>
  isTable(value) && Object.values(value).every((word) => typeof word === 'string');
