import type { Violation } from '../http/rejected.js';

/** What is wrong where more is sent than a bound allows. `what` names the things counted, `advice` what to do instead. */
export function boundViolations(
  pointer: string,
  what: string,
  { received, limit }: { readonly received: number; readonly limit: number },
  advice: string,
): readonly Violation[] {
  if (received <= limit) return [];
  return [
    { pointer, code: 'too_many', detail: `At most ${limit} ${what}; with this there are ${received}. ${advice}` },
  ];
}
