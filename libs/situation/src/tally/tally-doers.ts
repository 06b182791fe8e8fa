import type { ActorId } from '../ids.js';
import { stateMeasures } from './measures.js';
import type { TallyItem } from './tally-items.js';
import { dayOf, type PartsOf } from './tally-roll-ups.js';
import type { Involvement } from '../report/report.js';
import type { Day } from '../time/time.js';

/** Of whom actors are parts on a day, and of which sides. */
export interface DoersReading {
  readonly partsOf: PartsOf;
  readonly sidesOf: (actor: ActorId, day: Day) => readonly ActorId[];
}

/** The day of what has no day of its own, where memberships are asked for. */
const no_day = '9000-01-01' as Day;

/** True where one of the totals says who did what it counts: then it holds nothing that others did. */
export const nameDoers = (items: readonly Pick<TallyItem, 'basis' | 'actors'>[]): boolean =>
  items.some((item) => item.basis === 'cumulative' && doersOf(item).length > 0);

/**
 * The items with who did what they count, where totals say so of theirs. A unit stands for whom it is part of on the day of its
 * count; what an incident says of a unit, it may say of another one of its side.
 */
export function withDoers(items: readonly TallyItem[], reading: DoersReading | undefined): readonly TallyItem[] {
  const totals = items.filter(({ basis }) => basis === 'cumulative');
  const named = [...new Set(totals.flatMap(doersOf))];
  if (named.length === 0 || items.some(({ measure }) => stateMeasures.has(measure))) return items;
  return items.map((item) => {
    const day = dayOf(item, { today: no_day });
    const isOf = (doer: ActorId, other: ActorId): boolean => {
      if (reading === undefined || doer === other) return false;
      if (item.basis !== 'incremental') return reading.partsOf(other, day).has(doer);
      const sides = reading.sidesOf(other, day);
      return reading.sidesOf(doer, day).some((side) => sides.includes(side));
    };
    return {
      ...item,
      doers: doersOf(item).map((doer) => [doer, ...named.filter((other) => isOf(doer, other))].join('/')),
    };
  });
}

const doersOf = ({ actors }: Pick<TallyItem, 'actors'>): readonly ActorId[] => doersNamed(actors);

/** Who did it, of those who take part, sorted. */
export const doersNamed = (actors: readonly Involvement[]): readonly ActorId[] =>
  [...new Set(actors.filter(({ role }) => role === 'by').map(({ actor }) => actor))].sort();
