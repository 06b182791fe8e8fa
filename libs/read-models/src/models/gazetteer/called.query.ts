import { searchForms, trigramsOf } from '#situation';
import { arrayLiteral } from '../../table/columns.js';
import type { EditionScope } from '../../table/paging.js';

/** Who or what has a name. */
export interface Called {
  readonly places: readonly string[];
  readonly actors: readonly string[];
}

/** Of more that are called alike the first by id are taken. */
const most_of_one_name = 100;

/** Returns for each written name the places and actors that are called so: one of their names folds as it does, wholly. */
export async function calledSo({ sql, schema }: EditionScope, written: readonly string[]): Promise<readonly Called[]> {
  const forms = written.flatMap((name, index) => searchForms(name).map((form) => ({ index, form })));
  if (forms.length === 0) return written.map(() => ({ places: [], actors: [] }));
  const idsOf = (table: 'place' | 'actor'): string =>
    `select '${table}' kind, sought.index, found.id from sought cross join lateral (
       select p.id from "${schema}".${table} p where p.grams @> sought.grams::text[] and sought.form = any(p.folded)
       order by p.id limit ${most_of_one_name}) found`;
  const rows = await sql.query<{ readonly kind: 'place' | 'actor'; readonly index: number; readonly id: string }>(
    `with sought (index, form, grams) as (select * from unnest($1::int[], $2::text[], $3::text[]))
     ${idsOf('place')} union ${idsOf('actor')} order by id`,
    [
      forms.map(({ index }) => index),
      forms.map(({ form }) => form),
      forms.map(({ form }) => arrayLiteral(trigramsOf(form))),
    ],
  );
  const idsFor = (at: number, kind: 'place' | 'actor'): readonly string[] =>
    rows.filter((row) => row.index === at && row.kind === kind).map(({ id }) => id);
  return written.map((_name, at) => ({ places: idsFor(at, 'place'), actors: idsFor(at, 'actor') }));
}
