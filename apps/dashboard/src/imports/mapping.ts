/** A mapping as `POST /v1/imports` takes it: JSON in which `{column}` stands for the cells of a column. */
export type Mapping = Readonly<Record<string, unknown>>;

/** What stands in a proposal where a person must choose; the API refuses a mapping that has one. */
export const open_answers = {
  column: 'WHICH COLUMN?',
  type: 'WHICH TYPE?',
  outlet: 'WHO PUBLISHES THESE REPORTS?',
} as const;
const isOpenAnswer = (value: unknown): boolean => Object.values(open_answers).some((open) => open === value);

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
const isCell = (value: unknown): boolean => typeof partOf(value)['column'] === 'string';
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const isFigureOf =
  (measure: string) =>
  (figure: unknown): boolean =>
    partOf(figure)['measure'] === measure;

/** Lists can name fixed ones too: the column of the first that has one is shown and changed here. */
const namedBy = {
  places: (place: unknown): Part => partOf(place),
  actors: (actor: unknown): Part => partOf(partOf(actor)['actor']),
} as const;
const firstByColumn = (mapping: Mapping, list: keyof typeof namedBy): number =>
  listOf(reportOf(mapping)[list]).findIndex((one) => isCell(namedBy[list](one)));

/** What fills a field: mostly a cell. */
function templateOf(mapping: Mapping, field: ColumnField): unknown {
  const report = reportOf(mapping);
  if (measures.includes(field)) return partOf(listOf(report['figures']).find(isFigureOf(field)))['best'];
  if (field === 'occurred') return partOf(report['occurred'])['from'];
  if (field === 'place') return namedBy.places(listOf(report['places'])[firstByColumn(mapping, 'places')]);
  if (field === 'actor') return namedBy.actors(listOf(report['actors'])[firstByColumn(mapping, 'actors')]);
  if (field === 'voice') return listOf(partOf(report['source'])['chain'])[0];
  return report[field];
}

/** The cell that fills a field; empty where something else does. */
function cellOf(mapping: Mapping, field: ColumnField): Part {
  const template = templateOf(mapping, field);
  return isCell(template) ? partOf(template) : {};
}

/** The column that fills a field; empty where none does, or where nobody has chosen yet. */
export function columnOf(mapping: Mapping, field: ColumnField): string {
  const { column = '' } = cellOf(mapping, field);
  return typeof column === 'string' && !isOpenAnswer(column) ? column : '';
}

/** True where something else than one column fills a field: it is read and changed in the mapping as text. */
export const isWrittenOut = (mapping: Mapping, field: ColumnField): boolean =>
  required_fields.includes(field) &&
  !isStillOpen(mapping, field) &&
  columnOf(mapping, field) === '' &&
  !(field === 'type' && fixedType(mapping) !== '');

/** The type that all rows have, where no column says it. */
export const fixedType = (mapping: Mapping): string => {
  const { type } = reportOf(mapping);
  return typeof type === 'string' && !isOpenAnswer(type) ? type : '';
};

/** How the dates of a field are written, such as DD/MM/YYYY; empty: as ISO 8601 writes them. */
export const dateFormat = (mapping: Mapping, field: 'occurred' | 'reportedAt'): string =>
  String(cellOf(mapping, field)['format'] ?? '');

export const outletOf = (mapping: Mapping): string => {
  const { outlet = '' } = partOf(reportOf(mapping)['source']);
  return typeof outlet === 'string' && !isOpenAnswer(outlet) ? outlet : '';
};

export const zoneOf = (mapping: Mapping): string => String(mapping['timeZone'] ?? 'UTC');

/** What the words of the type column stand for. */
export const typeWords = (mapping: Mapping): Readonly<Record<string, string>> =>
  partOf(partOf(mapping['vocabularies'])[types]) as Readonly<Record<string, string>>;

const withReport = (mapping: Mapping, part: Part): Mapping => ({
  ...mapping,
  report: { ...reportOf(mapping), ...part },
});

/**
 * The mapping with another column for a field; without one the field is left out, or stands open where it is needed. All
 * that has no field here stays as it was written.
 */
export function withColumn(mapping: Mapping, field: ColumnField, column: string): Mapping {
  const cell = { ...cellOf(mapping, field), column: column === '' ? open_answers.column : column };
  switch (field) {
    case 'killed':
    case 'wounded':
    case 'displaced':
      return withReport(mapping, { figures: figuresWith(mapping, field, column === '' ? undefined : cell) });
    case 'occurred':
      return withOccurred(mapping, { as: 'day', ...cell });
    case 'reportedAt':
      return withReport(mapping, { reportedAt: { as: 'instant', ...cell } });
    case 'place':
      return withNamed(mapping, 'places', { kind: 'site', timeZone: zoneOf(mapping) }, column);
    case 'actor':
      return withNamed(mapping, 'actors', { kind: 'unknown' }, column);
    case 'voice':
      return withVoice(mapping, column === '' ? undefined : cell);
    case 'type':
      return withReport(mapping, { type: column === '' ? open_answers.type : { vocabulary: types, ...cell } });
    default:
      return withReport(mapping, { [field]: cell });
  }
}

/** An end that has a column of its own keeps it. */
function withOccurred(mapping: Mapping, from: Part): Mapping {
  const old = partOf(reportOf(mapping)['occurred']);
  const isOneDay = isSame(old['from'], old['to']);
  return withReport(mapping, { occurred: { ...old, from, ...(isOneDay ? { to: from } : {}) } });
}

function figuresWith(mapping: Mapping, measure: string, cell: Part | undefined): readonly unknown[] {
  const figures = listOf(reportOf(mapping)['figures']);
  const at = figures.findIndex(isFigureOf(measure));
  if (cell === undefined) return figures.filter((_figure, index) => index !== at);
  const old = at < 0 ? { measure, group: 'anyone', basis: 'incremental' } : partOf(figures[at]);
  const figure = { ...old, best: { as: 'number', ...cell } };
  return at < 0 ? [...figures, figure] : figures.with(at, figure);
}

/** Places and actors that a column names are registered where they are not there, and named by the report. */
function withNamed(mapping: Mapping, list: 'places' | 'actors', entry: Part, column: string): Mapping {
  const named = listOf(reportOf(mapping)[list]);
  const registered = listOf(mapping[list]).map(partOf);
  const at = firstByColumn(mapping, list);
  if (at < 0) {
    if (column === '') return mapping;
    const slug = { column, as: 'slug' };
    const added = list === 'places' ? slug : { role: 'by', actor: slug };
    const registration = { ...entry, id: slug, name: { column } };
    return withReport({ ...mapping, [list]: [...registered, registration] }, { [list]: [added, ...named] });
  }
  const old = namedBy[list](named[at]);
  const isOfIt = ({ id }: Part): boolean => partOf(id)['column'] === old['column'];
  if (column === '')
    return withReport(
      { ...mapping, [list]: registered.filter((one) => !isOfIt(one)) },
      { [list]: named.filter((_one, index) => index !== at) },
    );
  const cell = { ...old, column };
  const moved = (value: unknown): unknown =>
    partOf(value)['column'] === old['column'] ? { ...partOf(value), column } : value;
  return withReport(
    {
      ...mapping,
      [list]: registered.map((one) => (isOfIt(one) ? { ...one, id: moved(one['id']), name: moved(one['name']) } : one)),
    },
    { [list]: named.with(at, list === 'places' ? cell : { ...partOf(named[at]), actor: cell }) },
  );
}

/** The first voice of the chain; the others, the outlet the last of them, stay. */
function withVoice(mapping: Mapping, cell: Part | undefined): Mapping {
  const source = partOf(reportOf(mapping)['source']);
  const { chain, outlet = open_answers.outlet, ...rest } = source;
  const voices = listOf(chain);
  const others = isCell(voices[0]) ? voices.slice(1) : voices;
  const heard = others.length === 0 ? [outlet] : others;
  const isOutletAlone = heard.length === 1 && isSame(heard[0], outlet);
  const said = cell === undefined ? (isOutletAlone ? {} : { chain: heard }) : { chain: [cell, ...heard] };
  return withReport(mapping, { source: { ...rest, outlet, ...said } });
}

/** The outlet, also where a chain of voices ends with it. */
export function withOutlet(mapping: Mapping, outlet: string): Mapping {
  const source = partOf(reportOf(mapping)['source']);
  const published = outlet === '' ? open_answers.outlet : outlet;
  const chain = listOf(source['chain']).map((voice) => (isSame(voice, source['outlet']) ? published : voice));
  return withReport(mapping, { source: { ...source, outlet: published, ...('chain' in source ? { chain } : {}) } });
}

export const withFixedType = (mapping: Mapping, type: string): Mapping => withReport(mapping, { type });

/** Places that rows register in the zone of the dates go with it. */
export const withZone = (mapping: Mapping, timeZone: string): Mapping => ({
  ...mapping,
  timeZone,
  places: listOf(mapping['places']).map((place) =>
    partOf(place)['timeZone'] === zoneOf(mapping) ? { ...partOf(place), timeZone } : place,
  ),
});

export function withDateFormat(mapping: Mapping, field: 'occurred' | 'reportedAt', format: string): Mapping {
  const { format: _old, ...cell } = cellOf(mapping, field);
  const dated = format === '' ? cell : { ...cell, format };
  return field === 'occurred' ? withOccurred(mapping, dated) : withReport(mapping, { reportedAt: dated });
}

export const withTypeWord = (mapping: Mapping, word: string, type: string): Mapping => ({
  ...mapping,
  vocabularies: { ...partOf(mapping['vocabularies']), [types]: { ...typeWords(mapping), [word]: type } },
});

/** True where a person must still choose before a row can become a report: a text, or cells of any kind, are a choice. */
export function isStillOpen(mapping: Mapping, field: ColumnField | 'outlet'): boolean {
  if (field !== 'outlet' && !required_fields.includes(field)) return false;
  const template = field === 'outlet' ? partOf(reportOf(mapping)['source'])['outlet'] : reportOf(mapping)[field];
  return template === undefined || template === '' || hasOpenAnswer(template);
}

const hasOpenAnswer = (template: unknown): boolean =>
  typeof template === 'object' && template !== null
    ? Object.values(template).some(hasOpenAnswer)
    : isOpenAnswer(template);

/** What must still be chosen before a row can become a report. */
export const openFields = (mapping: Mapping): readonly (ColumnField | 'outlet')[] =>
  ([...required_fields, 'outlet'] as const).filter((field) => isStillOpen(mapping, field));

/** Reads a mapping that somebody typed; undefined where it is no JSON object. */
export function parsedMapping(text: string): Mapping | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : undefined;
  } catch {
    return undefined;
  }
}
