export * from './open-rectangles.js';
export * from './stretches.js';
