import type { Situation } from '../api/situation.js';
import { differencesOf } from './difference.js';

const situation = (answers: Record<string, object>): Situation =>
  ({
    places: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
    control: new Map(
      Object.entries(answers).map(([id, answer]) => [
        id,
        { status: 'held', holders: [], conditions: [], extent: null, stale: false, reports: [], ...answer },
      ]),
    ),
  }) as unknown as Situation;

it('differences are new answers, other sides, and what places suffer; the same is none', () => {
  const before = situation({ a: { holders: ['iraq'] }, b: { holders: ['is'], conditions: ['under_fire'] }, d: {} });
  const after = situation({ a: { holders: ['is'] }, b: { holders: ['is'] }, c: { status: 'inferred' }, d: {} });
  expect(differencesOf(before, after).map(({ place, lost }) => [place.id, ...lost])).toEqual([
    ['c'],
    ['a'],
    ['b', 'under_fire'],
  ]);
});
