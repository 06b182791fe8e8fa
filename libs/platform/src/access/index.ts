export { digestOfKey, keyInText, newKey, readKey, type SentKey } from './api-key.js';
export {
  type AuditAction,
  auditActions,
  auditBefore,
  type AuditEntry,
  recordAudit,
  type RecordedAudit,
} from './audit-trail.js';
export {
  type KeyOrder,
  KeyRefused,
  KeyStore,
  type KeyWithDigest,
  most_live_keys,
  type StoredKey,
} from './key-store.js';
export {
  type BrowserSecret,
  digestOfSecret,
  newBrowserSecret,
  OpenIdPeople,
  type PageSession,
  type SignedIn,
  type SignIn,
} from './openid-people.js';
export { longest_token_days, type NamedToken, type RevokedToken, TokenRevocations } from './token-revocations.js';
export { type ClaimRule, type OpenIdClient, type OpenIdSettings, type RoleRule } from './openid-settings.js';
export {
  anonymous_id,
  anonymousWith,
  isRestricted,
  openid_prefix,
  operator_id,
  type Principal,
  principalOfKey,
  principalOfSubject,
} from './principal.js';
export { type PrincipalRefusal, refusalOf } from './principal-refusal.js';
export {
  type AnonymousAccess,
  anonymousAccess,
  type Role,
  roleNames,
  rolesWith,
  type Scope,
  scopes,
  scopesOfRole,
} from './scopes.js';
