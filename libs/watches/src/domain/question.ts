import type { ActorId, BoundingBox, Day, DevelopmentType, Measure, PlaceId } from '#situation';

/**
 * The kinds of changes of a desk: those of control and of conditions as in `/v1/changes`, amendments of reports, and
 * contradictions. `refined` is everything that changed less.
 */
export const changeKinds = [
  'changedHands',
  'firstReported',
  'lapsed',
  'condition',
  'contradiction',
  'amendment',
  'refined',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a watch sends messages about where it does not say otherwise. */
export const usual_kinds: readonly ChangeKind[] = changeKinds.filter((kind) => kind !== 'refined');

/** The kinds of messages: changes, a count that came over its number, a briefing, and notices of the watch itself. */
export type MessageKind = (typeof changeKinds)[number] | 'count' | 'briefing' | 'resync' | 'test';

/** A count that is watched: it is reported once each time that its best number comes to be greater than `over`. */
export interface WatchedCount {
  readonly measure: Measure;
  readonly group?: string;
  readonly over: number;
  readonly from?: Day;
  readonly to?: Day;
}

/** A briefing each morning: the local time of the desk, `06:00`, and its language. */
export interface WatchedBriefing {
  readonly at: string;
  readonly lang: 'en' | 'fr' | 'ar';
}

/** What a watch asks. Each part narrows; a watch without any is about everything. */
export interface WatchQuestion {
  /** The place and its parts, at any depth. */
  readonly within?: PlaceId;
  /** Places that lie in it; what is about no located place does not match. */
  readonly box?: BoundingBox;
  /** The actor or a part of it holds, held, closes or takes part. */
  readonly side?: ActorId;
  readonly kinds: readonly ChangeKind[];
  /** One of the reports behind the change is of such a type. */
  readonly types?: readonly DevelopmentType[];
  readonly count?: WatchedCount;
  readonly briefing?: WatchedBriefing;
}

export const watchChannels = ['webhook', 'mail', 'feed'] as const;
export type WatchChannel = (typeof watchChannels)[number];

export const digestIntervals = ['hour', 'day', 'week'] as const;
export type DigestInterval = (typeof digestIntervals)[number];

/** Where messages go. A feed is there for every watch; `feed` is a watch with nothing else. */
export type WatchTarget =
  | { readonly channel: 'webhook'; readonly url: string }
  | { readonly channel: 'mail'; readonly to: readonly string[]; readonly digest: DigestInterval }
  | { readonly channel: 'feed' };

/**
 * Why a watch is paused. `receiver_gone` and `creator_refused` go on to collect messages, which wait; the others collect
 * nothing.
 */
export const pauseCodes = ['by_request', 'receiver_gone', 'creator_refused', 'too_many_waiting'] as const;
export type PauseCode = (typeof pauseCodes)[number];

/** A watch as it is stored. */
export interface Watch {
  readonly id: string;
  readonly name: string;
  readonly question: WatchQuestion;
  readonly target: WatchTarget;
  readonly pause: { readonly code: PauseCode; readonly detail: string; readonly at: Date } | undefined;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Who answers for what it sends: who made it, or last set it to active. Nothing is sent for one who may come in no more. */
  readonly responsible: string;
  readonly responsibleSince: Date;
  /** Position of the log from which on changes are this watch's. */
  readonly fromPosition: string;
  readonly lastSequence: bigint;
  readonly lastMessageAt: Date | undefined;
  /** The number of the watched count when it was last looked at; undefined before. */
  readonly counted: CountedNumber | undefined;
  /** The last morning that has had its briefing. */
  readonly briefedDay: Day | undefined;
  readonly failures: number;
  readonly failingSince: Date | undefined;
  readonly nextTryAt: Date;
}

/** A counted number, as `/v1/tallies` answers: null where nothing is known. */
export interface CountedNumber {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
}
