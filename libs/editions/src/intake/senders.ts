import type { Database } from '#platform';

/** Who sent an event. */
export interface Sender {
  /** As the event says: `key:` and the public id of a key, `anonymous` or `operator`. */
  readonly id: string;
  /** The name that the key was made for, or a pseudonym; null without a key. */
  readonly name: string | null;
}

/** Who sent these events, of those that came in over the API since it asks. */
export async function sendersOf(
  database: Pick<Database, 'query'>,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Sender>> {
  const rows = await database.query<Sender & { readonly event_id: string }>(
    `select i.event_id, i.principal as id, coalesce(p.name, 'erased-' || p.id) as name
     from sitrep.intake i
       left join sitrep.api_key k on i.principal = 'key:' || k.id
       left join sitrep.principal p on p.id = k.principal_id
     where i.event_id = any($1::uuid[]) and i.principal is not null`,
    [eventIds],
  );
  return new Map(rows.map(({ event_id, id, name }) => [event_id, { id, name }]));
}
