export * from './actor-relation.js';
export * from './claimed-views.js';
export * from './memberships.js';
export * from './party-letters.js';
export * from './sides.js';
