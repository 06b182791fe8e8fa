import type { Control, Place, Situation } from '../api/situation.js';
import { crowdedIn, partsIn } from './crowded.js';

const location = { lat: 36, lon: 43, precisionKm: 1 };
const place = (id: string, kind: string, parent?: string): Place =>
  ({ id, kind, name: id, location, ...(parent === undefined ? {} : { parent }) }) as unknown as Place;
const places = [
  place('mosul', 'city'),
  place('west', 'district', 'mosul'),
  ...['museum', 'bank', 'court'].map((id) => place(id, 'building', 'west')),
  place('raqqa', 'city'),
  place('bridge', 'bridge', 'raqqa'),
];
const situation = {
  places,
  placeOf: new Map(places.map((one) => [one.id, one])),
  control: new Map([['museum', { status: 'held' } as Control]]),
} as unknown as Situation;

it('a city with many places in it is crowded, at whatever depth they lie', () => {
  expect(crowdedIn(situation).map(({ id }) => id)).toEqual(['mosul']);
});

it('of every place that has parts it is said of how many something is known, of the whole first', () => {
  expect(partsIn(situation, 'mosul').map(({ place: { id }, known, of }) => [id, known, of])).toEqual([
    ['mosul', 0, 1],
    ['west', 1, 3],
  ]);
});
