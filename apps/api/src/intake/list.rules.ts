import type { Violation } from '../http/rejected.js';
import { pointerTo } from '../http/json-pointer.js';

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
