import { positionIn } from './positions.js';

it('an event of the stream that tells of a position is read, and no other', () => {
  expect(positionIn('event: position\nid: e.331\ndata: {"position":"331"}')).toBe('{"position":"331"}');
  expect(positionIn('event: resync\ndata: {}')).toBeUndefined();
  expect(positionIn(': still here')).toBeUndefined();
});
