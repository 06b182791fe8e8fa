export { accessOf, type AccessSettings, requireAccounts } from './access/access-settings.js';
export type { ApiParts, ReadinessReport } from './api-parts.js';
export { createApi } from './create-api.js';
export { describeApi } from './openapi.js';
