import { holdsOn } from './actor-relation.js';
import type { Actor, ActorRelation } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';
import { Memberships, type MembershipsOfDay } from './memberships.js';
import type { Day } from '../time/time.js';

/** What the registry says of how actors stand to each other. */
export type ActorRelations = Pick<Actor, 'id' | 'parents' | 'alliedWith' | 'opposes'>;

/** A relation of one side to another. */
type SideRelations = ReadonlyMap<ActorId, readonly ActorRelation[]>;

/** How sides stand to each other, while nothing changes about who is part of whom. */
interface Standing {
  readonly opponents: SideRelations;
  readonly allies: SideRelations;
}

/**
 * The sides that actors belong to, and how sides stand to each other, from the registry alone, on a local day.
 *
 * A side is a topmost actor: one that is part of nothing on that day. Whatever lies below it is of that side; what has
 * two topmost actors above it is of both. What any actor of a side says of its relation to another, and what is said of
 * it, holds for the whole side, from either end: for the sides that the two belong to on that day.
 */
export class Sides {
  private readonly memberships: Memberships;
  private readonly standings = new Map<MembershipsOfDay, Standing>();

  constructor(private readonly actors: readonly ActorRelations[]) {
    this.memberships = new Memberships(actors);
  }

  /** The sides of an actor, sorted: itself when nothing is above it, or when it is not registered. */
  of(actor: ActorId, day: Day): readonly ActorId[] {
    return this.memberships.on(day).topOf(actor);
  }

  /** The sides of several actors, each once, sorted. */
  ofAll(actors: readonly ActorId[], day: Day): readonly ActorId[] {
    const [only, another] = actors;
    if (only !== undefined && another === undefined) return this.of(only, day);
    return [...new Set(actors.flatMap((actor) => this.of(actor, day)))].sort();
  }

  /** The actor and everything that is part of it, at any depth. */
  partsOf(actor: ActorId, day: Day): ReadonlySet<ActorId> {
    return this.memberships.on(day).partsOf(actor);
  }

  /** True when the side opposes or is opposed: what it says of the fighting, it says of its own affairs. */
  isParty(side: ActorId, day: Day): boolean {
    return holds(this.standingOn(day).opponents, side, day);
  }

  areOpposed(side: ActorId, other: ActorId, day: Day): boolean {
    return holds(this.standingOn(day).opponents, side, day, other);
  }

  /** True of one side, and of two that are allied; two that are said to be both allied and opposed are not. */
  areFriends(side: ActorId, other: ActorId, day: Day): boolean {
    if (side === other) return true;
    return holds(this.standingOn(day).allies, side, day, other) && !this.areOpposed(side, other, day);
  }

  private standingOn(day: Day): Standing {
    const memberships = this.memberships.on(day);
    const known = this.standings.get(memberships);
    if (known !== undefined) return known;
    const standing = {
      opponents: this.relationsBetween(memberships, ({ opposes }) => opposes),
      allies: this.relationsBetween(memberships, ({ alliedWith }) => alliedWith),
    };
    this.standings.set(memberships, standing);
    return standing;
  }

  private relationsBetween(
    memberships: MembershipsOfDay,
    named: (actor: ActorRelations) => readonly ActorRelation[],
  ): SideRelations {
    const relations = new Map<ActorId, ActorRelation[]>();
    const relate = (side: ActorId, other: ActorRelation): void => {
      if (side === other.actor) return;
      const known = relations.get(side);
      if (known === undefined) relations.set(side, [other]);
      else known.push(other);
    };
    for (const actor of this.actors)
      for (const side of memberships.topOf(actor.id))
        for (const relation of named(actor))
          for (const other of memberships.topOf(relation.actor)) {
            relate(side, { ...relation, actor: other });
            relate(other, { ...relation, actor: side });
          }
    return relations;
  }
}

const holds = (relations: SideRelations, side: ActorId, day: Day, other?: ActorId): boolean =>
  (relations.get(side) ?? []).some(
    (relation) => (other === undefined || relation.actor === other) && holdsOn(relation, day),
  );
