import { createHash } from 'node:crypto';
import { encodeEvent, type RecordedEvent } from '#event-log';
import type { Fact } from '#read-models';
import type { SitrepEvent } from '#situation';

/** Facts as a log of one partition would give them back, from `offset` on. */
export const recorded = (events: readonly SitrepEvent[], offset = 0): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...encodeEvent(event),
    partition: 0,
    offset: BigInt(offset + index),
    recordedAtMs: Date.parse('2017-04-01T00:00:00Z') + offset + index,
  }));

/** Facts as projections take them. */
export const factsOf = (events: readonly SitrepEvent[]): readonly Fact[] =>
  events.map((event) => {
    const { id, body } = encodeEvent(event);
    return { eventId: id, event, digest: createHash('sha256').update(body).digest() };
  });
