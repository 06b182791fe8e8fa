import type { Situation } from '../api/situation.js';
import type { Parties } from '../marks/parties.js';

/** How many places have another status or other sides in one situation than in the other. */
export function differing(one: Situation, other: Situation, parties: Parties): number {
  const said = ({ control }: Situation, id: string): string => {
    const answer = control.get(id);
    const sides = parties.ofAll(answer?.holders ?? []).map((party) => party.id);
    return `${answer?.status ?? 'unknown'} ${[...sides].sort().join(' ')}`;
  };
  const ids = new Set([...one.control.keys(), ...other.control.keys()]);
  return [...ids].filter((id) => said(one, id) !== said(other, id)).length;
}
