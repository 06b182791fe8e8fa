import { actorsNamed, placesNamed, registeredIds, type EditionScope } from '#read-models/queries';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';

export type RegistryKind = 'place' | 'actor';

/** What to tell of a name that is not registered, given those that are. */
export function adviceOnUnknown(kind: RegistryKind, id: string, registered: readonly string[]): string {
  const near = nearMatches(id, registered);
  return `No ${kind} is registered as ${id}.${near.length > 0 ? ` Nearest: ${near.join(', ')}.` : ''}`;
}

/**
 * Refuses a question about something that is not registered: an empty answer would look like one (law 6). What was not
 * given is not looked up.
 *
 * @throws {Rejected} `not_found`, naming the parameter and the nearest names.
 */
export async function requireRegistered(
  scope: EditionScope,
  kind: RegistryKind,
  parameter: string,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  const known = kind === 'place' ? await placesNamed(scope, [id]) : await actorsNamed(scope, [id]);
  if (known.has(id)) return;
  const detail = adviceOnUnknown(kind, id, await registeredIds(scope, kind));
  throw new Rejected('not_found', detail, [{ parameter, code: `unknown_${kind}`, detail }]);
}
