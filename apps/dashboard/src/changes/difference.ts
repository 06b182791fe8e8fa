import { insideOf } from '../api/containing.js';
import type { Situation } from '../api/situation.js';
import type { Answer } from '../marks/form.js';
import { unknown_answer } from '../marks/form.js';

/** A place whose answer is another in the second situation. */
export interface Difference {
  readonly place: { readonly id: string; readonly name: string };
  readonly before: Answer & { readonly lastEvidence?: string | null };
  readonly after: Answer & { readonly lastEvidence?: string | null };
  readonly conditions: readonly string[];
  readonly lost: readonly string[];
  readonly reports: readonly { readonly id: string; readonly externalId: string | null }[];
}

/** What differs between two situations, within a place or anywhere; new answers first, then other sides, then what only suffers otherwise. */
export function differencesOf(before: Situation, after: Situation, within?: string): readonly Difference[] {
  const inside = insideOf(after.places, within);
  const differences = after.places.flatMap((place): readonly Difference[] => {
    if (inside?.has(place.id) === false) return [];
    const [a, b] = [before.control.get(place.id), after.control.get(place.id)];
    const [one, other] = [a ?? unknown_answer, b ?? unknown_answer];
    if (saysTheSame(one, other)) return [];
    const conditions = other.conditions.filter((name) => !one.conditions.includes(name));
    const lost = one.conditions.filter((name) => !other.conditions.includes(name));
    if (said(one) === said(other) && conditions.length + lost.length === 0) return [];
    return [{ place, before: one, after: other, conditions, lost, reports: b?.reports ?? a?.reports ?? [] }];
  });
  const rank = ({ before: one, after: other }: Difference): number =>
    one.status === 'unknown' ? 0 : said(one) === said(other) ? 2 : 1;
  return differences.sort((a, b) => rank(a) - rank(b));
}

/** Answers in the same words, as most are of two days: found without making texts of ten thousand. */
export const saysTheSame = (one: Answer & Suffering, other: Answer & Suffering): boolean =>
  one === other ||
  (one.status === other.status &&
    one.extent === other.extent &&
    one.stale === other.stale &&
    isSame(one.holders, other.holders) &&
    isSame(one.conditions, other.conditions));

interface Suffering {
  readonly conditions: readonly string[];
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

const said = ({ status, holders, extent, stale }: Answer): string =>
  `${status} ${[...holders].sort().join(' ')} ${extent} ${stale}`;
