import { Newest } from './newest.js';

it('of what is kept, what was put in longest ago is forgotten first; put in again it is new', () => {
  const kept = new Newest<number>(2);
  kept.put('a', 1);
  kept.put('b', 2);
  kept.put('a', 3);
  kept.put('c', 4);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([3, undefined, 4]);
  kept.forget('a');
  expect([kept.has('a'), kept.has('c')]).toEqual([false, true]);
});
