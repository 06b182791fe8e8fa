import { createHash } from 'node:crypto';
import type { ReportSummary } from '#read-models/queries';
import type { ActorId, PlaceId } from '#situation';
import type { ChangeKind } from './question.js';

/** An event of the log that made a change. */
export interface Cause {
  readonly id: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly recordedAtMs: number;
}

/** A place by its id and its name. */
export interface NamedPlace {
  readonly id: PlaceId;
  readonly name: string;
}

/** Something that came to be known with some events of the log, whichever watches it concerns. */
export interface Change {
  readonly kind: ChangeKind;
  /** What it is about; undefined of an amendment to a report that names no place. */
  readonly place: NamedPlace | undefined;
  /** All places by which it is found. */
  readonly places: readonly PlaceId[];
  /** All actors by which it is found. */
  readonly actors: readonly ActorId[];
  /** The local day or the instant in the world; of an amendment, when it was made known. */
  readonly at: string;
  /** What else tells it apart: the axis of a condition, what an amendment is. */
  readonly detail: Readonly<Record<string, string | null>>;
  readonly before: object | null;
  readonly after: object | null;
  readonly reports: readonly ReportSummary[];
  /** Never empty. */
  readonly causes: readonly Cause[];
  /** One sentence in English. */
  readonly text: string;
  /** The address of the answer, beginning with a slash. */
  readonly href: string;
  /** What tells it apart for ever, where that is not what it says and which events made it. */
  readonly identity?: string;
}

/** The name of a change that is the same however often it is found: by what it says and the events that made it. */
export const identityOf = ({ identity, kind, place, at, detail, before, after, causes }: Change): string =>
  identity ?? digestOf([kind, place?.id, at, detail, before, after, causes.map(({ id }) => id).sort()]);

/** The id of a message: Standard Webhooks sends it as `webhook-id`, for the receiver to drop a repetition by. */
export const messageId = (watchId: string, identity: string): string => `msg_${digestOf([watchId, identity])}`;

/** A name made of some parts, the same for the same parts. */
export const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
