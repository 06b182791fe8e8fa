import { createHash } from 'node:crypto';
import {
  anchorOf,
  beginning_of_time_ms,
  type CountedItem,
  type Day,
  end_of_time_ms,
  type Figure,
  type FigureBasis,
  type Grade,
  keyOf,
  type Measure,
  type TallyFlag,
  type Unit,
} from '#situation';
import { day, flag, float, instant, int, json, list, orNull, type RowOf, text } from '../../table/column.js';
import type { Span } from '../../table/spans.js';
import { known_columns, SpanTable } from '../../table/spans.table.js';
import { columnsOfStatement, statement_columns, statementOf, StatementTable } from '../../table/statements.table.js';
import { Table } from '../../table/table.js';
import type { StoredFigure } from './figures-in.js';
import { asPart, fromParts } from './tallies.rows.js';

/** How the item of a row is named: its key is as long as a list of places. */
const itemOf = (key: string): string => createHash('md5').update(key).digest('hex');

/** The stored figures. */
export const figures = new StatementTable(
  new Table(
    'tally_figure',
    {
      ...statement_columns,
      incident: text(),
      figure: json<Figure>(),
      overnight: flag(),
      origin: text(),
      actors: list(),
      version_from: instant(),
      first_given: instant(),
      // What it counts: equal of the figures, and the spans, of one item of an incident. A span rests on its figures.
      item: text(),
    },
    {
      key: ['event_id', 'ordinal', 'known_from'],
      indexes: [
        { by: 'incident', on: '(incident, item)', stage: 'keys' },
        { by: 'report', on: '(report_id)' },
        { by: 'place', on: `((figure ->> 'place'))` },
      ],
    },
  ),
  {
    key: 'incident',
    keyOf: ({ incident }: StoredFigure) => incident,
    rowOf: (said: StoredFigure) => ({
      ...columnsOfStatement(said),
      incident: said.incident,
      figure: said.figure,
      overnight: said.overnight,
      origin: said.origin,
      actors: said.actors.map(asPart),
      version_from: said.versionFromMs,
      first_given: said.firstToldMs,
      item: itemOf(keyOf(said.figure)),
    }),
    saidOf: (row) => ({
      ...statementOf(row),
      incident: row.incident,
      figure: row.figure,
      overnight: row.overnight,
      origin: row.origin,
      actors: fromParts(row.actors),
      versionFromMs: row.version_from,
      firstToldMs: row.first_given,
    }),
  },
);

const spanTable = new Table(
  'tally_span',
  {
    incident: text(),
    item: text(),
    measure: text<Measure>(),
    group_id: text(),
    unit: text<Unit>(),
    basis: text<FigureBasis>(),
    places: list(),
    period_from: orNull(day<Day>()),
    period_to: orNull(day<Day>()),
    overnight: flag(),
    low: orNull(float()),
    best: orNull(float()),
    high: orNull(float()),
    low_exclusive: flag(),
    flags: list<TallyFlag>(),
    actors: list(),
    reliability: text<Grade['reliability']>(),
    credibility: int<Grade['credibility']>(),
    told_at: instant(),
    part_of: list('uuid'),
    parts: orNull(json<NonNullable<CountedItem['parts']>>()),
    origin: orNull(text()),
    ...known_columns,
  },
  {
    key: ['incident', 'item', 'known_from'],
    checks: ['known_from < known_to'],
    indexes: [
      { by: 'disjoint', on: `(incident) where flags @> '{disjoint_accounts}'` },
      { by: 'measure', on: '(measure, group_id, known_from)' },
      { by: 'places', on: 'using gin (places)' },
      { by: 'origin', on: `(origin) where basis = 'cumulative' and origin is not null` },
    ],
  },
);

const itemIn = (row: RowOf<typeof spanTable.columns>): CountedItem => ({
  incident: row.incident,
  measure: row.measure,
  group: row.group_id,
  unit: row.unit,
  basis: row.basis,
  places: row.places,
  period: {
    ...(row.period_from === null ? {} : { from: row.period_from }),
    ...(row.period_to === null ? {} : { to: row.period_to }),
  },
  overnight: row.overnight,
  lowExclusive: row.low_exclusive,
  flags: row.flags,
  partOf: row.part_of,
  actors: fromParts(row.actors),
  grade: { reliability: row.reliability, credibility: row.credibility },
  toldMs: row.told_at,
  ...(row.low === null ? {} : { low: row.low }),
  ...(row.best === null ? {} : { best: row.best }),
  ...(row.high === null ? {} : { high: row.high }),
  ...(row.parts === null ? {} : { parts: row.parts }),
  ...(row.origin === null ? {} : { origin: row.origin }),
});

/** What is counted, over known time; each item is a lane. */
export const tallySpans = new SpanTable(spanTable, {
  rowOf: ({ lane, known, value: item }: Span<CountedItem>) => ({
    incident: item.incident,
    item: itemOf(lane),
    measure: item.measure,
    group_id: item.group,
    unit: item.unit,
    basis: item.basis,
    places: item.places,
    period_from: item.period.from ?? null,
    period_to: item.period.to ?? null,
    overnight: item.overnight,
    low: item.low ?? null,
    best: item.best ?? null,
    high: item.high ?? null,
    low_exclusive: item.lowExclusive,
    flags: item.flags,
    actors: item.actors.map(asPart),
    reliability: item.grade.reliability,
    credibility: item.grade.credibility,
    told_at: item.toldMs,
    part_of: item.partOf,
    parts: item.parts ?? null,
    origin: item.origin ?? null,
    known_from: known.fromMs,
    known_to: known.toMs,
  }),
  spanOf: (row) => {
    const value = itemIn(row);
    return {
      key: row.incident,
      lane: keyOf({ ...value, ...anchorOf(value.places) }),
      valid: { fromMs: beginning_of_time_ms, toMs: end_of_time_ms },
      known: { fromMs: row.known_from, toMs: row.known_to },
      value,
    };
  },
});

/** A row of a figure as a query reads it, by `figureColumns`. */
export type FigureRow = RowOf<typeof figures.table.columns>;

export const figureColumns = figures.table.selected('tally_figure');

export const toFigure = (row: FigureRow): StoredFigure => figures.saidOf(row);
