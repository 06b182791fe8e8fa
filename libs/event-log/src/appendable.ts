import type { NewEvent } from './event-log.js';

/** Body and attributes of one event together; far below what either log can hold in one record. */
export const largest_event_bytes = 512 * 1024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** With the u flag a surrogate matches only when it stands alone. */
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * The event as both logs can store it: its id in lower case, everything else as it is. Events of many callers share a
 * batch, so what the log would refuse must be refused before it joins one.
 *
 * @throws {TypeError} the event can never be stored.
 */
export function appendable(event: NewEvent): NewEvent {
  const id = event.id.toLowerCase();
  if (!uuid.test(id)) throw new TypeError(`"${event.id}" is not a UUID and cannot be an event id`);
  for (const [name, value] of Object.entries({ ...event, body: '' })) {
    if (unstorable.test(value)) throw new TypeError(`${name} of event ${id} holds a character that no log can store`);
  }
  const size = eventBytes(event);
  if (size > largest_event_bytes) throw new TypeError(`event ${id} has ${size} bytes, over ${largest_event_bytes}`);
  return id === event.id ? event : { ...event, id };
}

/** What the event takes in a batch, near enough: characters of the attributes counted as bytes. */
export function eventBytes(event: NewEvent): number {
  const { source, type, partitionKey, traceparent = '', principal = '' } = event;
  const attributes = [source, type, partitionKey, traceparent, principal];
  return attributes.reduce((bytes, text) => bytes + text.length, event.body.byteLength + 200);
}
