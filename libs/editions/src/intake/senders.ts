import type { Database } from '#platform';

/** Who sent an event. */
export interface Sender {
  /** As the event says: `key:` and the public id of a key, `oidc:` and the subject of a token, `anonymous` or `operator`. */
  readonly id: string;
  /** The name behind it, or a pseudonym; null where there is none. */
  readonly name: string | null;
}

/**
 * True where both are one person: somebody is known by an id, and by the name of a key, since a key is replaced by another one
 * of the same name. `isOf` says the same in SQL.
 */
export const isSamePerson = (a: Sender, b: Sender): boolean =>
  a.id === b.id || (a.name !== null && a.name === b.name && isKey(a.id) && isKey(b.id));

const isKey = (id: string): boolean => id.startsWith('key:');

/** The condition that a column of principals names the person whom a parameter names by an id. */
export const isOf = (column: string, id: string): string => `(${column} = ${id} or ${column} in (
  select other.id from sitrep.principal_name own join sitrep.principal_name other on other.name = own.name
  where own.id = ${id} and own.id like 'key:%' and other.id like 'key:%'))`;

/** Who sent these events, of those that came in over the API since it asks. */
export async function sendersOf(
  database: Pick<Database, 'query'>,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Sender>> {
  const rows = await database.query<Sender & { readonly event_id: string }>(
    `select i.event_id, i.principal as id, n.name
     from sitrep.intake i left join sitrep.principal_name n on n.id = i.principal
     where i.event_id = any($1::uuid[]) and i.principal is not null`,
    [eventIds],
  );
  return new Map(rows.map(({ event_id, id, name }) => [event_id, { id, name }]));
}

/** Those of these principals that have a name, or had one: keys, and people for whom a provider vouched. */
export function sendersNamed(database: Pick<Database, 'query'>, ids: readonly string[]): Promise<readonly Sender[]> {
  return database.query<Sender>(`select id, name from sitrep.principal_name where id = any($1::text[])`, [ids]);
}
