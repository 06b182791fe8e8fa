import { slugOf } from '../slug-of.js';
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

/** A text with cells in it: `{place}: {what}`, or `{day} {time}`. */
export interface TextOfCells {
  readonly text: string;
  /** `text` where not said. */
  readonly as?: 'text' | 'slug' | 'day' | 'instant';
  /** Of a day or an instant. */
  readonly format?: string;
}
export const text_members = ['text', 'as', 'format'];
export const text_readings = ['text', 'slug', 'day', 'instant'] as const;

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
  /** Words that stand for nothing in any cell: `n/a`. */
  readonly empty: readonly string[];
}

export const isCell = (template: Template): template is Cell =>
  isTable(template) && typeof template['column'] === 'string';
export const isTextOfCells = (template: Template): template is TextOfCells =>
  isTable(template) &&
  typeof template['text'] === 'string' &&
  Object.keys(template).every((name) => text_members.includes(name));
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in a proposed mapping where a person must choose. */
export const open_answers = {
  column: 'WHICH COLUMN?',
  type: 'WHICH TYPE?',
  outlet: 'WHO PUBLISHES THESE REPORTS?',
} as const;

export const placeholder = /\{([^{}]+)\}/g;

/** The columns that a cell or a text names itself. */
export function columnsOf(template: Template): readonly string[] {
  if (isCell(template)) return [template.column];
  return isTextOfCells(template) ? [...template.text.matchAll(placeholder)].map(([, column = '']) => column) : [];
}

/** The text with its cells filled in; undefined where nothing is in it. */
export function filledIn({ text, as }: TextOfCells, textIn: (column: string) => string): string | undefined {
  const filled = text.replace(placeholder, (_whole, column: string) => textIn(column)).trim();
  if (filled === '') return undefined;
  return as === 'slug' ? slugOf(filled) : filled;
}
