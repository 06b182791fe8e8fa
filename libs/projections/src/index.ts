export type { EditionTables } from './columns.js';
export { timestamp } from './columns.js';
export type { Fact } from './fact.js';
export { project, projection_version } from './project.js';
export { analyzeReadModels } from './build/build-keys.table.js';
export type { BuildStep, BuiltChunk } from './build/build-step.js';
export { type BuildStepName, buildSteps } from './build/build-steps.js';
export { loadFacts } from './build/load-facts.js';
