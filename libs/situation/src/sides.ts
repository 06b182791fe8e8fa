import { holdsOn } from './actor-relation.js';
import type { Actor, ActorRelation } from './gazetteer.js';
import type { ActorId } from './ids.js';
import { roll_up_to_top, rollUpHolders } from './roll-up-holders.js';
import type { Day } from './time.js';

/** What the registry says of how actors stand to each other. */
export type ActorRelations = Pick<Actor, 'id' | 'parents' | 'alliedWith' | 'opposes'>;

/** A relation of one side to another. */
type SideRelations = ReadonlyMap<ActorId, readonly ActorRelation[]>;

/**
 * The sides that actors belong to, and how sides stand to each other, from the registry alone.
 *
 * A side is a topmost actor: one without parents. Whatever lies below it is of that side; what has two topmost actors
 * above it is of both. What any actor of a side says of its relation to another, and what is said of it, holds for the
 * whole side, from either end. Relations are asked for on a day, and hold on it or not.
 */
export class Sides {
  private readonly parents: ReadonlyMap<ActorId, readonly ActorId[]>;
  private readonly topmost = new Map<ActorId, readonly ActorId[]>();
  private readonly opponents: SideRelations;
  private readonly allies: SideRelations;

  constructor(actors: readonly ActorRelations[]) {
    this.parents = new Map(actors.map(({ id, parents }) => [id, parents]));
    this.opponents = this.relationsBetween(actors, ({ opposes }) => opposes);
    this.allies = this.relationsBetween(actors, ({ alliedWith }) => alliedWith);
  }

  /** The sides of an actor, sorted: itself when nothing is above it, or when it is not registered. */
  of(actor: ActorId): readonly ActorId[] {
    const known = this.topmost.get(actor);
    if (known !== undefined) return known;
    const sides = rollUpHolders([actor], roll_up_to_top, this.parents);
    this.topmost.set(actor, sides);
    return sides;
  }

  /** The sides of several actors, each once, sorted. */
  ofAll(actors: readonly ActorId[]): readonly ActorId[] {
    return [...new Set(actors.flatMap((actor) => this.of(actor)))].sort();
  }

  /** True when the side opposes or is opposed: what it says of the fighting, it says of its own affairs. */
  isParty(side: ActorId, day: Day): boolean {
    return holds(this.opponents, side, day);
  }

  areOpposed(side: ActorId, other: ActorId, day: Day): boolean {
    return holds(this.opponents, side, day, other);
  }

  /** True of one side, and of two that are allied; two that are said to be both allied and opposed are not. */
  areFriends(side: ActorId, other: ActorId, day: Day): boolean {
    return side === other || (holds(this.allies, side, day, other) && !this.areOpposed(side, other, day));
  }

  private relationsBetween(
    actors: readonly ActorRelations[],
    named: (actor: ActorRelations) => readonly ActorRelation[],
  ): SideRelations {
    const relations = new Map<ActorId, ActorRelation[]>();
    const relate = (side: ActorId, other: ActorRelation): void => {
      if (side === other.actor) return;
      const known = relations.get(side);
      if (known === undefined) relations.set(side, [other]);
      else known.push(other);
    };
    for (const actor of actors)
      for (const side of this.of(actor.id))
        for (const relation of named(actor))
          for (const other of this.of(relation.actor)) {
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
