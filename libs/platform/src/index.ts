export * from './clock.js';
export * from './database.js';
export * from './embedded-postgres.js';
export * from './folder-claim.js';
export * from './logger.js';
export * from './migrate.js';
export * from './settings.js';
export { StartupRefused } from './startup-refused.js';
export { within } from './within.js';
