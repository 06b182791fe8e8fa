import { isDay } from '#situation';
import type { Body, RowFault } from '../prepared-import.js';
import { slugOf } from '../slug-of.js';
import type { UcdpColumn, UcdpRow } from './ucdp-columns.js';
import type { Aliases } from './ucdp-places.js';
import { agenciesOf, splitSources, type UcdpSource } from './ucdp-sources.js';

/** The outlet of every report of the dataset. */
export const ucdp_outlet = 'UCDP GED';

/** Those dead of whom the dataset knows no side. */
export const unknown_side = { id: 'ucdp-unknown-side', name: 'Dead of no known side (UCDP)' };
const civilians = 'Civilians';

const longest_text = 2_000;

/** `date_prec` as the precision of a report; 2 is a day within the two to six that `occurred` spans. */
const precisions: Readonly<Record<string, string>> = { 1: 'day', 2: 'day', 3: 'week', 4: 'month', 5: 'year' };
const meanings: Readonly<Record<string, string>> = {
  1: 'the day is known',
  2: 'a day within two to six',
  3: 'the week is known',
  4: 'the month is known',
  5: 'more than a month',
};

/** The id of a side, by its name or as the map of the import has it. */
export const sideOf = (name: string, aliases: Aliases): string => aliases[name] ?? slugOf(name);

/** What is wrong with a row, in the order of its columns. */
export function faultsOfRow({ cells }: UcdpRow): readonly RowFault[] {
  const fault = (column: UcdpColumn, pointer: string, reason: string): RowFault => ({ column, pointer, reason });
  const faults: RowFault[] = [];
  for (const [column, pointer] of counts)
    if (!/^\d{1,9}$/.test(cells[column]))
      faults.push(fault(column, pointer, `It is "${cells[column]}"; a whole number is needed, such as 8.`));
  for (const [column, pointer] of days)
    if (!isDay(dayOf(cells[column])))
      faults.push(fault(column, pointer, `It is "${cells[column]}"; a day is needed, such as 2014-01-24.`));
  for (const [column, pointer] of named)
    if (cells[column] === '') faults.push(fault(column, pointer, 'It is empty; every event has one.'));
  if (!Object.hasOwn(precisions, cells.date_prec))
    faults.push(fault('date_prec', '/occurred/precision', `It is "${cells.date_prec}"; 1 to 5 are known.`));
  if (!/^[1-7]$/.test(cells.where_prec))
    faults.push(fault('where_prec', '/places/0', `It is "${cells.where_prec}"; 1 to 7 are known.`));
  return faults;
}

const counts: readonly (readonly [UcdpColumn, string])[] = [
  ...([['deaths_a', '/figures'] as const, ['deaths_b', '/figures'] as const] as const),
  ...([['deaths_civilians', '/figures'] as const, ['deaths_unknown', '/figures'] as const] as const),
  ...([['low', '/figures/0/low'] as const, ['best', '/figures/0/best'] as const] as const),
  ['high', '/figures/0/high'],
];
const days = [['date_start', '/occurred/from'] as const, ['date_end', '/occurred/to'] as const] as const;
const named: readonly (readonly [UcdpColumn, string])[] = [
  ...([['id', '/externalId'] as const, ['country', '/places/0'] as const] as const),
  ...([['where_coordinates', '/places/0'] as const, ['side_a', '/actors/0'] as const] as const),
  ['side_b', '/actors/1'],
];

/** Some vintages write a time behind the day. */
export const dayOf = (text: string): string => text.slice(0, 'yyyy-mm-dd'.length);

/**
 * The report of a row that has no faults. Its figures are incremental, however long its days: its coders say that nothing
 * else is in them. The whole is a figure of `anyone`; the dead of each side, of civilians and of no known side are figures
 * of their own groups within it, left out where there are none.
 */
export function reportOfRow(row: UcdpRow, place: string, reportedAt: string, aliases: Aliases): Body {
  const { cells } = row;
  const [from, to] = [dayOf(cells.date_start), dayOf(cells.date_end)];
  const sides = [...new Set([sideOf(cells.side_a, aliases), sideOf(cells.side_b, aliases)])];
  const sources = splitSources(cells.source_article);
  const when = from === to ? from : `${from} to ${to}`;
  return {
    externalId: cells.id,
    type: cells.type_of_violence === '3' ? 'casualties_reported' : 'clash',
    summary: cut(
      `${cells.dyad_name || `${cells.side_a} – ${cells.side_b}`}, ${cells.where_coordinates}, ${when}: ${cells.best} killed`,
    ),
    occurred: {
      from,
      to,
      precision: precisions[cells.date_prec],
      derivation: `UCDP date_prec ${cells.date_prec}: ${meanings[cells.date_prec]}`,
    },
    reportedAt,
    places: [place],
    actors: sides.map((actor, index) => ({ role: index === 0 ? 'by' : 'against', actor })),
    figures: figuresOf(cells, { from, to }, aliases),
    source: { outlet: ucdp_outlet, chain: chainOf(cells.source_original, agenciesOf(sources)) },
    ...(sources.length === 0 ? {} : { verification: cut(sourcesText(sources, cells.number_of_sources)) }),
    note: cut(noteOf(cells)),
  };
}

function figuresOf(cells: UcdpRow['cells'], period: Body, aliases: Aliases): readonly Body[] {
  const shared = { measure: 'killed', basis: 'incremental', period };
  const parts = new Map<string, number>();
  const add = (group: string, count: string): void => void parts.set(group, (parts.get(group) ?? 0) + Number(count));
  add(sideOf(cells.side_a, aliases), cells.deaths_a);
  add(sideOf(cells.side_b, aliases), cells.deaths_b);
  add(sideOf(civilians, aliases), cells.deaths_civilians);
  add(unknown_side.id, cells.deaths_unknown);
  const whole = { low: Number(cells.low), best: Number(cells.best), high: Number(cells.high) };
  return [
    { ...shared, group: 'anyone', ...whole },
    ...[...parts].filter(([, best]) => best > 0).map(([group, best]) => ({ ...shared, group, best })),
  ];
}

/** A single agency passed the account on. Several reported it independently of each other, so that none is in the chain. */
function chainOf(original: string, agencies: readonly string[]): readonly string[] {
  const [agency, other] = agencies;
  if (agency === undefined || other !== undefined) return [ucdp_outlet];
  const voice = original.trim().slice(0, 500);
  return [...(voice === '' || voice === agency ? [] : [voice]), agency, ucdp_outlet];
}

function sourcesText(sources: readonly UcdpSource[], number: string): string {
  const listed = sources.map(({ agency, day, headline }) =>
    [agency, day ?? (agency === '' ? '' : 'no date'), headline].filter((part) => part !== '').join(', '),
  );
  const count = number === '-1' ? 'number of sources not recorded' : `number of sources ${number}`;
  return `UCDP codes from (${count}): ${listed.join('; ')}`;
}

function noteOf(cells: UcdpRow['cells']): string {
  const [low, best, high] = [Number(cells.low), Number(cells.best), Number(cells.high)];
  return [
    `Conflict ${cells.conflict_name}; where_prec ${cells.where_prec}, date_prec ${cells.date_prec}.`,
    ...(cells.event_clarity === '2' ? ['event_clarity 2: the sources sum up several events.'] : []),
    ...(cells.active_year === '0' ? ['active_year 0: fewer than 25 deaths of this dyad in the year.'] : []),
    ...(low <= best && best <= high ? [] : [`As published: low ${low}, best ${best}, high ${high}.`]),
    ...(cells.source_original === '' ? [] : [`First voice: ${cells.source_original}`]),
  ].join(' ');
}

const cut = (text: string): string =>
  [...text].length <= longest_text ? text : `${[...text].slice(0, longest_text - 1).join('')}…`;
