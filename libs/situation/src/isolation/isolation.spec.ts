import { areExitsComplete, exitsOf } from './isolation.js';

const parents = new Map([
  ['old-city', 'west'],
  ['west', 'mosul'],
  ['east', 'mosul'],
  ['mosul', 'nineveh'],
]);
const bridge = { id: 'bridge', connects: ['east', 'west'] };
const highway = { id: 'highway', connects: ['west', 'tal-afar'] };
const alley = { id: 'alley', connects: ['old-city', 'west'] };
const exits = (place: string): string[] => exitsOf(place, [bridge, highway, alley], parents).map(({ id }) => id);

describe('the exits of a place', () => {
  it('lead from it or a part of it to somewhere outside', () => {
    expect(exits('west')).toEqual(['bridge', 'highway']);
    expect(exits('mosul')).toEqual(['highway']);
    expect(exits('tal-afar')).toEqual(['highway']);
  });

  it('are not those of the place that it is a part of', () => {
    expect(exits('old-city')).toEqual(['alley']);
    expect(exits('elsewhere')).toEqual([]);
  });

  it('are found where parents go in a circle', () => {
    const circle = new Map([...parents, ['nineveh', 'mosul']]);
    expect(exitsOf('tal-afar', [highway], circle)).toEqual([highway]);
  });
});

describe('whether the known exits are all', () => {
  const exitsComplete = { from: '2017-03-01', to: '2017-03-09', source: 'a map' } as const;

  it('holds from the first day said to the end of the last', () => {
    const found = ['2017-02-28', '2017-03-01', '2017-03-09', '2017-03-10'].map((day) =>
      areExitsComplete({ exitsComplete }, day),
    );
    expect(found).toEqual([false, true, true, false]);
    expect(areExitsComplete({ exitsComplete: { from: '2017-03-01', source: 'a map' } }, '2024-01-01')).toBe(true);
    expect(areExitsComplete({}, '2017-03-05')).toBe(false);
  });
});
