import { foldIdentity } from '../gazetteer/fold-identity.js';
import type { Actor } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';

/** What an actor may be called in a chain of attribution. */
export type NamedActor = Pick<Actor, 'id' | 'name' | 'aliases' | 'names'>;

/** The name that a voice begins with. */
export interface NameFound {
  /** Undefined where several actors bear the name. */
  readonly actor: ActorId | undefined;
  /** In characters of the folded name. */
  readonly length: number;
}

/**
 * Tells which registered actor a voice of an attribution chain is. One source is printed under several names: "SOHR"
 * and "British-based monitor" are one, so two accounts of theirs are no two confirmations.
 */
export class SourceNames {
  private readonly byName: ReadonlyMap<string, ReadonlySet<ActorId>>;
  private readonly found = new Map<string, NameFound | undefined>();

  constructor(actors: readonly NamedActor[]) {
    const byName = new Map<string, Set<ActorId>>();
    for (const { id, name, aliases, names = [] } of actors) {
      const others = names.map((other) => other.name);
      for (const folded of [id, name, ...aliases, ...others].map(foldVoice)) {
        if (folded !== '') byName.set(folded, (byName.get(folded) ?? new Set()).add(id));
      }
    }
    this.byName = byName;
  }

  /**
   * The actor whose id, name (in any language) or alias the voice begins with, in whole words: "SANA handout" is SANA.
   * Of several names the longest counts: "SDF spokesman" is a person and not the SDF. Undefined for a voice that is
   * nobody registered, and for a name that several actors bear. Case, accents, spaces and what `foldIdentity` leaves out
   * do not matter.
   */
  actorOf(voice: string): ActorId | undefined {
    return this.nameIn(voice)?.actor;
  }

  /** The longest registered name that the voice begins with, in whole words. */
  nameIn(voice: string): NameFound | undefined {
    const folded = foldVoice(voice);
    if (!this.found.has(folded)) this.found.set(folded, this.find(folded));
    return this.found.get(folded);
  }

  /** The actors of which this is a whole id, name or alias, sorted. */
  called(name: string): readonly ActorId[] {
    return [...(this.byName.get(foldVoice(name)) ?? [])].sort();
  }

  /** The actor of which this is a whole id, name or alias; undefined where nobody, or more than one, is called so. */
  onlyCalled(name: string): ActorId | undefined {
    return onlyOne(this.called(name));
  }

  /** The actors among these voices, each once, sorted. */
  actorsAmong(voices: readonly string[]): readonly ActorId[] {
    return [...new Set(voices.flatMap((voice) => this.actorOf(voice) ?? []))].sort();
  }

  private find(folded: string): NameFound | undefined {
    for (let length = folded.length; length > 0; length -= 1) {
      const actors = endsWord(folded, length) ? this.byName.get(folded.slice(0, length)) : undefined;
      if (actors !== undefined) return { actor: onlyOne([...actors]), length };
    }
    return undefined;
  }
}

/** Returns the one form of the ways in which a voice is printed: without case and accents, and folded as identities are. */
export const foldVoice = (text: string): string =>
  foldIdentity(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());

/** Whether the voice begins with the name, in whole words; both are folded. */
export const beginsWithName = (voice: string, name: string): boolean =>
  name !== '' && voice.startsWith(name) && endsWord(voice, name.length);

const onlyOne = ([first, ...others]: readonly ActorId[]): ActorId | undefined =>
  others.length === 0 ? first : undefined;

const endsWord = (text: string, at: number): boolean => !/^[\p{L}\p{N}]/u.test(text.slice(at));
