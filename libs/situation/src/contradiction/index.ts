export type { CodedAccount } from './coded-account.js';
export * from './computed-contradictions.js';
export * from './contradictions.js';
export * from './ended-contradictions.js';
