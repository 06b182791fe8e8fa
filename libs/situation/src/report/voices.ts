import { foldIdentity } from '../gazetteer/fold-identity.js';
import type { ActorId } from '../ids.js';
import type { Report } from './report.js';
import { beginsWithName, foldVoice, type NamedActor, SourceNames } from './source-names.js';
import { type ActorRelations, Sides } from '../sides/sides.js';
import { type Day, dayWritten } from '../time/time.js';

/** What of a report says whose account it is. */
export interface Telling {
  readonly source: Pick<Report['source'], 'outlet' | 'chain' | 'seenByOutlet' | 'speaksFor'>;
  readonly actors: Report['actors'];
  /** When the source made it known. */
  readonly reportedAt: Report['reportedAt'];
}

/** The local day, by the offset that the instant is written with, on which the source made it known. */
export const dayOfTelling = ({ reportedAt }: Pick<Telling, 'reportedAt'>): Day => dayWritten(reportedAt);

/** Somebody who says something: a side, or an outlet that says it of itself. */
export interface Voice {
  readonly kind: 'side' | 'outlet';
  /** The topmost actor's slug, or the outlet, folded as identities are. */
  readonly name: string;
}

/**
 * The actors whose account a report is, apart from the outlet; empty where nobody but the outlet speaks. The first of these
 * that says anything:
 *
 * - `speaksFor`, an empty list meaning nobody;
 * - the actors in the roles `speaker` and `reported_by`;
 * - the first voice of the chain that is a registered actor, unless it is the outlet: the voices behind it pass it on.
 */
export function speakersOf({ source, actors }: Telling, names: SourceNames): readonly ActorId[] {
  if (source.speaksFor !== undefined) return source.speaksFor;
  const named = actors.filter(({ role }) => role === 'speaker' || role === 'reported_by');
  if (named.length > 0) return named.map(({ actor }) => actor);
  const first = source.chain.find(
    (voice) => isOutlet(voice, source.outlet, names) || names.actorOf(voice) !== undefined,
  );
  if (first === undefined || isOutlet(first, source.outlet, names)) return [];
  const speaker = names.actorOf(first);
  return speaker === undefined ? [] : [speaker];
}

/** Whether the outlet tells it of its own knowledge: nobody else speaks, or its own people saw it. */
export const outletSpeaks = (telling: Telling, names: SourceNames): boolean =>
  telling.source.seenByOutlet || speakersOf(telling, names).length === 0;

/** Whether a voice names the outlet: the same registered actor, or a voice that begins with what the outlet is called. */
function isOutlet(voice: string, outlet: string, names: SourceNames): boolean {
  const found = names.nameIn(voice);
  if (found?.actor !== undefined && found.actor === names.onlyCalled(outlet)) return true;
  const called = foldVoice(outlet);
  return beginsWithName(foldVoice(voice), called) && called.length >= (found?.length ?? 0);
}

/** What the registry must tell of an actor. */
export type Speaker = NamedActor & ActorRelations;

/** Tells whose account a report is, by the registry of actors. */
export class Voices {
  private known: SourceNames | undefined;

  readonly sides: Sides;

  constructor(private readonly registry: readonly Speaker[]) {
    this.sides = new Sides(registry);
  }

  /** As `speakersOf`. */
  speakersOf(telling: Telling): readonly ActorId[] {
    return speakersOf(telling, this.names);
  }

  /**
   * The voices of a report, each once: the sides of its speakers, and the outlet where that speaks. An outlet that the
   * registry has as a part of a side, or as a party itself, is that side's voice. A claim that two sides make is a claim of
   * each. Sides are those of the day of the report.
   */
  of(telling: Telling): readonly Voice[] {
    const day = dayOfTelling(telling);
    const { outlet } = telling.source;
    const speaks = outletSpeaks(telling, this.names);
    const partisan = speaks ? this.partisanOutlet(outlet, day) : [];
    const sides = this.sides.ofAll([...this.speakersOf(telling), ...partisan], day);
    const speaking = sides.map((name): Voice => ({ kind: 'side', name }));
    return speaks && partisan.length === 0 ? [...speaking, { kind: 'outlet', name: foldIdentity(outlet) }] : speaking;
  }

  private partisanOutlet(outlet: string, day: Day): readonly ActorId[] {
    const actor = this.names.onlyCalled(outlet);
    if (actor === undefined) return [];
    const takesSide = this.sides.of(actor, day).some((side) => side !== actor || this.sides.isParty(side, day));
    return takesSide ? [actor] : [];
  }

  private get names(): SourceNames {
    return (this.known ??= new SourceNames(this.registry));
  }
}
