import type { Actor } from './gazetteer.js';
import type { ActorId } from './ids.js';

/** What the registry says of how actors stand to each other. */
export type ActorRelations = Pick<Actor, 'id' | 'parents' | 'alliedWith' | 'opposes'>;

/** The actors that this one is said to be allied with, at whatever time. */
const alliesNamed = ({ alliedWith }: ActorRelations): readonly ActorId[] => alliedWith;

/**
 * The sides that actors belong to, and how sides stand to each other, from the registry alone.
 *
 * A side is a topmost actor: one without parents. Whatever lies below it is of that side; what has two topmost actors
 * above it is of both. What any actor of a side says of its relation to another, and what is said of it, holds for the
 * whole side. Who opposes nobody and is opposed by nobody is no party to anything.
 */
export class Sides {
  private readonly parents: ReadonlyMap<ActorId, readonly ActorId[]>;
  private readonly topmost = new Map<ActorId, readonly ActorId[]>();
  private readonly opponents: ReadonlyMap<ActorId, ReadonlySet<ActorId>>;
  private readonly allies: ReadonlyMap<ActorId, ReadonlySet<ActorId>>;

  constructor(actors: readonly ActorRelations[]) {
    this.parents = new Map(actors.map(({ id, parents }) => [id, parents]));
    this.opponents = this.relationsBetween(actors, ({ opposes }) => opposes);
    this.allies = this.relationsBetween(actors, alliesNamed);
  }

  /** The sides of an actor, sorted: itself when nothing is above it, or when it is not registered. */
  of(actor: ActorId): readonly ActorId[] {
    const known = this.topmost.get(actor);
    if (known !== undefined) return known;
    const above = new Set<ActorId>([actor]);
    // A set grows while it is walked, so this follows every step up once.
    for (const one of above) for (const parent of this.parents.get(one) ?? []) above.add(parent);
    const ends = [...above].filter((one) => (this.parents.get(one) ?? []).length === 0).sort();
    // Actors that are each other's parents have no end: then the first of them stands for all.
    const sides = ends.length > 0 ? ends : [...above].sort().slice(0, 1);
    this.topmost.set(actor, sides);
    return sides;
  }

  /** The sides of several actors, each once, sorted. */
  ofAll(actors: readonly ActorId[]): readonly ActorId[] {
    return [...new Set(actors.flatMap((actor) => this.of(actor)))].sort();
  }

  /** True when the side opposes or is opposed: what it says of the fighting, it says of its own affairs. */
  isParty(side: ActorId): boolean {
    return (this.opponents.get(side)?.size ?? 0) > 0;
  }

  areOpposed(side: ActorId, other: ActorId): boolean {
    return this.opponents.get(side)?.has(other) ?? false;
  }

  /** True of one side, and of two that are allied; two that are said to be both allied and opposed are not. */
  areFriends(side: ActorId, other: ActorId): boolean {
    if (side === other) return true;
    return (this.allies.get(side)?.has(other) ?? false) && !this.areOpposed(side, other);
  }

  private relationsBetween(
    actors: readonly ActorRelations[],
    named: (actor: ActorRelations) => readonly ActorId[],
  ): ReadonlyMap<ActorId, ReadonlySet<ActorId>> {
    const relations = new Map<ActorId, Set<ActorId>>();
    const relate = (side: ActorId, other: ActorId): void => {
      if (side !== other) relations.set(side, (relations.get(side) ?? new Set()).add(other));
    };
    for (const actor of actors)
      for (const side of this.of(actor.id))
        for (const other of this.ofAll(named(actor))) {
          relate(side, other);
          relate(other, side);
        }
    return relations;
  }
}
