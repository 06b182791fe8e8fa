import { appendable, largest_event_bytes } from './appendable.js';
import type { NewEvent } from './event-log.js';

const event: NewEvent = {
  id: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  type: 'sitrep.road_cut.v1',
  source: 'https://agency.example/wire',
  time: '2017-03-07T10:00:00Z',
  partitionKey: 'place-mosul',
  body: new TextEncoder().encode('{}'),
};

describe('appendable', () => {
  it('leaves a sound event alone', () => {
    expect(appendable(event)).toBe(event);
  });

  it('writes the id in lower case, as it will be read back', () => {
    expect(appendable({ ...event, id: event.id.toUpperCase() }).id).toBe(event.id);
  });

  it.each([
    ['an id that is no UUID', { id: 'report-7' }],
    ['a NUL', { source: 'a\0b' }],
    ['a lone surrogate', { partitionKey: 'a\ud800' }],
    ['too many bytes', { body: new Uint8Array(largest_event_bytes) }],
  ])('refuses %s', (_, fault) => {
    expect(() => appendable({ ...event, ...fault })).toThrow(TypeError);
  });

  it('accepts characters outside the basic plane', () => {
    expect(appendable({ ...event, source: 'الموصل 🛣' }).source).toBe('الموصل 🛣');
  });
});
