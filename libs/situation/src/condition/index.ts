export * from './condition-changes.js';
export * from './condition-claim.js';
export * from './condition-evidence.js';
export * from './condition-history.js';
export * from './explain-condition.js';
export * from './resolve-condition.js';
export * from './condition-sweep.js';
export * from './condition.model.js';
