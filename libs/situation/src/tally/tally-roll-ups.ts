import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';
import { goesOnHolding } from './measures.js';
import type { ActorRole } from '../report/report.js';
import type { TallyItem } from './tally-items.js';
import type { Day } from '../time/time.js';

/** The actor and everything that is part of it on a day. */
export type PartsOf = (actor: ActorId, day: Day) => ReadonlySet<ActorId>;

/** Who is asked about. An actor stands for its parts on the day of each count. */
export interface Named {
  readonly groups?: readonly string[];
  readonly actor?: ActorId;
  readonly role?: ActorRole;
  readonly partsOf: PartsOf;
  /** The day of what has no day of its own. */
  readonly today: Day;
}

/**
 * The items of the groups and of the actor asked about and of their parts; and for every group asked about, of which a
 * part is counted, the same items again under its name, to be counted together. Where one incident counts a group and a
 * part of it, the part is in the group and not added. States of several parts are not one state: they are not rolled up.
 */
export function itemsNamed(items: readonly TallyItem[], named: Named): readonly TallyItem[] {
  const { groups } = named;
  const takenPart = items.flatMap((item) => throughActor(item, named));
  if (groups === undefined) return takenPart;
  const asked = groups.map((group) => {
    const own = takenPart.filter((item) => named.partsOf(group, dayOf(item, named)).has(item.group));
    return { own, rolledUp: rolledUp(group, own, named) };
  });
  return [...new Set(asked.flatMap(({ own }) => own)), ...asked.flatMap((one) => one.rolledUp)];
}

/** The day by which memberships are asked for: the last that a count speaks of. */
export const dayOf = ({ period }: TallyItem, { today }: Pick<Named, 'today'>): Day => period.to ?? period.from ?? today;

/** The item with those through whom the actor takes part, where it is not named itself; none where it takes no part. */
function throughActor(item: TallyItem, { actor, role, ...named }: Named): readonly TallyItem[] {
  if (actor === undefined) return [item];
  const parts = named.partsOf(actor, dayOf(item, named));
  const through = item.actors.filter((one) => (role === undefined || one.role === role) && parts.has(one.actor));
  if (through.length === 0) return [];
  const names = [...new Set(through.map((one) => one.actor))].sort();
  return [names.includes(actor) ? item : { ...item, through: names }];
}

function rolledUp(group: string, own: readonly TallyItem[], named: Named): readonly TallyItem[] {
  if (own.every((item) => item.group === group)) return [];
  const additive = own.filter((item) => !goesOnHolding(item));
  const counted = [...new Set(additive.map((item) => item.group))];
  const groupsOf = (item: TallyItem): readonly string[] => [
    item.group,
    ...counted.filter((other) => other !== item.group && named.partsOf(other, dayOf(item, named)).has(item.group)),
  ];
  const sameCount = ({ incident, measure, unit, basis, period, places }: TallyItem): string =>
    [incident, measure, unit, ...(basis === 'incremental' ? [basis] : [basis, period.from, period.to, ...places])].join(
      '\n',
    );
  return [...groupBy(additive, sameCount).values()].flatMap((same) =>
    same
      .filter((item) => !same.some((other) => other !== item && isPartOfGroup(item, other, named)))
      .map((item): TallyItem => ({
        ...item,
        group,
        countedAs: item.group,
        ...(counted.length < 2 ? {} : { groups: groupsOf(item) }),
      })),
  );
}

const isPartOfGroup = (item: TallyItem, other: TallyItem, named: Named): boolean =>
  item.group !== other.group && named.partsOf(other.group, dayOf(item, named)).has(item.group);
