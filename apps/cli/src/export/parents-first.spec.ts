import { parentsFirst } from './parents-first.js';

const ids = (entries: Parameters<typeof parentsFirst>[0]): string =>
  parentsFirst(entries)
    .map(({ id }) => id)
    .join(' ');

describe('the order of a gazetteer', () => {
  it('has parents, and what a way connects, before those that name them, and else stays as it is', () => {
    expect(ids([{ id: 'b' }, { id: 'a' }])).toBe('b a');
    expect(
      ids([{ id: 'mosul', parent: 'nineveh' }, { id: 'x' }, { id: 'nineveh', parent: 'iraq' }, { id: 'iraq' }]),
    ).toBe('iraq nineveh mosul x');
    expect(ids([{ id: 'road', connects: ['a', 'b'] }, { id: 'b' }, { id: 'a' }])).toBe('a b road');
    expect(ids([{ id: 'ypg', parents: [{ actor: 'sdf' }] }, { id: 'sdf' }])).toBe('sdf ypg');
  });

  it('keeps every registration of one entry, and comes through circles and names that nobody has', () => {
    expect(
      ids([
        { id: 'a', parent: 'b' },
        { id: 'b', parent: 'a' },
        { id: 'a', parent: 'c' },
      ]),
    ).toBe('b a a');
  });
});
