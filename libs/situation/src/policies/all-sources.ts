import { kept, type Policy } from './policy.js';

/** Everything counts; the rules of resolving decide alone. The rows of an edition are those of this policy. */
export const allSources = {
  name: 'all-sources',
  version: 1,
  does: 'Everything that was said counts, whoever said it.',
  judge: () => kept,
} as const satisfies Policy;
