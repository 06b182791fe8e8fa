import { addressOf, pageOf } from './page.js';

const request = { path: '/v1/things', parameters: { knownAt: '2017-03-07T00:00:00.000Z', kind: undefined }, limit: 2 };

describe('a page', () => {
  it('has a next link while there is more, with every parameter as it was resolved', () => {
    const { items, links } = pageOf(['a', 'b', 'c'], { ...request, after: undefined }, (row) => `after ${row}`);
    expect(items).toEqual(['a', 'b']);
    expect(links).toEqual([
      { rel: 'self', href: '/v1/things?knownAt=2017-03-07T00%3A00%3A00.000Z&limit=2' },
      { rel: 'next', href: '/v1/things?knownAt=2017-03-07T00%3A00%3A00.000Z&limit=2&after=after+b' },
    ]);
  });

  it('has no next link at the end, even when the page is full', () => {
    const { items, links } = pageOf(['c', 'd'], { ...request, after: 'b' }, String);
    expect(items).toEqual(['c', 'd']);
    expect(links.map(({ rel }) => rel)).toEqual(['self']);
    expect(links[0]?.href).toContain('after=b');
  });

  it('has a plain address when nothing was asked', () => {
    expect(addressOf('/v1/things', { kind: undefined })).toBe('/v1/things');
  });
});
