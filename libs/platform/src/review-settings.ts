import { anonymous_id, openid_prefix, type Principal } from './access/principal.js';
import { type Role, roleNames, scopesOf } from './access/scopes.js';

/** Whose reports wait for an approval, and by whom. */
export interface ReviewSettings {
  /** Roles, and principals as events name them: `key:0f3a9c1d27be`, `oidc:amina`, `anonymous`. */
  readonly draftsFrom: readonly string[];
  /** True where nobody may approve what they sent or revised themselves. */
  readonly needsSecondPerson: boolean;
}

export const no_review: ReviewSettings = { draftsFrom: [], needsSecondPerson: false };

type Invalid = (name: string, text: string, right: string) => Error;

/** Reads the settings of the review; `valueOf` returns a variable that is set. Throws what `invalid` makes. */
export function readReviewSettings(valueOf: (name: string) => string | undefined, invalid: Invalid): ReviewSettings {
  const names = valueOf('SITREP_DRAFTS_FROM');
  const draftsFrom = (names ?? '').split(',').flatMap((name) => name.trim() || []);
  if (!draftsFrom.every(isSender))
    throw invalid(
      'SITREP_DRAFTS_FROM',
      names ?? '',
      'roles and keys with commas between, such as reporter,key:0f3a9c1d27be',
    );
  const second = valueOf('SITREP_SECOND_PERSON') ?? 'no';
  if (second !== 'yes' && second !== 'no') throw invalid('SITREP_SECOND_PERSON', second, 'yes or no');
  return { draftsFrom, needsSecondPerson: second === 'yes' };
}

const isSender = (name: string): boolean =>
  roleNames.some((role) => role === name) ||
  name === anonymous_id ||
  /^key:[0-9a-f]{12}$/.test(name) ||
  (name.startsWith(openid_prefix) && name.length > openid_prefix.length);

/**
 * True where everything that a principal sends is a draft: it is listed itself, or each of its roles that may write is. Who
 * also has another role that writes is trusted by that.
 */
export function sendsDraftsOnly(
  { draftsFrom }: ReviewSettings,
  { id, roles }: Pick<Principal, 'id' | 'roles'>,
): boolean {
  if (draftsFrom.includes(id)) return true;
  const writing = roles.filter((role) => scopesOf([role as Role]).has('reports:write'));
  return writing.length > 0 && writing.every((role) => draftsFrom.includes(role));
}
