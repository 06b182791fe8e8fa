import { type Day, endOfDayMs, type TimeZone } from '#situation';
import { bytesOfEntries, readOnce } from '../../table/kept.js';
import type { EditionScope } from '../../table/paging.js';

/** The moment in the world a question asks about: a local day of each place, to its end, or one instant. */
export type ValidAt = { readonly day: Day } | { readonly instantMs: number };

/** The instant that the question means in each time zone in use. */
export async function validByZone(scope: EditionScope, validAt: ValidAt): Promise<ReadonlyMap<TimeZone, number>> {
  const rows = await zonesInUse(scope);
  return new Map(
    rows.map(({ time_zone }) => [time_zone, 'day' in validAt ? endOfDayMs(validAt.day, time_zone) : validAt.instantMs]),
  );
}

/** Returns the time zones that places are in. */
export const zonesInUse = (scope: EditionScope): Promise<readonly { readonly time_zone: TimeZone }[]> =>
  readOnce(
    scope,
    'zones',
    () => scope.sql.query<{ time_zone: TimeZone }>(`select distinct time_zone from "${scope.schema}".place`),
    bytesOfEntries,
  );
