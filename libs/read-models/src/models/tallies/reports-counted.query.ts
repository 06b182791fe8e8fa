/**
 * The reports that a span `row` of counts rests on, as an array in order: all that give a figure of its item which `stands`.
 * A report that stands alone is its own.
 */
export const reportsCounted = (schema: string, row: string, stands: (figure: string) => string): string =>
  `case when ${row}.incident like 'report:%' then array[substr(${row}.incident, length('report:') + 1)::uuid]
    else array(select distinct f.report_id from "${schema}".tally_figure f
      where f.incident = ${row}.incident and f.item = ${row}.item and ${stands('f')} order by f.report_id) end`;
