import {
  type Actor,
  type ActorRelation,
  type ExitsComplete,
  type LocalName,
  type Means,
  type Place,
  type TimeZone,
  toInstant,
} from '#situation';
import { asMs } from '../../table/columns.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { type MatchRank, nameSearch } from './name-search.query.js';
import { placeConditions, type PlaceFilter } from './place-filter.query.js';

/** Where a page ends: an entry, and in a search its rank. */
export interface GazetteerCursor {
  readonly id: string;
  readonly rank?: MatchRank;
}

/** A page of the gazetteer, in order of id; of a search the best matches first. */
export interface GazetteerPage {
  readonly limit: number;
  /** This entry alone. */
  readonly id?: string;
  /** The entry behind which the page begins; in a search with its rank. */
  readonly after?: GazetteerCursor;
  readonly kind?: string;
  /** What names are searched by, as `searchForms` folds it; never empty. */
  readonly forms?: readonly string[];
}

/** An entry, and in a search how well it matches. */
export interface Found<Entry> extends Pick<GazetteerCursor, 'rank'> {
  readonly entry: Entry;
}

/** A page of places: of one parent, of several kinds, and the nearest to a point first, among equal matches of a search. */
export interface PlacePage extends GazetteerPage, PlaceFilter {
  readonly parent?: string;
  readonly kinds?: readonly string[];
  readonly near?: { readonly lat: number; readonly lon: number };
}

/** Registered places. */
export async function placePage(scope: EditionScope, page: PlacePage): Promise<readonly Found<Place>[]> {
  const given = new Parameters();
  const columns = `p.id, p.name, p.aliases, p.kind, p.parent, p.lat, p.lon, p.precision_km, p.time_zone, p.note,
    p.connects, p.means, p.exits_complete, p.names, ${asMs('p.registered_at')} registered_ms`;
  const rows = await entries<PlaceRow>(
    scope,
    'place',
    columns,
    page,
    given,
    [
      page.parent === undefined ? undefined : `p.parent = ${given.add(page.parent)}`,
      page.kinds === undefined ? undefined : `p.kind = any(${given.add(page.kinds)}::text[])`,
      ...placeConditions(page, scope.schema, given),
    ],
    page.near === undefined ? '' : `${distanceTo(page.near, given)} nulls last,`,
  );
  return rows.map((row) => ({ ...rankOf(row), entry: toPlace(row) }));
}

/** How far a place lies from a point, as the square of half the chord on a globe of radius 1: enough to order by. */
function distanceTo({ lat, lon }: { readonly lat: number; readonly lon: number }, given: Parameters): string {
  const [atLat, atLon] = [`${given.add(lat)}::float8`, `${given.add(lon)}::float8`];
  return `sind((p.lat - ${atLat}) / 2) ^ 2 + cosd(${atLat}) * cosd(p.lat) * sind((p.lon - ${atLon}) / 2) ^ 2`;
}

interface EntryRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly note: string | null;
  readonly names: readonly LocalName[] | null;
  readonly registered_ms: number;
  readonly rank: MatchRank | null;
}

interface PlaceRow extends EntryRow {
  readonly kind: Place['kind'];
  readonly parent: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision_km: number | null;
  readonly time_zone: TimeZone;
  readonly connects: readonly string[] | null;
  readonly means: readonly Means[] | null;
  readonly exits_complete: ExitsComplete | null;
}

const rankOf = ({ rank }: EntryRow): Pick<GazetteerCursor, 'rank'> => (rank === null ? {} : { rank });

const toPlace = ({ lat, lon, precision_km, ...row }: PlaceRow): Place => ({
  id: row.id,
  name: row.name,
  aliases: row.aliases,
  kind: row.kind,
  ...(row.parent === null ? {} : { parent: row.parent }),
  ...(lat === null || lon === null ? {} : { location: { lat, lon, precisionKm: precision_km ?? 0 } }),
  timeZone: row.time_zone,
  ...(row.note === null ? {} : { note: row.note }),
  registeredAt: toInstant(row.registered_ms),
  ...(row.connects === null ? {} : { connects: row.connects }),
  ...(row.means === null ? {} : { means: row.means }),
  ...(row.exits_complete === null ? {} : { exitsComplete: toExitsComplete(row.exits_complete) }),
  ...namesOf(row),
});

/** The jsonb of a statement; see `namesOf`. */
const toExitsComplete = ({ from, to, source }: ExitsComplete): ExitsComplete => ({
  from,
  ...(to === undefined ? {} : { to }),
  source,
});

/** Whatever else another writer may have stored along with them stays out of answers. */
const namesOf = ({ names }: EntryRow): Pick<Place, 'names'> =>
  names === null ? {} : { names: names.map(({ language, name }) => ({ language, name })) };

/** Registered actors. */
export async function actorPage(scope: EditionScope, page: GazetteerPage): Promise<readonly Found<Actor>[]> {
  const columns = `p.id, p.name, p.aliases, p.kind, p.parents, p.allied_with, p.opposes, p.note, p.names,
    ${asMs('p.registered_at')} registered_ms`;
  const rows = await entries<ActorRow>(scope, 'actor', columns, page, new Parameters(), []);
  return rows.map((row) => ({ ...rankOf(row), entry: toActor(row) }));
}

interface ActorRow extends EntryRow {
  readonly kind: Actor['kind'];
  readonly parents: readonly ActorRelation[];
  readonly allied_with: readonly ActorRelation[];
  readonly opposes: readonly ActorRelation[];
}

const toActor = (row: ActorRow): Actor => ({
  id: row.id,
  name: row.name,
  aliases: row.aliases,
  kind: row.kind,
  parents: row.parents.map(toRelation),
  alliedWith: row.allied_with.map(toRelation),
  opposes: row.opposes.map(toRelation),
  ...(row.note === null ? {} : { note: row.note }),
  registeredAt: toInstant(row.registered_ms),
  ...namesOf(row),
});

const toRelation = ({ actor, from, to, note }: ActorRelation): ActorRelation => ({
  actor,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(note === undefined ? {} : { note }),
});

/** The rows of a page of one of the two tables, `p` in the statement. */
async function entries<Row extends EntryRow>(
  { sql, schema }: EditionScope,
  table: 'place' | 'actor',
  columns: string,
  { id, after, kind, forms, limit }: GazetteerPage,
  given: Parameters,
  conditions: readonly (string | undefined)[],
  order = '',
): Promise<readonly Row[]> {
  const search = forms === undefined ? undefined : nameSearch(forms, given);
  const where = whereAll([
    ...conditions,
    search?.condition,
    id === undefined ? undefined : `p.id = ${given.add(id)}`,
    kind === undefined ? undefined : `p.kind = ${given.add(kind)}`,
    after === undefined ? undefined : behind(after, given),
  ]);
  const rank = search === undefined ? 'null::int' : 'found.rank';
  return sql.query<Row>(
    `select ${columns}, ${rank} rank from "${schema}".${table} p ${search?.join ?? ''} ${where}
     order by rank, ${order} p.id limit ${given.add(limit)}`,
    given.values,
  );
}

const behind = ({ rank, id }: GazetteerCursor, given: Parameters): string =>
  rank === undefined
    ? `p.id > ${given.add(id)}`
    : `(found.rank, p.id) > (${given.add(rank)}::int, ${given.add(id)}::text)`;
