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
export { anonymous_id, anonymousWith, isRestricted, operator_id, type Principal, principalOfKey } from './principal.js';
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
