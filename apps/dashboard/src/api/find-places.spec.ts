import { joiningOf } from './find-places.js';
import type { Place } from './situation.js';

const place = (id: string, change: Partial<Place> = {}): Place => ({ id, name: id, kind: 'city', ...change }) as Place;

it('a way joins two places also where it ends in a part of one', () => {
  const places = [
    place('mosul'),
    place('mosul-west', { parent: 'mosul' }),
    place('tal-afar'),
    place('raqqa'),
    place('road', { kind: 'road', connects: ['mosul-west', 'tal-afar'] }),
    place('other', { kind: 'road', connects: ['raqqa', 'tal-afar'] }),
  ];
  expect(joiningOf(places, [place('mosul')], [place('tal-afar')]).map(({ id }) => id)).toEqual(['road']);
  expect(joiningOf(places, [place('mosul')], [place('raqqa')])).toEqual([]);
});
