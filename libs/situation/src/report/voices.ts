import { foldIdentity } from '../gazetteer/fold-identity.js';
import type { ActorId } from '../ids.js';
import type { Report } from './report.js';
import type { Sides } from '../sides/sides.js';
import { type Day, dayWritten } from '../time/time.js';

/** What of a report says whose account it is. */
export interface Telling {
  readonly source: Pick<Report['source'], 'outlet' | 'seenByOutlet' | 'speaksFor'>;
  readonly actors: Report['actors'];
  /** When the source made it known. */
  readonly reportedAt: Report['reportedAt'];
}

/** The local day, by the offset that the instant is written with, on which the source made it known. */
export const dayOfTelling = ({ reportedAt }: Telling): Day => dayWritten(reportedAt);

/** Somebody who says something: a side, or an outlet that says it of itself. */
export interface Voice {
  readonly kind: 'side' | 'outlet';
  /** The topmost actor's slug, or the outlet, folded as identities are. */
  readonly name: string;
}

/**
 * The actors whose account a report is: those that its source is said to speak for, an empty list meaning nobody but the
 * outlet. Where that is not said, the actors that it has as `speaker` or `reported_by`.
 */
export const speakersOf = ({ source, actors }: Telling): readonly ActorId[] =>
  source.speaksFor ??
  actors.filter(({ role }) => role === 'speaker' || role === 'reported_by').map(({ actor }) => actor);

/**
 * The voices of a report, each once: the sides of its speakers, and the outlet where nobody else speaks or where its own
 * people saw it. A claim that two sides make is a claim of each. Sides are those of the day of the report.
 */
export function voicesOf(telling: Telling, sides: Sides): readonly Voice[] {
  const speaking = sides
    .ofAll(speakersOf(telling), dayOfTelling(telling))
    .map((name): Voice => ({ kind: 'side', name }));
  const { outlet, seenByOutlet } = telling.source;
  return speaking.length > 0 && !seenByOutlet
    ? speaking
    : [...speaking, { kind: 'outlet', name: foldIdentity(outlet) }];
}
