import { anonymousScopes, type AnonymousAccess, type Scope, scopesOf, scopesWithin } from './scopes.js';

/** Who sends a request. */
export interface Principal {
  /** `key:<public id of the key>`, `oidc:<subject of the token>`, or `anonymous`; this alone goes into events. */
  readonly id: string;
  /** The name that the key was made for, or that the provider gives; null where nobody gives one. */
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly scopes: ReadonlySet<Scope>;
  /** The outlets whose reports it may write; none listed is all. */
  readonly outlets: readonly string[];
  /** The places, with their parts, about which it may write; none listed is all. */
  readonly places: readonly string[];
  /** Up to which level of sensitivity it reads, where its key says so itself; else its roles say. */
  readonly clearance?: string;
  /** True where it reads, too, within its outlets and places alone. */
  readonly readsWithin?: true;
  /** How many requests it may send on a day in UTC, where its key says so. */
  readonly dailyQuota?: number;
}

/** Before the subject of somebody whom the OpenID provider vouches for. */
export const openid_prefix = 'oidc:';
export const anonymous_id = 'anonymous';
/** Who acts on the command line, with the database itself in hand. */
export const operator_id = 'operator';

export const anonymousWith = (access: AnonymousAccess): Principal => ({
  id: anonymous_id,
  name: null,
  roles: [],
  scopes: anonymousScopes[access],
  outlets: [],
  places: [],
});

export const principalOfKey = (keyId: string, name: string, rights: Rights): Principal =>
  principalWith(`key:${keyId}`, name, rights);

export const principalOfSubject = (subject: string, name: string | null, rights: Rights): Principal =>
  principalWith(openid_prefix + subject, name, rights);

/** What a key, or a provider, says of somebody. */
type Rights = Pick<Principal, 'roles' | 'outlets' | 'places'> & {
  readonly clearance?: string | null;
  readonly dailyQuota?: number | null;
  readonly readsWithin?: boolean;
};

const principalWith = (
  id: string,
  name: string | null,
  { roles, outlets, places, clearance, dailyQuota, readsWithin = false }: Rights,
): Principal => ({
  id,
  name,
  roles,
  scopes: readsWithin ? scopesWithin(roles) : scopesOf(roles),
  outlets,
  places,
  ...(readsWithin && { readsWithin }),
  ...(typeof clearance === 'string' && { clearance }),
  ...(typeof dailyQuota === 'number' && { dailyQuota }),
});

/** True where the key writes for some outlets or places alone. */
export const isRestricted = ({ outlets, places }: Pick<Principal, 'outlets' | 'places'>): boolean =>
  outlets.length + places.length > 0;
