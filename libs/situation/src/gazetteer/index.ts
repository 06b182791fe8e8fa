export * from './bounding-box.js';
export * from './direction-marks.js';
export * from './fold-identity.js';
export * from './fold-name.js';
export * from './gazetteer.js';
export * from './language-tag.js';
export * from './polygon.js';
