export { accessOf, type AccessSettings } from './access/access-settings.js';
export { requireSafeStart } from './access/safe-start.js';
export type { ApiParts, ReadinessReport } from './api-parts.js';
export { createApi } from './create-api.js';
export { readingObstacle } from './health/reading-obstacle.js';
export { describeApi } from './openapi.js';
