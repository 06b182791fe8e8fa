import type { Database } from '#platform';

/** Who sent an event. */
export interface Sender {
  /** As the event says: `key:` and the public id of a key, `oidc:` and the subject of a token, `anonymous` or `operator`. */
  readonly id: string;
  /** The name behind it, or a pseudonym; null where there is none. */
  readonly name: string | null;
}

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
