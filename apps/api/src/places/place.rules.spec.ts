import type { PlaceDto } from './place.dto.js';
import { placeViolations } from './place.rules.js';

const mosul: PlaceDto = { id: 'mosul', name: 'Mosul', kind: 'city', parent: 'nineveh', timeZone: 'Asia/Baghdad' };
const parents = new Map([
  ['mosul', 'nineveh'],
  ['nineveh', 'iraq'],
]);
const nowMs = Date.parse('2017-03-07T12:00:00Z');
const found = (place: PlaceDto): string[] =>
  placeViolations(place, parents, nowMs).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what cannot be meant in a place', () => {
  it('lets a place pass, and pass again', () => {
    expect(found(mosul)).toEqual([]);
    expect(found({ ...mosul, parent: 'iraq' })).toEqual([]);
  });

  it('refuses a name that is given twice in one language', () => {
    const name = { language: 'ar', name: 'الموصل' };
    expect(found({ ...mosul, names: [name, { ...name, language: 'fa' }, { ...name, name: 'موصل' }] })).toEqual([]);
    expect(found({ ...mosul, names: [name, name] })).toEqual(['/names/1 duplicate']);
  });

  it('refuses a place inside itself, however many steps down', () => {
    expect(found({ ...mosul, parent: 'mosul' })).toEqual(['/parent inside_itself']);
    expect(found({ ...mosul, id: 'iraq', parent: 'mosul' })).toEqual(['/parent inside_itself']);
  });

  it('comes to an end where parents already go in a circle', () => {
    const circle = new Map([...parents, ['iraq', 'nineveh']]);
    expect(placeViolations(mosul, circle, nowMs)).toEqual([]);
  });

  it('lets ways alone connect places, two at least and never themselves', () => {
    const road: PlaceDto = { ...mosul, id: 'road', kind: 'road', connects: ['mosul', 'tal-afar'] };
    expect(found(road)).toEqual([]);
    expect(found({ ...road, kind: 'city' })).toEqual(['/connects not_meant_here']);
    expect(found({ ...road, connects: ['mosul'] })).toEqual(['/connects too_few']);
    expect(found({ ...road, connects: ['mosul', 'mosul'] })).toEqual(['/connects/1 duplicate', '/connects too_few']);
    expect(found({ ...road, connects: ['mosul', 'road'] })).toEqual(['/connects/1 itself']);
  });

  it('lets ways alone have means, each once', () => {
    const road: PlaceDto = { ...mosul, id: 'road', kind: 'road', means: ['vehicle', 'foot'] };
    expect(found(road)).toEqual([]);
    expect(found({ ...road, kind: 'city' })).toEqual(['/means not_meant_here']);
    expect(found({ ...road, means: ['boat', 'boat'] })).toEqual(['/means/1 duplicate']);
  });

  it('lets a place that can be sealed say that its known exits are all, over days in order', () => {
    const exitsComplete = { from: '2017-03-01', to: '2017-03-01', source: 'a map' };
    expect(found({ ...mosul, exitsComplete })).toEqual([]);
    expect(found({ ...mosul, exitsComplete: { ...exitsComplete, to: '2017-02-28' } })).toEqual([
      '/exitsComplete/to reversed',
    ]);
    for (const kind of ['country', 'region', 'road'] as const)
      expect(found({ ...mosul, kind, exitsComplete })).toEqual(['/exitsComplete not_meant_here']);
  });

  it('refuses a name given twice and a registration from the future', () => {
    expect(found({ ...mosul, aliases: ['a', 'a'] })).toEqual(['/aliases/1 duplicate']);
    expect(found({ ...mosul, registeredAt: '2017-03-08T00:00Z' })).toEqual(['/registeredAt in_future']);
  });
});
