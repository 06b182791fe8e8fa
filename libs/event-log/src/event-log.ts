import type { Position } from './position.js';

/** An event about to be appended. Its bytes are stored as they are and never serialised again. */
export interface NewEvent {
  /** UUID; the identity by which every reader removes doubles. */
  readonly id: string;
  /** CloudEvents `type`, such as `sitrep.road_cut.v1`. */
  readonly type: string;
  /** CloudEvents `source`: the outlet or feed whose account this is, as a URI reference. */
  readonly source: string;
  /** CloudEvents `time`: when a source made it known (RFC 3339). Not the time of recording. */
  readonly time: string;
  /** CloudEvents `partitionkey`: locality only, correctness never depends on it. */
  readonly partitionKey: string;
  /** W3C trace context of the request that caused it. */
  readonly traceparent?: string;
  /** Who sent it: `key:` and the public id of an API key, `oidc:` and the subject of a token, `anonymous` or `operator`. Missing where nobody asked. */
  readonly principal?: string;
  /** UTF-8 JSON. */
  readonly body: Uint8Array;
}

/** Where the log put an event, and when. */
export interface LogCoordinates {
  readonly partition: number;
  readonly offset: bigint;
  /** Set by the log alone, in milliseconds since 1970 UTC; never used to decide what is true. */
  readonly recordedAtMs: number;
}

/**
 * An event as the log gives it back. Attributes come as they were stored: a foreign writer may have put anything
 * there, so whatever is missing is an empty string and the codec decides (law 5: parked, never skipped).
 */
export interface RecordedEvent extends NewEvent, LogCoordinates {}

/** Some consecutive events of one partition, in order. Never empty. */
export interface EventBatch {
  readonly partition: number;
  readonly events: readonly RecordedEvent[];
}

/** What a follower does with what it is given. */
export interface Follower {
  /**
   * These partitions are now this follower's, until the next call, which replaces the assignment as a whole. The
   * follower outranks earlier holders, and returns the next offset of each.
   */
  claim(partitions: readonly number[]): Promise<ReadonlyMap<number, bigint>>;
  /**
   * Applies one batch; when it resolves, rows and checkpoint are committed. Batches of one partition come one at a
   * time and without a hole. Throwing `Fenced` gives the partition up; any other error is tried again, with a bound,
   * and then ends the following (`Following.ended` rejects).
   */
  apply(batch: EventBatch): Promise<void>;
}

/** A running `follow`. */
export interface Following {
  /** Resolves after `stop`; rejects when following ended for good. */
  readonly ended: Promise<void>;
  /** Finishes the batch in hand and stops. Idempotent. */
  stop(): Promise<void>;
}

/**
 * The log: an append-only set of events in partitions (design §5).
 *
 * It promises a durable append, order inside a partition, and reading at least once. It does not promise a conditional
 * append or reading by event id: neither adapter could keep that.
 */
export abstract class EventLog {
  /** Fixed when the log is created and never changed. */
  abstract readonly partitionCount: number;

  /**
   * Appends the events and answers their coordinates, in the order given, once the log has them for good.
   * The events of one call are not atomic: after a failure any subset may be in the log.
   *
   * @throws {AppendUnconfirmed} the outcome is unknown; appending the same events again, with the same ids, is safe.
   */
  abstract append(events: readonly NewEvent[]): Promise<readonly LogCoordinates[]>;

  /** Every event at or after `from` and before `to`, in batches; per partition in order, without holes. */
  abstract read(from: Position, to: Position): AsyncIterable<EventBatch>;

  /** Gives `follower` every event from its checkpoint on, and goes on with what is appended later. */
  abstract follow(group: string, follower: Follower): Promise<Following>;

  /** The position behind the last event that is durable now. */
  abstract head(): Promise<Position>;

  /** The position that holds exactly the events recorded before this instant (milliseconds since 1970 UTC). */
  abstract positionAt(recordedAtMs: number): Promise<Position>;

  /** Releases connections; pending appends are settled first. */
  abstract close(): Promise<void>;
}

/** The log did not confirm an append: it may or may not have happened. The caller says 503 and invites a retry. */
export class AppendUnconfirmed extends Error {
  override readonly name = 'AppendUnconfirmed';
}

const default_reclaim_delay_ms = 2_000;

/** Another worker has taken over this partition: the batch in hand was rolled back and must be given up. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  /** How long to wait before claiming it back: two workers that want the same partition should not fight over it. */
  readonly reclaimAfterMs: number;

  constructor(message: string, options: { readonly reclaimAfterMs?: number; readonly cause?: unknown } = {}) {
    super(message, options);
    this.reclaimAfterMs = options.reclaimAfterMs ?? default_reclaim_delay_ms;
  }

  /** True when nobody else wants the partition: it is claimed anew at once, and that is no trouble. */
  get isPlanned(): boolean {
    return this.reclaimAfterMs === 0;
  }
}

/** The log no longer holds events that a reader still needs, or is set up so that it could lose some. */
export class HistoryLost extends Error {
  override readonly name = 'HistoryLost';
}

/** Reports what went wrong and is being dealt with. */
export type OnTrouble = (what: string, cause: unknown) => void;
