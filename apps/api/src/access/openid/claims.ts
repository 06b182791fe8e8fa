import { type ClaimRule, isRestricted, type OpenIdSettings, type Principal, principalOfSubject } from '#platform';
import { Rejected } from '../../http/rejected.js';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** A subject goes into every event as it is (OpenID Connect Core, section 2: at most 255 characters of ASCII). */
const subject_pattern = /^[\x21-\x7e]{1,255}$/;
const most_bounds = 100;
const longest_name = 100;

/**
 * Who somebody is here, and what they may do.
 *
 * @throws {Rejected} `key_refused` for a subject that no event can hold, and where a claim that bounds the writing is missing.
 */
export function principalOfClaims(claims: Claims, settings: OpenIdSettings): Principal {
  const { sub } = claims;
  if (typeof sub !== 'string' || !subject_pattern.test(sub))
    throw new Rejected('key_refused', 'The claim sub is not 1 to 255 visible characters of ASCII.');
  const bounds = { outlets: boundsIn(claims, settings.outletsClaim), places: boundsIn(claims, settings.placesClaim) };
  return principalOfSubject(sub, nameIn(claims), {
    roles: [...new Set(settings.roles.filter((rule) => holds(rule, claims)).map(({ role }) => role))],
    ...bounds,
    readsWithin: isRestricted(bounds) && (settings.readsWithin ?? []).some((rule) => holds(rule, claims)),
  });
}

const holds = ({ claim, value }: ClaimRule, claims: Claims): boolean =>
  claim === undefined ||
  textsOf(claimAt(claims, claim)).some((text) => text === value || text.split(' ').includes(value ?? ''));

/** A claim of this very name, or else what lies at the end of the path with dots between. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((inside, step) => (isObject(inside) ? inside[step] : undefined), claims);
}

const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

const textsOf = (value: unknown): readonly string[] =>
  [value].flat().flatMap((one) => (['string', 'number', 'boolean'].includes(typeof one) ? [String(one)] : []));

/** None listed is all, so a claim that is missing must not be none listed. */
function boundsIn(claims: Claims, name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  const listed = textsOf(claimAt(claims, name)).filter((one) => one.trim() !== '');
  if (listed.includes('*')) return [];
  if (listed.length > 0 && listed.length <= most_bounds) return listed;
  throw new Rejected(
    'key_refused',
    `The claim ${name} has to list 1 to ${most_bounds} names, or * for all; received ${listed.length}.`,
  );
}

function nameIn({ name, preferred_username: username }: Claims): string | null {
  const given = [name, username].find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return given === undefined ? null : given.replace(/\p{C}/gu, '').trim().slice(0, longest_name) || null;
}
