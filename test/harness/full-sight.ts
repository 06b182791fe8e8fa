import type { EditionScope } from '#read-models/queries';
import type { WatchSight } from '../../libs/watches/src/watch-options.js';

/** Of a Sitrep in which nothing is withheld from the messages of watches, which read there. */
export const fullSightOf = (scope: EditionScope): WatchSight => ({
  scope: () => Promise.resolve(scope),
  withheld: () => Promise.resolve(new Set<string>()),
  applied: (content) => Promise.resolve(content),
});
