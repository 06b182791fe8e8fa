export * from './local-days.js';
export * from './time.js';
