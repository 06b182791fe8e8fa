import { pointerTo, Rejected, type Violation } from '../http/rejected.js';
import { type Instant, instantMs } from '#situation';

/** Every value of a list that came before, told apart by `keyOf`. */
export function duplicates<Item>(
  list: readonly Item[] | undefined,
  at: string,
  keyOf: (item: Item) => string = String,
): readonly Violation[] {
  const seen = new Set<string>();
  return (list ?? []).flatMap((item, index) => {
    const key = keyOf(item);
    const repeated = seen.has(key);
    seen.add(key);
    return repeated ? [{ pointer: at + pointerTo(index), code: 'duplicate', detail: 'Give it once.' }] : [];
  });
}

/** What is wrong where an object names none, or several, of members of which it has to name one. */
export function exactlyOne<Body extends object>(
  pointer: string,
  body: Body,
  members: readonly (keyof Body & string)[],
): readonly Violation[] {
  if (members.filter((member) => body[member] !== undefined).length === 1) return [];
  return [{ pointer, code: 'not_one', detail: `Send exactly one of: ${members.join(', ')}.` }];
}

/** What is wrong with a list that names nothing. */
export const atLeastOne = (pointer: string, list: readonly unknown[] | undefined): readonly Violation[] =>
  list?.length === 0 ? [{ pointer, code: 'too_few', detail: 'Name at least one, or leave it out.' }] : [];

/** A registered thing that a body names, and where. */
export interface NamedReference<Id extends string> {
  readonly pointer: string;
  readonly id: Id;
}

/** The members of a list of slugs, each with its pointer. */
export const listed = <Id extends string>(
  ids: readonly Id[] | undefined,
  ...steps: readonly (string | number)[]
): readonly NamedReference<Id>[] => (ids ?? []).map((id, index) => ({ pointer: pointerTo(...steps, index), id }));

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

/** Clocks of feeds may be ahead of ours by this much. */
export const clock_tolerance_ms = 10 * 60_000;

/** Nothing becomes known in the future. */
export function inFutureViolations(pointer: string, instant: Instant, nowMs: number): readonly Violation[] {
  if (instantMs(instant) <= nowMs + clock_tolerance_ms) return [];
  const detail = 'Send a moment that has passed: it is when this became known.';
  return [{ pointer, code: 'in_future', detail }];
}

/** Throws when there is anything to say; one violation for each field, the first. */
export function rejectInvalid(violations: readonly Violation[]): void {
  const first = new Map<string | undefined, Violation>();
  for (const violation of violations) if (!first.has(violation.pointer)) first.set(violation.pointer, violation);
  if (first.size === 0) return;
  throw new Rejected('meaningless', 'The body cannot be meant as it reads.', [...first.values()]);
}
