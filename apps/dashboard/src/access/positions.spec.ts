import { eventIn } from './positions.js';

it('an event of the stream that tells of a position or of a resync is read, and no other', () => {
  expect(eventIn('event: position\nid: e.331\ndata: {"position":"331"}')).toEqual({
    kind: 'position',
    text: '{"position":"331"}',
  });
  expect(eventIn('event: resync\ndata: {}')).toEqual({ kind: 'resync', text: '{}' });
  expect(eventIn('event: other\ndata: {}')).toBeUndefined();
  expect(eventIn(': still here')).toBeUndefined();
});
