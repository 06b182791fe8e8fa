import type { ActorId } from './ids.js';
import type { Day } from './time.js';

/** Whom an actor stands by or against, and on which days: both included, and open where nothing is said. */
interface DatedRelation {
  readonly actor: ActorId;
  readonly from?: Day;
  readonly to?: Day;
}

/** What the registry says of how actors stand to each other; who is named alone is meant for all time. */
export interface ActorRelations {
  readonly id: ActorId;
  readonly parents: readonly ActorId[];
  readonly alliedWith: readonly (ActorId | DatedRelation)[];
  readonly opposes: readonly (ActorId | DatedRelation)[];
}

const dated = (named: ActorId | DatedRelation): DatedRelation => (typeof named === 'string' ? { actor: named } : named);

/** A relation of one side to another. */
type SideRelations = ReadonlyMap<ActorId, readonly DatedRelation[]>;

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
    named: (actor: ActorRelations) => ActorRelations['opposes'],
  ): SideRelations {
    const relations = new Map<ActorId, DatedRelation[]>();
    const relate = (side: ActorId, other: DatedRelation): void => {
      if (side !== other.actor) relations.set(side, [...(relations.get(side) ?? []), other]);
    };
    for (const actor of actors)
      for (const side of this.of(actor.id))
        for (const relation of named(actor).map(dated))
          for (const other of this.of(relation.actor)) {
            relate(side, { ...relation, actor: other });
            relate(other, { ...relation, actor: side });
          }
    return relations;
  }
}

const holds = (relations: SideRelations, side: ActorId, day: Day, other?: ActorId): boolean =>
  (relations.get(side) ?? []).some(
    ({ actor, from, to }) =>
      (other === undefined || actor === other) &&
      (from === undefined || from <= day) &&
      (to === undefined || day <= to),
  );
