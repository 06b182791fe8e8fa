export * from './access/index.js';
export { no_review, readReviewSettings, type ReviewSettings, sendsDraftsOnly } from './review-settings.js';
export { type AdvisoryLock, shareAdvisoryLock, tryAdvisoryLock, tryLockInTransaction } from './advisory-lock.js';
export * from './clock.js';
export * from './database.js';
export { type DeskParty, type DeskPin, type DeskSettings, most_parties } from './desk-settings.js';
export * from './embedded-postgres.js';
export * from './folder-claim.js';
export type { KafkaSecurity } from './kafka-settings.js';
export * from './logger.js';
export * from './migrate.js';
export {
  default_sensitivity,
  otherReaders,
  type PublicView,
  readSensitivitySettings,
  type SensitivitySettings,
} from './sensitivity-settings.js';
export { faultsOfRoles, type RoleFault, type RolePart, type RolesInUse, rolesInUse } from './roles/database-roles.js';
export { type OwnLogin, requireOwnLogin } from './roles/own-logins.js';
export { ReadingFor, type SessionSettings } from './roles/reading-for.js';
export * from './settings.js';
export { StartupRefused } from './startup-refused.js';
export { tlsFaultIn } from './tls-fault.js';
export { within } from './within.js';
export { isTracing, startStep, startTracing, type StepOptions, type TracedStep } from './tracing.js';
