import { answerAt } from './answer-at.js';

const stretches = [
  { from: null, to: '2017-03-06T21:00:00.000Z', is: 'inferred' },
  { from: '2017-03-06T21:00:00.000Z', to: '2017-03-07T20:59:59.999Z', is: 'transition' },
  { from: '2017-03-07T20:59:59.999Z', to: '2017-03-09T21:00:00.000Z', is: 'held' },
];

it.each([
  ['2017-03-05', 'inferred'],
  ['2017-03-06', 'inferred'],
  ['2017-03-07', 'held'],
  ['2017-03-09', 'held'],
  ['2017-03-10', undefined],
])('at the end of %s in Baghdad the place is %s', (day, is) => {
  expect(answerAt(stretches, day, 'Asia/Baghdad')?.is).toBe(is);
});
