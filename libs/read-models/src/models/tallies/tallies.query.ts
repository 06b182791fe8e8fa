import {
  additionsTo,
  anchorOf,
  type DatedTotal,
  type Day,
  groupBy,
  type Involvement,
  involvedInIncident,
  type ItemKey,
  keyOf,
  type KnownFigure,
  type Period,
  stateMeasures,
  stockMeasures,
  type TallyItem,
  withReports,
} from '#situation';
import { timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { involvedInFound, isOfIncidentWith, namesDoers } from './incident-actors.query.js';
import { isInArea, liesIn } from './placed-elsewhere.query.js';
import { reportsCounted } from './reports-counted.query.js';
import { fromParts, itemColumns, type ItemRow, listOf, toItem } from './tallies.rows.js';
import { figureColumns, type FigureRow, toFigure } from './tally.table.js';

/** Which counts to read. */
export interface TallyItemQuestion {
  readonly measures: readonly string[];
  readonly groups?: readonly string[];
  /** Counts at this place itself. */
  readonly place?: string;
  /** Counts at this place or any part of it. */
  readonly within?: string;
  /** Counts of incidents in which one of these actors takes part by any report; in this role, where one is given. */
  readonly actors?: readonly string[];
  readonly role?: string;
  /** The key of an incident, or the id of a report that stands alone. */
  readonly incident?: string;
  /** Counts that cannot touch these days are left out, states apart: they go on holding. */
  readonly window: Period;
  readonly knownAtMs: number;
  /** True where nobody asks who takes part in each count: then `actors` are empty. */
  readonly withoutActors?: boolean;
  /** So many rows at most; any of them where there are more. */
  readonly most?: number;
}

/** The counts of incidents as known at one known time, for `reckonTallies`. */
export async function tallyItems(scope: EditionScope, question: TallyItemQuestion): Promise<readonly TallyItem[]> {
  const { schema } = scope;
  const given = new Parameters();
  const where = whereAll(conditions(question, schema, given));
  const known = given.add(timestamp(question.knownAtMs));
  const stands = (row: string): string => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;
  const { within } = question;
  const elsewhere = within === undefined ? 'false' : `not ${liesIn('places', given.add(within), schema)}`;
  const found = `select ${itemColumns('tally_span', question.withoutActors)}, ${elsewhere} elsewhere,
       array_to_string(${reportsCounted(schema, 'tally_span', stands)}, ',') reports
     from "${schema}".tally_span ${where} ${question.most === undefined ? '' : `limit ${given.add(question.most)}`}`;
  const rows = await askAbout<ItemRow & FoundRow>(
    scope,
    breadth(question),
    question.withoutActors === true
      ? found
      : `with found as (${found}), involved as (${involvedInFound(schema, known)})
         select found.*, array_to_string(involved.parts, ',') others from found left join involved on involved.incident = found.incident`,
    given.values,
  );
  const divided = [...new Set(rows.flatMap(({ parts, incident }) => (parts === null ? [] : [incident])))];
  const told = divided.length === 0 ? [] : await figuresKnown(scope, divided, question.knownAtMs);
  const figuresOf = groupBy(told, ({ incident, figure }) => itemName(incident, figure));
  const othersIn = new Map<string, readonly Involvement[]>();
  for (const { incident, others = null } of rows)
    if (others !== null && !othersIn.has(incident)) othersIn.set(incident, fromParts(listOf(others)));
  return rows.map((row) => {
    const item = toItem(row);
    item.actors = involvedInIncident(item, othersIn);
    if (row.elsewhere) item.flags = [...item.flags, 'placed_elsewhere'];
    // Not copied: a question may ask for a hundred thousand of them.
    if (item.parts === undefined) return Object.assign(item, { reports: listOf(row.reports) }) as TallyItem;
    return withReports(item, figuresOf.get(itemName(item.incident, { ...item, ...anchorOf(item.places) })) ?? []);
  });
}

/** The running totals of a question, whatever its window. */
export interface RunningTotals {
  /** The days of those with both ends known. */
  readonly dated: readonly DatedTotal[];
  /** True if one says who did what it counts: then it holds nothing that others did. */
  readonly nameDoers: boolean;
}

export async function runningTotals(scope: EditionScope, question: TallyItemQuestion): Promise<RunningTotals> {
  const { schema } = scope;
  const given = new Parameters();
  const where = whereAll([...conditions({ ...question, window: {} }, schema, given), `basis = 'cumulative'`]);
  const known = given.add(timestamp(question.knownAtMs));
  const rows = await askAbout<{ from: Day | null; to: Day | null; nameDoers: boolean }>(
    scope,
    breadth(question),
    `select period_from::text "from", period_to::text "to", bool_or(${namesDoers('tally_span', known, schema)}) "nameDoers"
     from "${schema}".tally_span ${where} group by period_from, period_to`,
    given.values,
  );
  return {
    dated: rows.flatMap(({ from, to }) =>
      from === null || to === null ? [] : [{ basis: 'cumulative', period: { from, to } }],
    ),
    nameDoers: rows.some((row) => row.nameDoers),
  };
}

/** How many places or incidents a question is about. */
const breadth = ({ place, incident }: TallyItemQuestion): number =>
  place === undefined && incident === undefined ? Number.POSITIVE_INFINITY : 1;

interface FoundRow {
  readonly elsewhere: boolean;
  readonly reports: string;
  /** Who takes part by any report of its incident; null where that is one report alone, absent where nobody asks. */
  readonly others?: string | null;
}

const itemName = (incident: string, key: ItemKey): string => `${incident} ${keyOf(key)}`;

function conditions(question: TallyItemQuestion, schema: string, given: Parameters): readonly (string | undefined)[] {
  const { groups, place, within, actors, role, incident, window } = question;
  const known = given.add(timestamp(question.knownAtMs));
  return [
    `known_from <= ${known} and known_to > ${known}`,
    `measure = any(${given.add(question.measures)}::text[])`,
    groups === undefined ? undefined : `group_id = any(${given.add(groups)}::text[])`,
    place === undefined ? undefined : `places @> array[${given.add(place)}]`,
    within === undefined ? undefined : isInArea('tally_span', given.add(within), known, schema),
    actors === undefined
      ? undefined
      : actorTakesPart(given.add(actors), role === undefined ? undefined : given.add(role), known, schema),
    incident === undefined ? undefined : `incident in (${namesOf(given.add(incident))})`,
    touches(window, given),
  ];
}

function actorTakesPart(actors: string, role: string | undefined, known: string, schema: string): string {
  const own =
    role === undefined
      ? `exists (select from unnest(actors) part where split_part(part, ':', 2) = any(${actors}::text[]))`
      : `actors && (select array_agg(${role}::text || ':' || name) from unnest(${actors}::text[]) name)`;
  return `(${own} or ${isOfIncidentWith(actors, role, known, schema)})`;
}

const namesOf = (incident: string): string => `'incident:' || ${incident}::text, 'report:' || lower(${incident}::text)`;

function touches({ from, to }: Period, given: Parameters): string | undefined {
  const inReach = [
    from === undefined ? undefined : `(period_to is null or period_to >= ${given.add(from)}::date)`,
    to === undefined ? undefined : `(period_from is null or period_from <= ${given.add(to)}::date)`,
  ].filter((condition) => condition !== undefined);
  if (inReach.length === 0) return undefined;
  const lasting = given.add([...stateMeasures, ...Object.values(additionsTo)]);
  const stocks = given.add([...stockMeasures]);
  return `(measure = any(${lasting}::text[]) or (basis = 'snapshot' and measure = any(${stocks}::text[]))
    or (${inReach.join(' and ')}))`;
}

/** The figures of these incidents as known at one known time, each with its incident. */
export async function figuresKnown(
  scope: EditionScope,
  incidents: readonly string[],
  knownAtMs: number,
): Promise<readonly (KnownFigure & { readonly incident: string })[]> {
  return (await figuresTold(scope, incidents, knownAtMs)).filter(({ knownToMs }) => knownAtMs < knownToMs);
}

/** As `figuresKnown`, with those that had been told by then and no longer stand. */
export async function figuresTold(
  { sql, schema }: EditionScope,
  incidents: readonly string[],
  knownAtMs: number,
): Promise<readonly (KnownFigure & { readonly incident: string })[]> {
  const rows = await sql.query<FigureRow>(
    `select ${figureColumns} from "${schema}".tally_figure
     where incident = any($1::text[]) and known_from <= $2
     order by incident, event_id, ordinal`,
    [incidents, timestamp(knownAtMs)],
  );
  return rows.map(toFigure);
}
