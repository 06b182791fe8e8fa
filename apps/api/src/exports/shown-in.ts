import { actorsShown, type EditionScope, placesShown } from '#read-models/queries';
import type { TimeZone } from '#situation';
import type { Shown } from './column.js';
import type { ExportedList } from './exported-list.js';

/** Where names are read, and the zone in which an instant is read that has no place. */
export interface ShownFrom {
  readonly scope: EditionScope;
  readonly zone: TimeZone;
}

/** Returns the names and locations that the rows of these items need. */
export async function shownIn(
  list: ExportedList,
  items: readonly unknown[],
  { scope, zone }: ShownFrom,
): Promise<Shown> {
  const { places, actors } = list.idsIn(items);
  return { places: await placesShown(scope, places), actors: await actorsShown(scope, actors), zone };
}
