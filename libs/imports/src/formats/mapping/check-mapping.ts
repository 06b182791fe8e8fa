import { ImportRefused } from '../../import-refused.js';
import {
  columnsOf,
  isCell,
  isTable,
  isTextOfCells,
  type Mapping,
  open_answers,
  type Reading,
  readings,
  type Template,
  text_readings,
  type TextOfCells,
} from './mapping.js';
import { faultOfFormat } from './read-date.js';
import { numberFormats } from './read-number.js';

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
    } else if (isTextOfCells(template)) {
      const fault = faultOfText(template);
      if (fault !== undefined) fail(`of the text "${template.text}" ${fault}`);
    } else if (Array.isArray(template)) template.forEach(check);
    else if (isTable(template)) Object.values(template).forEach(check);
  };
  [mapping.places, mapping.actors, mapping.report].forEach(check);
}

const cell_members = ['column', 'as', 'format', 'vocabulary', 'separator', 'default', 'merged'];

function faultOfCellFormat(as: Reading, format: unknown): string | undefined {
  if (typeof format !== 'string') return `format is ${JSON.stringify(format)}: put it in quotes.`;
  if (as === 'day' || as === 'instant')
    return format.endsWith('?') ? `format is "${format}": say which it is.` : faultOfFormat(format);
  if (as !== 'number') return `format is "${format}", and only days, instants and numbers have one: say as.`;
  if (numberFormats.some((one) => one === format)) return undefined;
  return `format is "${format}"; of numbers there are: ${numberFormats.join(' and ')}.`;
}

function faultOfText({ as = 'text', format }: TextOfCells): string | undefined {
  if (!text_readings.includes(as)) return `as is "${as}"; there are: ${text_readings.join(', ')}.`;
  const fault = format === undefined ? undefined : faultOfCellFormat(as, format);
  return fault === undefined ? undefined : `the ${fault}`;
}

/** A message names so many columns. */
const most_named = 20;

const namedOf = (head: readonly string[]): string =>
  head.slice(0, most_named).join(', ') + (head.length > most_named ? ` and ${head.length - most_named} more` : '');
