export * from './checked-history.js';
export * from './last-difference.js';
export * from './model.js';
export * from './open-rectangles.js';
export * from './plain-history.js';
export * from './stretches.js';
export * from './supported-history.js';
export * from './two-states.js';
