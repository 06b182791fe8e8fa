import { trigramsOf } from '#situation';
import type { Parameters } from '../../table/paging.js';

/** How well the best name of an entry matches what is searched: 0 is it, 1 begins with it, 2 holds it. */
export type MatchRank = 0 | 1 | 2;

/** What a search by name adds to a statement about the place or actor `p`. */
export interface NameSearch {
  /** Joins `found.rank`; entries that do not match fall out. */
  readonly join: string;
  /** Narrows down by an index where what is searched has three characters or more. */
  readonly condition: string;
}

/** Searches by folded forms, any of which may match any form of the entry. */
export function nameSearch(forms: readonly string[], given: Parameters): NameSearch {
  const searched = given.add(forms);
  return {
    join: `join lateral (
       select min(case when name.form = searched.form then 0 when starts_with(name.form, searched.form) then 1
                       when strpos(name.form, searched.form) > 0 then 2 end) rank
       from unnest(p.folded) name (form), unnest(${searched}::text[]) searched (form)
     ) found on found.rank is not null`,
    condition: `(${forms.map((form) => `p.grams @> ${given.add(trigramsOf(form))}::text[]`).join(' or ')})`,
  };
}
