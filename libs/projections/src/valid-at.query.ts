import { type Day, endOfDayMs, type TimeZone } from '#situation';
import type { EditionScope } from './paging.js';

/** The moment in the world a question asks about: a local day of each place, to its end, or one instant. */
export type ValidAt = { readonly day: Day } | { readonly instantMs: number };

/** Returns the time zones that places are in. */
export async function zonesInUse({ sql, schema }: EditionScope): Promise<readonly TimeZone[]> {
  const rows = await sql.query<{ time_zone: TimeZone }>(`select distinct time_zone from "${schema}".place`);
  return rows.map(({ time_zone }) => time_zone);
}

/** The instant that the question means in each time zone in use. */
export async function validByZone(scope: EditionScope, validAt: ValidAt): Promise<ReadonlyMap<TimeZone, number>> {
  const zones = await zonesInUse(scope);
  return new Map(zones.map((zone) => [zone, 'day' in validAt ? endOfDayMs(validAt.day, zone) : validAt.instantMs]));
}
