import type { ListedActorDto } from 'sitrep-api';
import type { DeskParty } from '../api/desk.js';
import { nameIn } from '../words/local-name.js';

/** Who a mark speaks of. */
export interface Party {
  readonly id: string;
  /** The token of its colour: `p1` to `p5`, or `oth` for a side without a colour of its own. */
  readonly token: string;
  readonly letters: string;
  readonly name: string;
}

/** The registered actors, by id. */
export type Actors = ReadonlyMap<string, Actor>;

/** An actor with what it belongs to; the description of the API leaves the type of `parents` open. */
export interface Actor extends Omit<ListedActorDto, 'parents'> {
  readonly parents: readonly { readonly actor: string; readonly from?: string | null; readonly to?: string | null }[];
}

const most_steps = 12;

/** The sides of the desk, and which of them any actor belongs to on a day. */
export class Parties {
  /** The sides with a colour of their own, at most five. */
  readonly coloured: readonly Party[];
  private readonly sides: readonly Party[];
  private readonly found = new Map<string, Party>();

  constructor(
    desk: readonly DeskParty[],
    private readonly actors: Actors,
    private readonly day: string,
    private readonly language = 'en',
  ) {
    this.sides = desk.map(({ id, name, letters, colour }) => ({
      id,
      name: shortName(nameIn(actors.get(id) ?? { name }, language)),
      letters,
      token: colour ?? 'oth',
    }));
    this.coloured = this.sides.filter(({ token }) => token !== 'oth');
  }

  /** The side that an actor belongs to; an actor without one stands for itself. */
  of(actor: string): Party {
    const known = this.found.get(actor);
    if (known !== undefined) return known;
    const party = this.search(actor);
    this.found.set(actor, party);
    return party;
  }

  /** The sides of several actors, each once. */
  ofAll(actors: readonly string[]): readonly Party[] {
    return [...new Map(actors.map((actor) => this.of(actor)).map((party) => [party.id, party])).values()];
  }

  isRegistered(actor: string): boolean {
    return this.actors.has(actor);
  }

  nameOf(actor: string): string {
    return (
      this.sides.find(({ id }) => id === actor)?.name ??
      shortName(nameIn(this.actors.get(actor) ?? { name: actor }, this.language))
    );
  }

  private search(actor: string): Party {
    let reached = [actor];
    const seen = new Set(reached);
    for (let step = 0; step < most_steps && reached.length > 0; step += 1) {
      const party = this.sides.find(({ id }) => reached.includes(id));
      if (party !== undefined) return party;
      reached = reached.flatMap((id) => this.parentsOf(id)).filter((id) => !seen.has(id));
      for (const id of reached) seen.add(id);
    }
    const name = this.nameOf(actor);
    return { id: actor, token: 'oth', letters: lettersOf(name), name };
  }

  private parentsOf(actor: string): readonly string[] {
    return (this.actors.get(actor)?.parents ?? [])
      .filter(({ from, to }) => (from ?? '') <= this.day && (to === undefined || to === null || to >= this.day))
      .map((relation) => relation.actor);
  }
}

/** "Iraq (government)" is Iraq: what stands in brackets tells registered names apart. */
const shortName = (name: string): string => name.replace(/ \([^)]*\)$/, '');

/** "Kurdish peshmerga" is KP. */
export function lettersOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  if (words.length === 1) return (words[0] ?? '').slice(0, 3).toUpperCase();
  return words
    .map((word) => word[0])
    .join('')
    .slice(0, 3)
    .toUpperCase();
}
