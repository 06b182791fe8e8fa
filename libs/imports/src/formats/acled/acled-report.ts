import { type DevelopmentType, isDay, type TimeZone } from '#situation';
import type { Body, RowFault } from '../prepared-import.js';
import { CellUnread, readCell } from '../mapping/read-cell.js';
import { slugOf } from '../slug-of.js';
import type { AcledRow } from './acled-columns.js';
import { type Aliases, splitNames } from './acled-names.js';

/** The outlet of every report of the dataset. */
export const acled_outlet = 'ACLED';

const longest_text = 2_000;

/** What a kind of event is here. Those who took territory are not named by the columns, so no claim about it is made. */
const types: Readonly<Record<string, DevelopmentType>> = {
  'Armed clash': 'clash',
  'Government regains territory': 'area_seized',
  'Non-state actor overtakes territory': 'area_seized',
  'Non-violent transfer of territory': 'position_handed_over',
  'Air/drone strike': 'airstrike',
  'Shelling/artillery/missile attack': 'shelling',
  'Abduction/forced disappearance': 'detained',
  'Excessive force against protesters': 'casualties_reported',
  'Looting/property destruction': 'looting',
  Arrests: 'detained',
};
const typesOfFamilies: Readonly<Record<string, DevelopmentType>> = {
  Battles: 'clash',
  'Explosions/Remote violence': 'bombing',
  'Violence against civilians': 'casualties_reported',
  Riots: 'clash',
  Protests: 'statement',
  'Strategic developments': 'statement',
};

/** `time_precision`: the day is known, a day of about a week, or of the month. */
const precisions: Readonly<Record<string, string>> = { 1: 'day', 2: 'week', 3: 'month' };
const days_of_a_week_around = 3;
const day_ms = 86_400_000;

/** What is wrong with a row, in the order of its columns. */
export function faultsOfRow({ cells }: AcledRow): readonly RowFault[] {
  const faults: RowFault[] = [];
  const need = (column: keyof AcledRow['cells'], pointer: string, holds: boolean, right: string): void => {
    if (!holds) faults.push({ column, pointer, reason: `It is "${cells[column]}"; ${right}` });
  };
  need('event_id_cnty', '/externalId', cells.event_id_cnty !== '', 'an id is needed, such as SYR1234.');
  need(
    'event_date',
    '/occurred',
    eventDay(cells) !== undefined,
    'a day is needed, such as 2021-03-07 or 07 March 2021.',
  );
  need('time_precision', '/occurred/precision', Object.hasOwn(precisions, cells.time_precision), '1 to 3 are known.');
  need('geo_precision', '/places/0', /^[1-3]$/.test(cells.geo_precision), '1 to 3 are known.');
  need('event_type', '/type', typeOf(cells) !== undefined, `there are ${Object.keys(typesOfFamilies).join(', ')}.`);
  for (const column of ['country', 'actor1'] as const)
    need(column, column === 'country' ? '/places/0' : '/actors/0', cells[column] !== '', 'every event has one.');
  need('fatalities', '/figures/0/best', /^\d{0,7}$/.test(cells.fatalities), 'a whole number is needed, or nothing.');
  need(
    'timestamp',
    '/reportedAt',
    /^\d{9,10}$/.test(cells.timestamp),
    'seconds since 1970 are needed, such as 1615800000.',
  );
  return faults;
}

/** The day of the event, as the API (2021-03-07) and the export tool (07 March 2021) write it. */
function eventDay({ event_date: text }: AcledRow['cells']): string | undefined {
  if (isDay(text)) return text;
  try {
    return String(
      readCell({ column: 'event_date', as: 'day', format: 'D MMMM YYYY' }, text, { timeZone: 'UTC', vocabularies: {} }),
    );
  } catch (error) {
    if (error instanceof CellUnread) return undefined;
    throw error;
  }
}

const typeOf = ({ sub_event_type: sub, event_type: family }: AcledRow['cells']): DevelopmentType | undefined =>
  types[sub] ?? typesOfFamilies[family];

/** When ACLED last changed what it says of the event. */
export const changedAt = ({ timestamp }: AcledRow['cells']): string =>
  new Date(Number(timestamp) * 1_000).toISOString();

/**
 * The report of a row that has no faults. Its figure is the one number that ACLED gives, of all dead together, as `best`:
 * there is no range, and ACLED tells of no groups. 0 stands both for none and for none that anybody reported, so it is no
 * figure here, as an empty cell is none.
 */
export function reportOfRow({ cells }: AcledRow, place: string, zone: TimeZone, aliases: Aliases): Body {
  const day = eventDay(cells) ?? '';
  const dead = Number(cells.fatalities);
  const sources = splitNames(cells.source);
  const period = periodOf(day, cells, zone);
  return {
    externalId: cells.event_id_cnty,
    type: typeOf(cells),
    summary: cut(
      cells.notes || `${cells.sub_event_type || cells.event_type}, ${cells.location || cells.country}, ${day}`,
    ),
    occurred: {
      ...period,
      precision: precisions[cells.time_precision],
      derivation: `ACLED event_date ${day}, time_precision ${cells.time_precision}`,
    },
    reportedAt: changedAt(cells),
    places: [place],
    actors: actorsOf(cells, aliases),
    ...(dead > 0 && { figures: [{ measure: 'killed', group: 'anyone', basis: 'incremental', best: dead, period }] }),
    source: { outlet: acled_outlet, chain: sources.length === 1 ? [...sources, acled_outlet] : [acled_outlet] },
    ...(sources.length > 0 && { verification: cut(`ACLED codes from: ${sources.join('; ')}${scaleOf(cells)}`) }),
    note: cut(noteOf(cells, dead)),
  };
}

const scaleOf = ({ source_scale: scale }: AcledRow['cells']): string => (scale === '' ? '' : ` (${scale})`);

/** A day, or the days that it is one of; none of them after it was told. */
function periodOf(
  day: string,
  cells: AcledRow['cells'],
  zone: TimeZone,
): { readonly from: string; readonly to: string } {
  if (cells.time_precision === '1') return { from: day, to: day };
  const at = (offset: number): string => new Date(Date.parse(day) + offset * day_ms).toISOString().slice(0, day.length);
  const month = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0))
    .toISOString()
    .slice(0, day.length);
  const [from, to] =
    cells.time_precision === '2'
      ? [at(-days_of_a_week_around), at(days_of_a_week_around)]
      : [`${day.slice(0, 8)}01`, month];
  const changedOn = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(changedAt(cells)));
  return { from, to: to > changedOn && changedOn >= day ? changedOn : to };
}

/** Which of the first two attacked, ACLED does not say, but for violence against civilians. */
function actorsOf(cells: AcledRow['cells'], aliases: Aliases): readonly Body[] {
  const id = (name: string): string => aliases[name] ?? slugOf(name);
  const isAgainst = cells.event_type === 'Violence against civilians';
  const named = [
    { role: 'by', names: [cells.actor1] },
    { role: isAgainst || cells.actor2.startsWith('Civilians') ? 'victim' : 'facing', names: [cells.actor2] },
    { role: 'with', names: [...splitNames(cells.assoc_actor_1), ...splitNames(cells.assoc_actor_2)] },
  ];
  const seen = new Set<string>();
  return named.flatMap(({ role, names }) =>
    names
      .filter((name) => name !== '' && !seen.has(id(name)) && seen.add(id(name)))
      .map((name) => ({ role, actor: id(name) })),
  );
}

function noteOf(cells: AcledRow['cells'], dead: number): string {
  const { disorder_type, event_type, sub_event_type, civilian_targeting, geo_precision, tags } = cells;
  return [
    [disorder_type, event_type, sub_event_type, civilian_targeting].filter((part) => part !== '').join(': '),
    `geo_precision ${geo_precision}`,
    ...(dead > 0 ? [] : ['no dead reported']),
    ...(tags === '' ? [] : [`tags: ${tags}`]),
  ].join('; ');
}

const cut = (text: string): string =>
  [...text].length <= longest_text ? text : `${[...text].slice(0, longest_text - 1).join('')}…`;
