import type { Principal } from '#platform';

const principals = new WeakMap<object, Principal>();

/** Keeps who sends a request, for those that answer it. */
export const keepPrincipal = (request: object, principal: Principal): void => void principals.set(request, principal);

/** Who sends a request; undefined on a route that asks for no key. */
export const keptPrincipal = (request: object): Principal | undefined => principals.get(request);

/** Who sends a request. Only a route that asks for no key has nobody. */
export function principalOf(request: object): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new Error('the request came past the guard');
  return principal;
}
