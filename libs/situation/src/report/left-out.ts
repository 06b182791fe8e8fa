import type { Actor } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';
import { foldVoice, SourceNames } from './source-names.js';
import { Memberships } from '../sides/memberships.js';
import { dayWritten } from '../time/time.js';
import { outletSpeaks, speakersOf, type Telling } from './voices.js';

/** Whose reports stay out, each by any of its names: see `leftOutBy`. */
export interface WithoutVoices {
  readonly withoutOutlets?: readonly string[];
  readonly withoutSources?: readonly string[];
  readonly withoutSides?: readonly string[];
}

/** What the registry knows of a voice: its names, and what it is a part of. */
export type RegisteredVoice = Pick<Actor, 'id' | 'name' | 'aliases' | 'names' | 'parents'>;

export const leftOutKinds = ['outlet', 'source', 'side'] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

/** One name that was given to be left out. */
export interface LeftOut {
  readonly kind: LeftOutKind;
  /** As it was given. */
  readonly name: string;
  /** The registered actors that are called so, sorted. It stands for the actor only where that is one. */
  readonly actors: readonly ActorId[];
  /**
   * The outlet or the voices, as printed, for which the account stays out; undefined for one that stays in. Empty where
   * a report speaks for the side and has no voice at all.
   */
  readonly voicesIn: (account: Telling) => readonly string[] | undefined;
}

/** What a name stands for: the only actor that is called so, or what is printed so. */
interface Named {
  readonly actor: ActorId | undefined;
  readonly folded: string;
}

/** Whether the registry must be known to tell what stays out. */
export const namesVoices = ({ withoutOutlets, withoutSources, withoutSides }: WithoutVoices): boolean =>
  [withoutOutlets, withoutSources, withoutSides].some((names) => names !== undefined && names.length > 0);

/**
 * What each name leaves out, by this registry. A name that is the id, name, alias or local name of one registered actor
 * stands for that actor under all its names, and for its parts on the day of the report; any other only for what is
 * printed so. Names are compared as `SourceNames` does.
 *
 * - An outlet leaves out what it published.
 * - A source leaves out what has it, or a part of it, as a voice anywhere in the chain of attribution.
 * - A side leaves out what speaks for it or for a part of it, unless somebody else tells it of their own knowledge.
 *   Who tells it is what `Voices` says; an outlet is a part of the side by the registered actor that is called so.
 */
export function leftOutBy(
  { withoutOutlets = [], withoutSources = [], withoutSides = [] }: WithoutVoices,
  registry: readonly RegisteredVoice[],
): readonly LeftOut[] {
  const names = new SourceNames(registry);
  const memberships = new Memberships(registry);
  const partsOf = (actor: ActorId, { reportedAt }: Telling): ReadonlySet<ActorId> =>
    memberships.on(dayWritten(reportedAt)).partsOf(actor);
  const leftOut = (
    kind: LeftOutKind,
    name: string,
    voicesIn: (account: Telling, named: Named) => readonly string[] | undefined,
  ): LeftOut => {
    const named = { actor: names.onlyCalled(name), folded: foldVoice(name) };
    return { kind, name, actors: names.called(name), voicesIn: (account) => voicesIn(account, named) };
  };
  return [
    ...withoutOutlets.map((name) =>
      leftOut('outlet', name, ({ source: { outlet } }, { actor, folded }) =>
        foldVoice(outlet) === folded || (actor !== undefined && names.onlyCalled(outlet) === actor)
          ? [outlet]
          : undefined,
      ),
    ),
    ...withoutSources.map((name) =>
      leftOut('source', name, (account, { actor, folded }) => {
        const { chain } = account.source;
        const voices =
          actor === undefined
            ? chain.filter((voice) => foldVoice(voice) === folded)
            : voicesOfParts(account, partsOf(actor, account), names);
        return voices.length > 0 ? voices : undefined;
      }),
    ),
    ...withoutSides.map((name) =>
      leftOut('side', name, (account, { actor }) => {
        if (actor === undefined) return undefined;
        const side = partsOf(actor, account);
        if (!speaksOnlyFor(side, account, names)) return undefined;
        const voices = voicesOfParts(account, side, names);
        const { chain, outlet } = account.source;
        return voices.length > 0 ? voices : outletSpeaks(account, names) ? [outlet] : chain.slice(0, 1);
      }),
    ),
  ];
}

/** The voices of the chain that are one of these actors, as printed. */
const voicesOfParts = ({ source }: Telling, parts: ReadonlySet<ActorId>, names: SourceNames): readonly string[] =>
  source.chain.filter((voice) => isAmong(parts, names.actorOf(voice)));

const isAmong = (parts: ReadonlySet<ActorId>, actor: ActorId | undefined): boolean =>
  actor !== undefined && parts.has(actor);

/** True when it is the account of the side, and not also of somebody else's own knowledge. */
function speaksOnlyFor(side: ReadonlySet<ActorId>, account: Telling, names: SourceNames): boolean {
  const outlet = outletSpeaks(account, names) ? [names.onlyCalled(account.source.outlet)] : [];
  return [...speakersOf(account, names), ...outlet].every((actor) => isAmong(side, actor));
}
