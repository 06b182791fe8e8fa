import { keyOf, knownBefore } from './known-before.js';

it('what is there already is read page by page, with nothing but the right to ask', async () => {
  const asked: string[] = [];
  const report = (externalId: string) => ({ externalId, source: { outlet: 'Our desk' }, knownFrom: '2017-03-08' });
  const pages: Readonly<Record<string, object>> = {
    '/readyz': { progress: { lag: 0 } },
    '/v1/reports?limit=1000&outlet=Our+desk': { items: [report('1')], links: [{ rel: 'next', href: '/v1/reports?x' }] },
    '/v1/reports?x': { items: [report('2')], links: [{ rel: 'self', href: '/v1/reports?x' }] },
    '/v1/places?limit=1000': { items: [{ id: 'mosul', parent: 'iraq' }], links: [] },
    '/v1/actors?limit=1000': { items: [], links: [] },
  };
  const read = async (path: string) => (
    asked.push(path),
    Response.json(pages[path] ?? {}, { status: pages[path] ? 200 : 404 })
  );
  const { places, actors, reports } = await knownBefore(read, ['Our desk']);
  expect([...reports.keys()]).toEqual(['1', '2'].map((number) => keyOf('Our desk', number)));
  expect([[...places], [...actors]]).toEqual([[['mosul', 'iraq']], []]);
  expect(asked.toSorted()).toEqual(Object.keys(pages).toSorted());
});
