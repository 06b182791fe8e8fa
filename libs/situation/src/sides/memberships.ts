import { holdsOn } from './actor-relation.js';
import type { Actor } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';
import { roll_up_to_top, rollUpHolders, type HolderRollUp, type ParentsOfActors } from '../control/roll-up-holders.js';
import { addDays, type Day } from '../time/time.js';

/** Which actors are part of which, and when, as the registry has it. */
export type ActorMemberships = Pick<Actor, 'id' | 'parents'>;

/** Stands for all days before the first that any membership names. */
const before_all_days: Day = '0000-01-01';

/** An actor and everything below it, from the first of these days to the end of the last. */
export interface PartsOfStretch {
  readonly from?: Day;
  readonly to?: Day;
  readonly parts: ReadonlySet<ActorId>;
}

/**
 * Which actors are part of which on a day. Nothing changes between two days on which a membership begins or is over, so
 * what is worked out for one day of such a stretch serves all of them. Memberships that go in a circle end every walk.
 */
export class Memberships {
  /** The days on which a membership begins or is over for the first time, in order. */
  readonly turns: readonly Day[];
  private readonly stretches = new Map<Day, MembershipsOfDay>();

  constructor(private readonly actors: readonly ActorMemberships[]) {
    const bounds = actors.flatMap(({ parents }) =>
      parents.flatMap(({ from, to }) => [from, to === undefined ? undefined : addDays(to, 1)]),
    );
    this.turns = [...new Set(bounds.filter((day) => day !== undefined))].sort();
  }

  get actorIds(): readonly ActorId[] {
    return this.actors.map(({ id }) => id);
  }

  /** One day of every stretch over which nothing changes. */
  get sampleDays(): readonly [Day, ...Day[]] {
    return [before_all_days, ...this.turns];
  }

  /** The same, with these in place of all that is said of the actor. */
  with(actor: ActorMemberships): Memberships {
    return new Memberships([...this.actors.filter(({ id }) => id !== actor.id), actor]);
  }

  /** The actor and everything below it, stretch by stretch of days over which that stays so; neither end means for ever. */
  partsOverTime(actor: ActorId): readonly PartsOfStretch[] {
    return this.sampleDays.map((day, index) => ({
      ...(index === 0 ? {} : { from: day }),
      ...(this.turns[index] === undefined ? {} : { to: addDays(this.turns[index], -1) }),
      parts: this.on(day).partsOf(actor),
    }));
  }

  /** The memberships that hold on this local day. */
  on(day: Day): MembershipsOfDay {
    const stretch = this.turns.findLast((turn) => turn <= day) ?? before_all_days;
    const known = this.stretches.get(stretch);
    if (known !== undefined) return known;
    const holding = this.actors.map(({ id, parents }): [ActorId, readonly ActorId[]] => [
      id,
      [...new Set(parents.filter((relation) => holdsOn(relation, stretch)).map(({ actor }) => actor))],
    ]);
    const made = new MembershipsOfDay(new Map(holding));
    this.stretches.set(stretch, made);
    return made;
  }
}

/** Which actors are part of which on one day. */
export class MembershipsOfDay {
  private readonly topmost = new Map<ActorId, readonly ActorId[]>();
  private readonly below = new Map<ActorId, ReadonlySet<ActorId>>();
  private children: ReadonlyMap<ActorId, readonly ActorId[]> | undefined;

  constructor(readonly parents: ParentsOfActors) {}

  /** What stands above all that the actor is part of, sorted: itself when nothing does, or when it is not registered. */
  topOf(actor: ActorId): readonly ActorId[] {
    return remembered(this.topmost, actor, () => this.shown([actor], roll_up_to_top));
  }

  /** The actor and everything below it. */
  partsOf(actor: ActorId): ReadonlySet<ActorId> {
    return remembered(this.below, actor, () => {
      this.children ??= childrenIn(this.parents);
      const parts = new Set([actor]);
      // A set goes on to what is added while it is walked through.
      for (const part of parts) for (const child of this.children.get(part) ?? []) parts.add(child);
      return parts;
    });
  }

  /** The holders as a roll-up shows them. */
  shown(holders: readonly ActorId[], rollUp: HolderRollUp): readonly ActorId[] {
    return rollUpHolders(holders, rollUp, this.parents);
  }
}

function remembered<Found>(known: Map<ActorId, Found>, actor: ActorId, find: () => Found): Found {
  const found = known.get(actor) ?? find();
  known.set(actor, found);
  return found;
}

function childrenIn(parents: ParentsOfActors): ReadonlyMap<ActorId, readonly ActorId[]> {
  const children = new Map<ActorId, ActorId[]>();
  for (const [id, above] of parents)
    for (const parent of above) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [id]);
      else known.push(id);
    }
  return children;
}
