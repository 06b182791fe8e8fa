import { type Editions, live_edition } from '#editions';
import {
  decodeEvent,
  type EventLog,
  eventTypeOf,
  hasReached,
  type LogCoordinates,
  type Position,
  type RecordedEvent,
} from '#event-log';
import { within } from '#platform';
import type { Actor, Place } from '#situation';

/** Where the log has an event. */
export type Coordinates = Pick<LogCoordinates, 'partition' | 'offset'>;

/** What is told of the registrations that the live edition has not applied yet. */
export interface RegistrationSink {
  notePlace(place: Place, at: Coordinates): void;
  noteActor(actor: Actor, at: Coordinates): void;
}

const registration = new RegExp(`^${eventTypeOf('(place|actor)_registered', 0).replace('v0', String.raw`v\d+`)}$`);

/**
 * Reads, of the log, what lies behind the live edition, for registrations alone: so a name is known or not however far
 * behind the edition is. Nothing is read twice, and requests that wait at one moment share one reading.
 */
export class RegistrationTail {
  private position: bigint[] = [];
  private reading: Promise<void> | undefined;

  constructor(
    private readonly editions: Editions,
    private readonly eventLog: EventLog,
    private readonly sink: RegistrationSink,
  ) {}

  /** True once every registration before `head` has been noted or applied; false when that takes longer than the time. */
  async reached(head: Position, timeoutMs: number): Promise<boolean> {
    const deadlineMs = performance.now() + timeoutMs;
    while (!hasReached(this.position, head)) {
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) return false;
      this.reading ??= this.readTo(head).finally(() => (this.reading = undefined));
      // What is being read goes on for those who come later.
      if (
        !(await within(
          leftMs,
          this.reading.then(() => true),
          false,
        ))
      )
        return false;
    }
    return true;
  }

  private async readTo(head: Position): Promise<void> {
    const live = await this.editions.find(live_edition);
    const applied = live === undefined ? [] : await this.editions.position(live);
    this.position = head.map((_end, partition) => latest(this.position[partition], applied[partition]));
    if (hasReached(this.position, head)) return;
    for await (const { partition, events } of this.eventLog.read([...this.position], head)) {
      for (const event of events) this.note(event);
      const last = events.at(-1);
      if (last !== undefined) this.position[partition] = last.offset + 1n;
    }
    this.position = this.position.map((next, partition) => latest(next, head[partition]));
  }

  private note(recorded: RecordedEvent): void {
    if (!registration.test(recorded.type)) return;
    const decoded = decodeEvent(recorded);
    if (!decoded.ok) return;
    if (decoded.event.kind === 'place_registered') this.sink.notePlace(decoded.event.data, recorded);
    if (decoded.event.kind === 'actor_registered') this.sink.noteActor(decoded.event.data, recorded);
  }
}

const latest = (a: bigint = 0n, b: bigint = 0n): bigint => (a > b ? a : b);
