import { type Role, roleNames } from './scopes.js';

/** The OpenID provider whose tokens are taken, and what they may do here. */
export interface OpenIdSettings {
  /** The issuer as its tokens name it; its discovery document lies under it. */
  readonly issuer: string;
  /** What a token must name as its audience: this API. */
  readonly audience: string;
  /** Each rule that holds for a token adds a role. */
  readonly roles: readonly RoleRule[];
  /** The claim that lists the outlets for which its holder writes; `*` in it is all. */
  readonly outletsClaim?: string;
  /** The claim that lists the places, with their parts, about which its holder writes; `*` in it is all. */
  readonly placesClaim?: string;
  /** Each rule that holds for a token whose claims bound it makes it read, too, within these bounds alone. */
  readonly readsWithin?: readonly ClaimRule[];
  /** What the page signs people in as; without it only programs bring tokens. */
  readonly client?: OpenIdClient;
}

export interface OpenIdClient {
  readonly id: string;
  /** Undefined for a public client: PKCE alone proves that it is the same one. */
  readonly secret?: string;
  /** What is asked of the provider: `openid`, and what makes it tell the claims that the rules name. */
  readonly scope: string;
}

/** Holds for somebody who has this value in this claim. */
export interface ClaimRule {
  /** The name of the claim, or a path through objects with dots between; undefined for everybody. */
  readonly claim?: string;
  readonly value?: string;
}

/** Somebody for whom it holds has this role. */
export interface RoleRule extends ClaimRule {
  readonly role: Role;
}

/** Reads variables, and complains about them. */
interface Variables {
  readonly value: (name: string) => string | undefined;
  readonly secret: (name: string) => string | undefined;
  readonly invalid: (name: string, text: string, right: string) => Error;
  readonly missing: (name: string, why: string) => Error;
}

/** What means nothing without an issuer. */
const depending = ['AUDIENCE', 'ROLES', 'OUTLETS_CLAIM', 'PLACES_CLAIM', 'READS_WITHIN', 'CLIENT_ID', 'SCOPE'].map(
  (name) => `SITREP_OIDC_${name}`,
);
const secret_name = 'SITREP_OIDC_CLIENT_SECRET';
const reads_within_name = 'SITREP_OIDC_READS_WITHIN';

const loopback_hosts = ['localhost', '127.0.0.1', '[::1]'];

/** Returns undefined where no issuer is set. Throws what `invalid` or `missing` makes. */
export function readOpenIdSettings(variables: Variables): OpenIdSettings | undefined {
  const { value, secret, invalid, missing } = variables;
  const issuer = value('SITREP_OIDC_ISSUER');
  const required = (name: string): string => {
    const text = value(name);
    if (text === undefined) throw missing(name, 'SITREP_OIDC_ISSUER is set');
    return text;
  };
  if (issuer === undefined) {
    const idle = depending.find((name) => value(name) !== undefined) ?? (secret(secret_name) && secret_name);
    if (idle !== undefined) throw missing('SITREP_OIDC_ISSUER', `${idle} is set`);
    return undefined;
  }
  if (!isIssuer(issuer)) throw invalid('SITREP_OIDC_ISSUER', issuer, 'an https url such as https://login.example.org');
  const outletsClaim = value('SITREP_OIDC_OUTLETS_CLAIM');
  const placesClaim = value('SITREP_OIDC_PLACES_CLAIM');
  const readsWithin = value(reads_within_name);
  if (readsWithin !== undefined && outletsClaim === undefined && placesClaim === undefined)
    throw missing('SITREP_OIDC_PLACES_CLAIM', `${reads_within_name} is set, and so is no SITREP_OIDC_OUTLETS_CLAIM`);
  const clientId = value('SITREP_OIDC_CLIENT_ID');
  const clientSecret = secret(secret_name);
  if (clientId === undefined && clientSecret !== undefined)
    throw missing('SITREP_OIDC_CLIENT_ID', `${secret_name} is set`);
  if (clientId !== undefined) requireSafeBaseUrl(variables);
  return {
    issuer,
    audience: required('SITREP_OIDC_AUDIENCE'),
    roles: rulesOf(required('SITREP_OIDC_ROLES'), invalid),
    ...(outletsClaim !== undefined && { outletsClaim }),
    ...(placesClaim !== undefined && { placesClaim }),
    ...(readsWithin !== undefined && { readsWithin: withinRulesOf(readsWithin, invalid) }),
    ...(clientId !== undefined && {
      client: {
        id: clientId,
        scope: scopeOf(value('SITREP_OIDC_SCOPE') ?? 'openid profile', invalid),
        ...(clientSecret !== undefined && { secret: clientSecret }),
      },
    }),
  };
}

/** The provider sends people back there with a code, and their browser a cookie that signs them in. */
function requireSafeBaseUrl({ value, invalid, missing }: Variables): void {
  const text = value('PUBLIC_BASE_URL');
  if (text === undefined)
    throw missing('PUBLIC_BASE_URL', 'SITREP_OIDC_CLIENT_ID is set: the provider sends people back there');
  const { protocol, hostname } = URL.canParse(text) ? new URL(text) : { protocol: 'https:', hostname: '' };
  if (protocol === 'http:' && !loopback_hosts.includes(hostname))
    throw invalid(
      'PUBLIC_BASE_URL',
      text,
      'an https url where people sign in (SITREP_OIDC_CLIENT_ID is set), such as https://sitrep.example.org: over plain ' +
        'http others read the cookie that signs somebody in',
    );
}

/** Plain HTTP is for a provider on the same machine alone: whoever can change what it answers can be anybody. */
function isIssuer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.search !== '' || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback_hosts.includes(url.hostname));
}

function scopeOf(text: string, invalid: Variables['invalid']): string {
  if (text.split(' ').includes('openid')) return text;
  throw invalid(
    'SITREP_OIDC_SCOPE',
    text,
    'scopes with blanks between, openid among them, such as openid profile groups',
  );
}

function withinRulesOf(text: string, invalid: Variables['invalid']): readonly ClaimRule[] {
  return text.split(',').map((part): ClaimRule => {
    const [matched, claim, value] = /^\s*(?:([^=,]+)=([^=,]+)|\*)\s*$/.exec(part) ?? [];
    if (matched === undefined)
      throw invalid(reads_within_name, text, 'claim=value with commas between, such as groups=stringers, or * for all');
    return { ...(claim !== undefined && { claim }), ...(value !== undefined && { value: value.trim() }) };
  });
}

function rulesOf(text: string, invalid: Variables['invalid']): readonly RoleRule[] {
  return text.split(',').map((part): RoleRule => {
    const [, claim, value, named = ''] = /^\s*(?:([^=,]+)=([^,]+)|\*)=(\w+)\s*$/.exec(part) ?? [];
    const role = roleNames.find((one) => one === named);
    if (role === undefined)
      throw invalid(
        'SITREP_OIDC_ROLES',
        text,
        `claim=value=role with commas between, such as groups=newsroom=editor,*=reader; roles: ${roleNames.join(', ')}`,
      );
    return { role, ...(claim !== undefined && { claim }), ...(value !== undefined && { value }) };
  });
}
