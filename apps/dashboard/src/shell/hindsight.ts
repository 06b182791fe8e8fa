import { saysTheSame } from '../changes/difference.js';
import { unknown_answer } from '../marks/form.js';
import { insideOf } from '../api/containing.js';
import type { Situation } from '../api/situation.js';
import type { Parties } from '../marks/parties.js';

type Answer = typeof unknown_answer;

/** How many places, within one or anywhere, have another status or other sides in one situation than in the other. */
export function differing(one: Situation, other: Situation, parties: Parties, within?: string): number {
  const inside = insideOf(one.places, within);
  const said = ({ control }: Situation, id: string): string => {
    const answer = control.get(id);
    const sides = parties.ofAll(answer?.holders ?? []).map((party) => party.id);
    return `${answer?.status ?? 'unknown'} ${[...sides].sort().join(' ')}`;
  };
  const ids = new Set([...one.control.keys(), ...other.control.keys()]);
  return [...ids].filter((id) => {
    if (inside?.has(id) === false) return false;
    const [a, b] = [one, other].map(({ control }) => control.get(id) ?? unknown_answer) as [Answer, Answer];
    return !saysTheSame(a, b) && said(one, id) !== said(other, id);
  }).length;
}
