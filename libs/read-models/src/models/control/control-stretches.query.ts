import type { HeldStretch, Transition } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** As of which moments, and of which places. */
export interface StretchesQuestion {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  readonly places: readonly string[];
}

/**
 * Returns for each place its answer at the moment as a stretch, and before it the one that touches it if there is any;
 * nothing for a place that is unknown then.
 */
export async function lastStretches(
  scope: EditionScope,
  question: StretchesQuestion,
): Promise<ReadonlyMap<string, readonly HeldStretch[]>> {
  if (question.places.length === 0) return new Map();
  const { schema } = scope;
  const zones = await validByZone(scope, question.validAt);
  const moments = [...zones.values()];
  const rows = await askAbout<StretchRow>(
    scope,
    question.places.length,
    `with now as (
       select s.* from "${schema}".control_span s join "${schema}".place p on p.id = s.place_id
       join unnest($1::text[], $2::timestamptz[]) z (time_zone, valid_at) on z.time_zone = p.time_zone
       where s.known_from <= $3 and s.known_to > $3 and s.valid_from <= z.valid_at and s.valid_to > z.valid_at
         and s.valid_from <= $4 and s.valid_to > $5 and s.place_id = any($6::text[])
     )
     select ${stretchColumns('now')} from now
     union all
     select ${stretchColumns('s')} from now join "${schema}".control_span s
       on s.place_id = now.place_id and s.valid_to = now.valid_from and s.known_from <= $3 and s.known_to > $3`,
    [
      [...zones.keys()],
      moments.map(timestamp),
      timestamp(question.knownAtMs),
      timestamp(Math.max(...moments)),
      timestamp(Math.min(...moments)),
      question.places,
    ],
  );
  return byPlace(rows);
}

/** Returns for each place all stretches that began by the moment, in order of time. */
export async function stretchesUntil(
  scope: EditionScope,
  { validAt, knownAtMs, places }: StretchesQuestion,
): Promise<ReadonlyMap<string, readonly HeldStretch[]>> {
  if (places.length === 0) return new Map();
  const { schema } = scope;
  const zones = await validByZone(scope, validAt);
  const rows = await askAbout<StretchRow>(
    scope,
    places.length,
    `select ${stretchColumns('s')} from "${schema}".control_span s join "${schema}".place p on p.id = s.place_id
     join unnest($1::text[], $2::timestamptz[]) z (time_zone, valid_at) on z.time_zone = p.time_zone
     where s.place_id = any($4::text[]) and s.known_from <= $3 and s.known_to > $3 and s.valid_from <= z.valid_at`,
    [[...zones.keys()], [...zones.values()].map(timestamp), timestamp(knownAtMs), places],
  );
  return byPlace(rows);
}

/** A stretch as it is read. */
export interface StretchRow extends HeldStretch {
  readonly place: string;
  readonly changing_from: Transition['from'] | null;
  readonly changing_to: Transition['to'] | null;
}

export const stretchColumns = (span: string): string =>
  `${span}.place_id place, ${asMs(`${span}.valid_from`)} "fromMs", ${asMs(`${span}.valid_to`)} "toMs", ${span}.status,
   ${span}.holders, ${span}.changing_from, ${span}.changing_to`;

/** The stretches of each place, in order of time. */
export function byPlace(rows: readonly StretchRow[]): ReadonlyMap<string, readonly HeldStretch[]> {
  const found = new Map<string, HeldStretch[]>();
  for (const { place, fromMs, toMs, status, holders, changing_from: from, changing_to: to } of rows) {
    const transition = from === null || to === null ? null : { from, to };
    const stretch = { fromMs, toMs, status, holders, transition };
    const known = found.get(place);
    if (known === undefined) found.set(place, [stretch]);
    else known.push(stretch);
  }
  for (const stretches of found.values()) stretches.sort((a, b) => a.fromMs - b.fromMs);
  return found;
}
