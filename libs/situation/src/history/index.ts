export * from './last-difference.js';
export * from './open-rectangles.js';
export * from './stretches.js';
export * from './supported-history.js';
