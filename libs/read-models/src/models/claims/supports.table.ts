import type { ReportId } from '#situation';
import { text, uuid } from '../../table/column.js';
import { boundsOf, rectangle_checks, rectangle_columns, rectangleOf, SpanTable } from '../../table/spans.table.js';
import { Table, type TableIndex } from '../../table/table.js';

/** On which reports the answers about places rest: of each report the rectangles over which they do. */
export const placeSupports = (name: string, indexes: readonly TableIndex[] = []): SpanTable<ReportId> =>
  new SpanTable(
    new Table(
      name,
      { place_id: text(), report_id: uuid(), ...rectangle_columns },
      { key: ['place_id', 'report_id', 'valid_from', 'known_from'], checks: rectangle_checks, indexes },
    ),
    {
      rowOf: ({ key, ...support }) => ({ place_id: key, report_id: support.value, ...boundsOf(support) }),
      spanOf: (row) => ({ key: row.place_id, lane: '', ...rectangleOf(row), value: row.report_id }),
    },
  );

/** The same where a place has several lanes, named in the column `axis`. */
export const placeLaneSupports = (name: string): SpanTable<ReportId> =>
  new SpanTable(
    new Table(
      name,
      { place_id: text(), axis: text(), report_id: uuid(), ...rectangle_columns },
      { key: ['place_id', 'axis', 'report_id', 'valid_from', 'known_from'], checks: rectangle_checks },
    ),
    {
      rowOf: ({ key, lane, ...support }) => ({
        place_id: key,
        axis: lane,
        report_id: support.value,
        ...boundsOf(support),
      }),
      spanOf: (row) => ({ key: row.place_id, lane: row.axis, ...rectangleOf(row), value: row.report_id }),
    },
  );
