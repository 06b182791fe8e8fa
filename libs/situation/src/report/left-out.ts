import type { Actor } from '../gazetteer/gazetteer.js';
import type { ActorId } from '../ids.js';
import type { Report } from './report.js';
import { foldVoice, SourceNames } from './source-names.js';
import { Memberships } from '../sides/memberships.js';
import { dayWritten } from '../time/time.js';
import { speakersOf, type Telling } from './voices.js';

/** What of a report says who tells it. */
export interface Attribution extends Telling {
  readonly source: Telling['source'] & Pick<Report['source'], 'chain'>;
}

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
  readonly voicesIn: (account: Attribution) => readonly string[] | undefined;
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
 */
export function leftOutBy(
  { withoutOutlets = [], withoutSources = [], withoutSides = [] }: WithoutVoices,
  registry: readonly RegisteredVoice[],
): readonly LeftOut[] {
  const names = new SourceNames(registry);
  const memberships = new Memberships(registry);
  const partsOf = (actor: ActorId, { reportedAt }: Attribution): ReadonlySet<ActorId> =>
    memberships.on(dayWritten(reportedAt)).partsOf(actor);
  const leftOut = (
    kind: LeftOutKind,
    name: string,
    voicesIn: (account: Attribution, named: Named) => readonly string[] | undefined,
  ): LeftOut => {
    const actors = names.called(name);
    const named = { actor: actors.length === 1 ? actors[0] : undefined, folded: foldVoice(name) };
    return { kind, name, actors, voicesIn: (account) => voicesIn(account, named) };
  };
  return [
    ...withoutOutlets.map((name) =>
      leftOut('outlet', name, ({ source: { outlet } }, { actor, folded }) =>
        foldVoice(outlet) === folded || (actor !== undefined && isOnly(names.called(outlet), actor))
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
        return voices.length > 0 ? voices : account.source.chain.slice(0, 1);
      }),
    ),
  ];
}

const isOnly = ([first, ...others]: readonly ActorId[], actor: ActorId): boolean =>
  first === actor && others.length === 0;

/** The voices of the chain that are one of these actors, as printed. */
const voicesOfParts = ({ source }: Attribution, parts: ReadonlySet<ActorId>, names: SourceNames): readonly string[] =>
  source.chain.filter((voice) => isAmong(parts, names.actorOf(voice)));

const isAmong = (parts: ReadonlySet<ActorId>, actor: ActorId | undefined): boolean =>
  actor !== undefined && parts.has(actor);

/** True when it is the account of the side, and not also of somebody else's own knowledge. */
function speaksOnlyFor(side: ReadonlySet<ActorId>, account: Attribution, names: SourceNames): boolean {
  const tellers = tellersOf(account, names);
  return !account.source.seenByOutlet && tellers.length > 0 && tellers.every((actor) => side.has(actor));
}

/**
 * Who tells it of their own knowledge, apart from the outlet: those whose account the desk says it is. Where the desk
 * does not say, the first registered voice of the chain; the voices behind it pass it on.
 */
function tellersOf(account: Attribution, names: SourceNames): readonly ActorId[] {
  const { source } = account;
  const speakers = speakersOf(account);
  if (source.speaksFor !== undefined || speakers.length > 0) return speakers;
  return source.chain.flatMap((voice) => names.actorOf(voice) ?? []).slice(0, 1);
}
