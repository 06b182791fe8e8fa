import { type Instant, isMoment, type Moment } from '#situation';
import type { Body, PreparedImport, Registration, Row } from '../prepared-import.js';
import type { Table } from '../tables/table.js';
import { fillTemplate } from './fill-template.js';
import { checkMapping } from './check-mapping.js';
import { isTable, type Mapping, type Template } from './mapping.js';

/** What a table does not say of itself. */
export interface MappedOptions {
  readonly mapping: Mapping;
  /** Where the mapping was read. */
  readonly mappingPath: string;
  /** Since when the corrections that the table makes are known; by default now. */
  readonly published?: Moment;
  readonly now: Instant;
}

/** Reads a table once by its mapping. @throws {ImportRefused} the mapping does not fit it, or it is not whole. */
export async function prepareMapped(table: Table, options: MappedOptions): Promise<PreparedImport> {
  const { mapping, published, now } = options;
  checkMapping(mapping, table.head, options.mappingPath, table.sheet);
  const known = new Map<string, Registration>();
  const outlets = new Set<string>();
  let rows = 0;
  for await (const row of table.rows()) {
    rows += 1;
    for (const one of [
      ...registrationsOf(mapping.places, 'place', row, mapping),
      ...registrationsOf(mapping.actors, 'actor', row, mapping),
    ])
      if (!known.has(one.body.id)) known.set(one.body.id, one);
    const outlet = outletOf(fillTemplate(mapping.report, row, mapping).value);
    if (outlet !== undefined) outlets.add(outlet);
  }
  return {
    format: 'table',
    rows,
    outlets: [...outlets],
    registrations: [...known.values()],
    notices: [],
    correctedAt: () => published ?? now,
    read(row) {
      const { value, faults, columns } = fillTemplate(mapping.report, row, mapping);
      if (faults.length > 0) return { faults };
      return { draft: value as Body, columnAt: (pointer) => columnAt(pointer, columns) };
    },
  };
}

function registrationsOf(
  templates: readonly Template[],
  kind: Registration['kind'],
  row: Row,
  mapping: Mapping,
): readonly Registration[] {
  return templates.flatMap((template) => {
    const { value, faults } = fillTemplate(template, row, mapping);
    if (faults.length > 0 || !isTable(value) || typeof value['id'] !== 'string') return [];
    return [{ kind, body: { ...value, id: value['id'] } }];
  });
}

function outletOf(report: unknown): string | undefined {
  const source = isTable(report) ? report['source'] : undefined;
  const outlet = isTable(source) ? source['outlet'] : undefined;
  return typeof outlet === 'string' ? outlet : undefined;
}

/** The column of the part, or of the nearest thing around it that comes from a cell. */
function columnAt(pointer: string, columns: ReadonlyMap<string, string>): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const column = columns.get(at);
    if (column !== undefined) return column;
  }
  return '';
}

/** Reads `--published`: a day or an instant. */
export const publishedAt = (text: string): Moment | undefined => (isMoment(text) ? text : undefined);
