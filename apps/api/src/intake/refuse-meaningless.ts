import { Rejected, type Violation } from '../http/rejected.js';

/** Throws when there is anything to say; one violation for each field, the first. */
export function refuseMeaningless(violations: readonly Violation[]): void {
  const first = new Map<string | undefined, Violation>();
  for (const violation of violations) if (!first.has(violation.pointer)) first.set(violation.pointer, violation);
  if (first.size === 0) return;
  throw new Rejected('meaningless', 'The body cannot be meant as it reads.', [...first.values()]);
}
