import { isDeepStrictEqual } from 'node:util';
import { type Actor, instantMs, type Place, toInstant } from '#situation';

/**
 * True when a registration repeats what stands. `entryAt` reads what was sent, with the given time (milliseconds since
 * 1970 UTC) where it names none of its own: then it repeats whatever stands, whenever that was registered.
 */
export function saysNothingNew<Entry extends Place | Actor>(
  current: Entry | undefined,
  entryAt: (registeredMs: number) => Entry,
): boolean {
  if (current === undefined) return false;
  const sent = entryAt(instantMs(current.registeredAt));
  return isDeepStrictEqual({ ...sent, registeredAt: toInstant(instantMs(sent.registeredAt)) }, { ...current });
}
