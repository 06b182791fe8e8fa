export * from './isolation.js';
export * from './ways-out.js';
