import { anonymous_id, openid_prefix, type Principal, rolesWith, type Scope } from '#platform';
import { Rejected } from '../http/rejected.js';

/** @throws {Rejected} `key_missing` without a key, else `not_permitted`, which names what is missing. */
export function requireScope({ id, name, scopes }: Principal, scope: Scope): void {
  if (scopes.has(scope)) return;
  if (id === anonymous_id) throw new Rejected('key_missing', `This needs ${scope}, so it needs a key. ${how_to_send}`);
  const roles = rolesWith(scope).join(', ');
  throw new Rejected(
    'not_permitted',
    `${holderOf({ id, name })} may not do this: it needs ${scope}, which ${roles} may.`,
  );
}

/** How a refusal calls the one who sent a request. */
export const holderOf = ({ id, name }: Pick<Principal, 'id' | 'name'>): string =>
  id.startsWith(openid_prefix) ? (name ?? id) : `The key of ${name}`;

const how_to_send =
  'Send one as "Authorization: Bearer KEY", or as the password of Basic. "sitrep key create" makes one.';
