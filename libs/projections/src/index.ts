export type { EditionTables } from './columns.js';
export { timestamp } from './columns.js';
export type { Fact } from './fact.js';
export { project, projection_version } from './project.js';
