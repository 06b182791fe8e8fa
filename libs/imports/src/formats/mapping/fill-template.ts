import type { Row, RowFault } from '../prepared-import.js';
import {
  type Cell,
  columnsOf,
  filledIn,
  isCell,
  isTable,
  isTextOfCells,
  type Mapping,
  type Template,
  type TextOfCells,
} from './mapping.js';
import { CellUnread, foldWord, readCell, refuseError } from './read-cell.js';
import { withoutTime } from './read-date.js';

/** A template with the cells of a row in it. */
export interface Filled {
  readonly value: unknown;
  readonly faults: readonly RowFault[];
  /** The column of every part that comes from a cell, by its JSON pointer. */
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * Fills a template. A member whose cell is empty is left out; so is an entry of a list all of whose cells are empty. An entry
 * with a cell that holds a list is an entry for each of its values.
 */
export function fillTemplate(template: Template, row: Row, mapping: Mapping): Filled {
  const filling = new Filling(row, mapping);
  const value = filling.fill(template, '');
  return { value, faults: filling.faults, columns: filling.columns };
}

class Filling {
  readonly faults: RowFault[] = [];
  readonly columns = new Map<string, string>();

  constructor(
    private readonly row: Row,
    private readonly mapping: Mapping,
  ) {}

  fill(template: Template, pointer: string): unknown {
    const [column] = columnsOf(template);
    if (column !== undefined) this.columns.set(pointer, column);
    if (isCell(template)) return this.cell(template, pointer);
    if (isTextOfCells(template)) return this.text(template, pointer);
    if (Array.isArray(template)) return this.list(template, pointer);
    if (!isTable(template)) return template;
    const members = Object.entries(template).map(
      ([name, part]) => [name, this.fill(part, `${pointer}/${name}`)] as const,
    );
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }

  private text(template: TextOfCells, pointer: string): unknown {
    const columns = columnsOf(template);
    for (const column of columns)
      this.reading({ column, pointer }, () => {
        this.refuseUnread(column);
        refuseError(this.textIn(column));
      });
    const { as, format } = template;
    const text = filledIn(template, (column) => this.textIn(column));
    if (text === undefined || (as !== 'day' && as !== 'instant')) return text;
    const isWhole = columns.every((column) => this.textIn(column) !== '');
    const asked = format === undefined ? {} : { format: isWhole ? format : withoutTime(format) };
    const cell = { column: columns[0] ?? '', as, ...asked };
    return this.reading({ column: cell.column, pointer }, () => readCell(cell, text, this.mapping));
  }

  /** Nothing where the cell has a word that stands for nothing. */
  private textIn(column: string): string {
    const text = this.row.cells[column] ?? '';
    return text !== '' && this.mapping.empty.some((word) => foldWord(word) === foldWord(text)) ? '' : text;
  }

  private cell(template: Cell, pointer: string): unknown {
    const { column } = template;
    return this.reading({ column, pointer }, () => {
      this.refuseUnread(column);
      const area = this.row.shared?.get(column);
      if (area !== undefined && template.as === 'number' && template.merged !== 'each' && this.textIn(column) !== '')
        throw sharedNumber(area);
      return readCell(template, this.textIn(column), this.mapping, this.row.numbers?.has(column));
    });
  }

  /** Cells that are merged over several columns are wrong once. */
  private refuseUnread(column: string): void {
    const reason = this.row.unread?.get(column);
    if (reason !== undefined && !this.faults.some((fault) => fault.reason === reason)) throw new CellUnread(reason);
  }

  private reading(at: { readonly column: string; readonly pointer: string }, read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CellUnread)) throw error;
      this.faults.push({ ...at, reason: error.message });
      return undefined;
    }
  }

  private list(templates: readonly Template[], pointer: string): readonly unknown[] {
    const entries: unknown[] = [];
    for (const template of templates) {
      if (this.isEmpty(template)) continue;
      const value = this.fill(template, `${pointer}/${entries.length}`);
      entries.push(...this.entriesOf(template, value, `${pointer}/`, entries.length));
    }
    return entries;
  }

  /** Several where a cell of the entry holds a list. */
  private entriesOf(template: Template, value: unknown, above: string, first: number): readonly unknown[] {
    if (value === undefined) return [];
    if (isCell(template) && Array.isArray(value)) {
      value.forEach((_one, index) => this.columns.set(`${above}${first + index}`, template.column));
      return value as unknown[];
    }
    const [name, cell] =
      Object.entries(isTable(template) ? template : {}).find(([, one]) => isCell(one) && one.as === 'list') ?? [];
    if (name === undefined || !isCell(cell) || !isTable(value) || !Array.isArray(value[name])) return [value];
    return (value[name] as unknown[]).map((one, index) => {
      this.columns.set(`${above}${first + index}/${name}`, cell.column);
      return { ...value, [name]: one };
    });
  }

  /** True of what has cells and no value in any of them. */
  private isEmpty(template: Template): boolean {
    const cells = cellsIn(template);
    return (
      cells.length > 0 &&
      cells.every(
        ({ column, hasDefault }) => !hasDefault && this.textIn(column) === '' && this.row.unread?.has(column) !== true,
      )
    );
  }
}

/** Twelve dead beside three places may be twelve in all. */
const sharedNumber = (area: string): CellUnread =>
  new CellUnread(
    `The cells ${area} are merged over several rows, and their number may be one for all of these. Unmerge them and write into each ` +
      'row its own; where each row has the whole number, say merged: each at the column.',
  );

function cellsIn(template: Template): readonly { readonly column: string; readonly hasDefault: boolean }[] {
  const own = columnsOf(template).map((column) => ({
    column,
    hasDefault: isCell(template) && template.default !== undefined,
  }));
  if (own.length > 0) return own;
  if (Array.isArray(template)) return template.flatMap(cellsIn);
  return isTable(template) ? Object.values(template).flatMap(cellsIn) : [];
}
