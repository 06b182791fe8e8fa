import { setTimeout as delay } from 'node:timers/promises';

import {
  AppendUnconfirmed,
  hasReached,
  startOf,
  type EventLog,
  type LogCoordinates,
  type NewEvent,
  type Position,
} from '#event-log';

import { newEvent } from '../contract/new-events.js';
import { until } from '../contract/recording-follower.js';

const caller_count = 3;
const events_per_call = 24;
const pause_ms = 15;
const body = new TextEncoder().encode(JSON.stringify({ note: 'x'.repeat(300) }));

/** One event that a caller was told is in the log. */
export interface Acknowledged {
  readonly caller: number;
  readonly event: NewEvent;
  readonly at: LogCoordinates;
}

/** What reading the whole log back shows. */
export interface Reckoning {
  readonly acknowledged: number;
  readonly stored: number;
  readonly doubled: number;
  /** Ids of acknowledged events that are not in the log. */
  readonly lost: readonly string[];
  /** Acknowledged events that do not stand where their caller was told. */
  readonly misplaced: readonly string[];
  /** Acknowledged events that stand before an earlier one of the same caller in their partition. */
  readonly outOfOrder: readonly string[];
}

/** Callers that append over and over, to all partitions, and append again what was not confirmed. */
export class AppendLoad {
  readonly acknowledged: Acknowledged[] = [];
  unconfirmed = 0;
  /** The longest that any caller had to wait for its answer. */
  longestWaitMs = 0;
  private appending = true;
  private readonly done: Promise<unknown>;

  constructor(private readonly log: EventLog) {
    this.done = Promise.all(Array.from({ length: caller_count }, (_, caller) => this.run(caller)));
    this.done.catch(() => undefined);
  }

  /** Waits until events that were sent from now on have been acknowledged in every partition. */
  async goesOn(what: string, deadlineMs = 60_000): Promise<void> {
    const seen = this.acknowledged.length + caller_count * events_per_call;
    const partitions = new Set<number>();
    let at = seen;
    await until(
      what,
      () => {
        for (; at < this.acknowledged.length; at++) partitions.add(this.acknowledged[at]!.at.partition);
        return partitions.size === this.log.partitionCount;
      },
      deadlineMs,
    );
  }

  async stop(): Promise<void> {
    this.appending = false;
    await this.done;
  }

  /** Reads everything back and compares it with what was acknowledged. */
  async reckon(): Promise<Reckoning> {
    const first = new Map<string, bigint>();
    const at = new Map<string, string>();
    let stored = 0;
    for await (const { events } of this.log.read(startOf(this.log.partitionCount), await this.headOfNow())) {
      for (const event of events) {
        stored++;
        at.set(place(event), event.id);
        if (!first.has(event.id)) first.set(event.id, event.offset);
      }
    }
    const ids = (wrong: readonly Acknowledged[]): string[] => wrong.map(({ event }) => event.id);
    return {
      acknowledged: this.acknowledged.length,
      stored,
      doubled: stored - first.size,
      lost: ids(this.acknowledged.filter(({ event }) => !first.has(event.id))),
      misplaced: ids(this.acknowledged.filter((one) => at.get(place(one.at)) !== one.event.id)),
      outOfOrder: ids(outOfOrder(this.acknowledged, first)),
    };
  }

  /**
   * The end of the log as those who lead now see it. A broker that woke up goes on for a moment as if it still led,
   * and tells an end from before; so this waits until the end lies behind everything that was acknowledged.
   */
  private async headOfNow(): Promise<Position> {
    const acknowledged = [...startOf(this.log.partitionCount)];
    for (const { at } of this.acknowledged) {
      if (at.offset >= acknowledged[at.partition]!) acknowledged[at.partition] = at.offset + 1n;
    }
    let head: Position = [];
    await until('the end of the log lies behind everything that was acknowledged', async () => {
      head = await this.log.head();
      return hasReached(head, acknowledged);
    });
    return head;
  }

  private async run(caller: number): Promise<void> {
    for (let call = 0; this.appending; call++) {
      const events = Array.from({ length: events_per_call }, (_, index) =>
        newEvent({ partitionKey: `caller-${caller}-place-${(call + index) % 60}`, body }),
      );
      const begun = Date.now();
      const coordinates = await this.append(events);
      this.longestWaitMs = Math.max(this.longestWaitMs, Date.now() - begun);
      events.forEach((event, index) => this.acknowledged.push({ caller, event, at: coordinates[index]! }));
      await delay(pause_ms);
    }
  }

  private async append(events: readonly NewEvent[]): Promise<readonly LogCoordinates[]> {
    for (;;) {
      try {
        return await this.log.append(events);
      } catch (error) {
        if (!(error instanceof AppendUnconfirmed)) throw error;
        this.unconfirmed++;
      }
    }
  }
}

const place = ({ partition, offset }: LogCoordinates): string => `${partition}/${offset}`;

/** A reader takes the first of doubles, so the first ones must stand in the order in which a caller appended them. */
function outOfOrder(acknowledged: readonly Acknowledged[], first: ReadonlyMap<string, bigint>): Acknowledged[] {
  const latest = new Map<string, bigint>();
  return acknowledged.filter(({ caller, event, at }) => {
    const offset = first.get(event.id);
    if (offset === undefined) return false;
    const order = `${caller}/${at.partition}`;
    const isLate = offset < (latest.get(order) ?? -1n);
    latest.set(order, offset);
    return isLate;
  });
}
