/** A mapping as `POST /v1/imports` takes it: JSON in which `{column}` stands for the cells of a column. */
export type Mapping = Readonly<Record<string, unknown>>;

/** What stands in a proposal where a person must choose. */
export const open_answers: readonly string[] = ['WHICH COLUMN?', 'WHO PUBLISHES THESE REPORTS?'];

/** A field of a report that one column of the table fills. */
export const column_fields = [
  'externalId',
  'type',
  'summary',
  'occurred',
  'reportedAt',
  'place',
  'actor',
  'killed',
  'wounded',
  'displaced',
  'voice',
] as const;
export type ColumnField = (typeof column_fields)[number];

/** Without these no row becomes a report. */
export const required_fields: readonly ColumnField[] = ['externalId', 'type', 'summary', 'occurred', 'reportedAt'];

const measures: readonly string[] = ['killed', 'wounded', 'displaced'];
/** The one vocabulary that this page edits: what the words of the type column stand for. */
const types = 'types';

type Part = Readonly<Record<string, unknown>>;
const partOf = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const reportOf = (mapping: Mapping): Part => partOf(mapping['report']);
const figureOf = (mapping: Mapping, measure: string): Part | undefined =>
  listOf(reportOf(mapping)['figures'])
    .map(partOf)
    .find((figure) => figure['measure'] === measure);

/** The cell that fills a field. */
function cellOf(mapping: Mapping, field: ColumnField): Part {
  const report = reportOf(mapping);
  if (measures.includes(field)) return partOf(figureOf(mapping, field)?.['best']);
  if (field === 'occurred') return partOf(partOf(report['occurred'])['from']);
  if (field === 'place') return partOf(listOf(report['places'])[0]);
  if (field === 'actor') return partOf(partOf(listOf(report['actors'])[0])['actor']);
  if (field === 'voice') return partOf(listOf(partOf(report['source'])['chain'])[0]);
  return partOf(report[field]);
}

/** The column that fills a field; empty where none does, or where nobody has chosen yet. */
export function columnOf(mapping: Mapping, field: ColumnField): string {
  const { column = '' } = cellOf(mapping, field);
  return typeof column === 'string' && !open_answers.includes(column) ? column : '';
}

/** The type that all rows have, where no column says it. */
export const fixedType = (mapping: Mapping): string => {
  const { type } = reportOf(mapping);
  return typeof type === 'string' ? type : '';
};

/** How the dates of a field are written, such as DD/MM/YYYY; empty: as ISO 8601 writes them. */
export const dateFormat = (mapping: Mapping, field: 'occurred' | 'reportedAt'): string =>
  String(cellOf(mapping, field)['format'] ?? '');

export const outletOf = (mapping: Mapping): string => {
  const { outlet = '' } = partOf(reportOf(mapping)['source']);
  return typeof outlet === 'string' && !open_answers.includes(outlet) ? outlet : '';
};

export const zoneOf = (mapping: Mapping): string => String(mapping['timeZone'] ?? 'UTC');

/** What the words of the type column stand for. */
export const typeWords = (mapping: Mapping): Readonly<Record<string, string>> =>
  partOf(partOf(mapping['vocabularies'])[types]) as Readonly<Record<string, string>>;

const withReport = (mapping: Mapping, part: Part): Mapping => ({
  ...mapping,
  report: { ...reportOf(mapping), ...part },
});

/** The mapping with another column for a field; without one the field is left out, or stands open where it is needed. */
export function withColumn(mapping: Mapping, field: ColumnField, column: string): Mapping {
  const report = reportOf(mapping);
  const cell = column === '' ? undefined : { ...cellOf(mapping, field), column };
  switch (field) {
    case 'killed':
    case 'wounded':
    case 'displaced':
      return withReport(mapping, { figures: figuresWith(mapping, field, cell) });
    case 'occurred': {
      const day = { as: 'day', ...(cell ?? { column: open_answers[0] }) };
      return withReport(mapping, { occurred: { from: day, to: day } });
    }
    case 'reportedAt':
      return withReport(mapping, { reportedAt: { as: 'instant', ...(cell ?? { column: open_answers[0] }) } });
    case 'place':
      return withNamed(mapping, 'places', { kind: 'site', timeZone: zoneOf(mapping) }, column);
    case 'actor':
      return withNamed(mapping, 'actors', { kind: 'unknown' }, column);
    case 'voice':
      return withSource(mapping, outletOf(mapping), column);
    case 'type':
      return withReport(mapping, { type: cell === undefined ? 'statement' : { vocabulary: types, ...cell } });
    default:
      return withReport(mapping, { [field]: { ...partOf(report[field]), ...(cell ?? { column: open_answers[0] }) } });
  }
}

function figuresWith(mapping: Mapping, measure: string, cell: Part | undefined): readonly unknown[] {
  const figures = listOf(reportOf(mapping)['figures']).map(partOf);
  const rest = figures.filter((figure) => figure['measure'] !== measure);
  if (cell === undefined) return rest;
  const old = figureOf(mapping, measure) ?? { measure, group: 'anyone', basis: 'incremental' };
  return [...rest, { ...old, best: { as: 'number', ...cell } }];
}

/** Places and actors that a column names are registered where they are not there, and named by the report. */
function withNamed(mapping: Mapping, list: 'places' | 'actors', entry: Part, column: string): Mapping {
  const slug = { column, as: 'slug' };
  const registered = column === '' ? [] : [{ ...partOf(listOf(mapping[list])[0]), id: slug, name: { column } }];
  const [first] = registered.map((one) => ({ ...entry, ...one }));
  const named = list === 'places' ? slug : { role: 'by', actor: slug };
  return withReport(
    { ...mapping, [list]: first === undefined ? [] : [first] },
    { [list]: first === undefined ? [] : [named] },
  );
}

function withSource(mapping: Mapping, outlet: string, voice: string): Mapping {
  const published = outlet === '' ? open_answers[1] : outlet;
  const source = { ...partOf(reportOf(mapping)['source']), outlet: published };
  const { chain: _chain, ...rest } = source as Part;
  return withReport(mapping, { source: voice === '' ? rest : { ...rest, chain: [{ column: voice }, published] } });
}

export const withOutlet = (mapping: Mapping, outlet: string): Mapping =>
  withSource(mapping, outlet, columnOf(mapping, 'voice'));

export const withFixedType = (mapping: Mapping, type: string): Mapping => withReport(mapping, { type });

/** Places that rows register have the zone of the dates. */
export const withZone = (mapping: Mapping, timeZone: string): Mapping => ({
  ...mapping,
  timeZone,
  places: listOf(mapping['places']).map((place) => ({ ...partOf(place), timeZone })),
});

export function withDateFormat(mapping: Mapping, field: 'occurred' | 'reportedAt', format: string): Mapping {
  const { format: _old, ...cell } = cellOf(mapping, field);
  const dated = format === '' ? cell : { ...cell, format };
  return withReport(mapping, field === 'occurred' ? { occurred: { from: dated, to: dated } } : { reportedAt: dated });
}

export const withTypeWord = (mapping: Mapping, word: string, type: string): Mapping => ({
  ...mapping,
  vocabularies: { ...partOf(mapping['vocabularies']), [types]: { ...typeWords(mapping), [word]: type } },
});

/** What must still be chosen before a row can become a report. */
export function openFields(mapping: Mapping): readonly (ColumnField | 'outlet')[] {
  const fields = required_fields.filter((field) =>
    field === 'type' ? columnOf(mapping, field) === '' && fixedType(mapping) === '' : columnOf(mapping, field) === '',
  );
  return outletOf(mapping) === '' ? [...fields, 'outlet'] : fields;
}

/** Reads a mapping that somebody typed; undefined where it is no JSON object. */
export function parsedMapping(text: string): Mapping | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : undefined;
  } catch {
    return undefined;
  }
}
