import fc from 'fast-check';
import request from 'supertest';
import { reportIdOf } from '#event-log';
import { ApiClient, draft, now, road, violationsOf } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';
import { cursorOf, sealedCursor } from '../harness/sealed-cursor.js';

describe('what the api answers', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
    await client.post('/v1/reports', draft).expect(201);
    await client
      .post('/v1/places', { id: 'new-place', name: 'New', kind: 'city', timeZone: 'Asia/Baghdad' })
      .expect(201);
    const elsewhere = { places: ['new-place'], actors: [{ role: 'by', actor: 'sdf' }], control: [], figures: [] };
    await client.post('/v1/reports', { ...draft, ...elsewhere, externalId: 'D002' }).expect(201);
    await client.post('/v1/reports', { ...draft, control: [], figures: [], externalId: 'D003' }).expect(201);
    await api.projected();
  });
  afterAll(() => api.close());

  it('says who holds what, in its envelope', async () => {
    const { body } = await client.get('/v1/control?validAt=2017-03-07&knownAt=2017-03-08').expect(200);
    expect(body).toMatchObject({ validAt: '2017-03-07', knownAt: '2017-03-08T20:59:59.999Z' });
    expect(body.position).toMatch(/^\d+$/);
    const mosul = body.items.find(({ place }: { place: { id: string } }) => place.id === 'mosul');
    expect(mosul).toMatchObject({
      place: { name: 'Mosul' },
      status: 'held',
      holders: ['iraq'],
      lastEvidence: '2017-03-07',
    });
    expect(mosul.reports).toContainEqual({ id: reportIdOf('Reuters', 'D001'), externalId: 'D001' });
    const unknown = body.items.find(({ place }: { place: { id: string } }) => place.id === road.id);
    expect(unknown).toMatchObject({ status: 'unknown', holders: [], reports: [] });
  });

  it('leads through all pages by next links that answer as of one moment', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/v1/control?limit=1&knownAt=2017-03-11';
    for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
      const { body }: { body: { items: { place: { id: string } }[]; links: { rel: string; href: string }[] } } =
        await client.get(next).expect(200);
      seen.push(...body.items.map(({ place }) => place.id));
      next = body.links.find(({ rel }) => rel === 'next')?.href;
      if (next !== undefined) expect(next).toContain('validAt=2017-03-12T12%3A00%3A00.000Z');
    }
    expect(seen).toEqual(['mosul', 'new-place', 'road-mosul-tal-afar']);
  });

  it('leads through all reports', async () => {
    const all = (await client.get('/v1/reports').expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(all).toHaveLength(3);
    const paged: string[] = [];
    let next: string | undefined = '/v1/reports?limit=1';
    while (next !== undefined && paged.length <= all.length) {
      const { body }: { body: { items: { id: string }[]; links: { rel: string; href: string }[] } } = await client
        .get(next)
        .expect(200);
      paged.push(...body.items.map(({ id }) => id));
      next = body.links.find(({ rel }) => rel === 'next')?.href;
    }
    expect(paged).toEqual(all);
  });

  it.each(['9000-12-31', '9000-12-31T23:59-12:00', '1000-01-01', '1000-01-01T00:00+14:00'])(
    'gives links that can be followed when asked as known at %s',
    async (knownAt) => {
      for (const path of ['/v1/reports?limit=1&', '/v1/control?limit=1&', '/v1/tallies?measure=killed&limit=1&']) {
        const first = await client.get(`${path}knownAt=${encodeURIComponent(knownAt)}`).expect(200);
        const links = (first.body as { links: { rel: string; href: string }[] }).links;
        const later = knownAt.startsWith('9') && !path.includes('tallies') ? ['self', 'next'] : ['self'];
        expect(links.map(({ rel }) => rel)).toEqual(path.includes('control') ? ['self', 'next'] : later);
        for (const { href } of links) await client.get(href).expect(200);
      }
    },
  );

  it('filters reports', async () => {
    const count = async (query: string): Promise<number> =>
      (await client.get(`/v1/reports?${query}`).expect(200)).body.items.length;
    const all = await count('limit=1000');
    expect(await count('type=area_seized&outlet=Reuters&from=2017-03-07&to=2017-03-07')).toBe(all);
    expect(await count('externalId=D001&outlet=Reuters')).toBe(1);
    expect(await count('externalId=D001&outlet=Nobody')).toBe(0);
    expect(await count('externalId=D009')).toBe(0);
    expect(await count('type=road_cut')).toBe(0);
    expect(await count('place=new-place')).toBe(1);
    expect(await count('actor=sdf')).toBe(1);
    expect(await count('from=2017-03-08')).toBe(0);
    expect(await count('incident=none')).toBe(0);
  });

  it('tells how one place was held over time', async () => {
    const { body } = await client.get('/v1/control/mosul/timeline?knownAt=2017-03-11').expect(200);
    expect(body).toMatchObject({ place: 'mosul', knownAt: '2017-03-11T20:59:59.999Z' });
    const held = body.items.find(({ status }: { status: string }) => status === 'held');
    expect(held).toMatchObject({ from: '2017-03-07T20:59:59.999Z', to: null, holders: ['iraq'] });
  });

  it('counts, with null for what is not known', async () => {
    const question = 'measure=killed&group=islamic-state&to=2017-03-07&knownAt=2017-03-08';
    const { body } = await client.get(`/v1/tallies?${question}`).expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      measure: 'killed',
      group: 'islamic-state',
      unit: 'people',
      itemised: { low: null, high: null },
      reports: expect.arrayContaining([{ id: reportIdOf('Reuters', 'D001'), externalId: 'D001' }]),
    });
    expect(body.items[0].itemised.best).toBeGreaterThanOrEqual(4);
    expect((await client.get('/v1/tallies?measure=wounded').expect(200)).body.items).toEqual([]);
  });

  it('lists places and actors', async () => {
    const places = (await client.get('/v1/places?kind=road&parent=mosul').expect(200)).body;
    expect(places.items).toEqual([{ ...road, aliases: [], registeredAt: now }]);
    const listed = (await client.get('/v1/actors?limit=2').expect(200)).body;
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual(['iraq', 'islamic-state']);
    expect(listed.links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'next']);
  });

  it.each([
    ['/v1/control?edition=none', 404, 'edition unknown_edition'],
    ['/v1/control?place=mossul', 404, 'place unknown_place'],
    ['/v1/control?holder=irak', 404, 'holder unknown_actor'],
    ['/v1/control?rollUp=irak', 404, 'rollUp unknown_actor'],
    ['/v1/control/mosul/timeline?rollUp=irak', 404, 'rollUp unknown_actor'],
    ['/v1/control?within=mossul', 404, 'within unknown_place'],
    ['/v1/conditions?within=mossul', 404, 'within unknown_place'],
    ['/v1/places?within=mossul', 404, 'within unknown_place'],
    ['/v1/places?bbox=38,34.5,43.5', 400, 'bbox not_a_box'],
    ['/v1/control?bbox=38,37,43.5,34.5', 400, 'bbox not_a_box'],
    ['/v1/conditions?bbox=38,34.5,43.5,91', 400, 'bbox not_a_box'],
    ['/v1/conditions?bbox=1,2,3,4&bbox=1,2,3,4', 400, 'bbox not_a_box'],
    ['/v1/places?q=', 400, 'q not_text'],
    ['/v1/places?q=-', 400, 'q not_a_name'],
    ['/v1/actors?q=%27', 400, 'q not_a_name'],
    ['/v1/actors?on=2017-02-29', 400, 'on not_a_day'],
    ['/v1/control/mossul/timeline', 404, 'place unknown_place'],
    ['/v1/reports?actor=irak', 404, 'actor unknown_actor'],
    ['/v1/tallies?measure=killed&group=irak', 404, 'group unknown_actor'],
    ['/v1/control?at=2017-03-07', 400, 'at unknown_field'],
    ['/v1/control?validAt=2017-02-29', 400, 'validAt not_a_moment'],
    ['/v1/control?knownAt=2017-03-07T10:00', 400, 'knownAt not_a_moment'],
    ['/v1/control?snapshot=live', 400, 'snapshot not_understood'],
    ['/v1/control?limit=1001', 400, 'limit not_in_range'],
    ['/v1/control?limit=5&limit=6', 400, 'limit not_in_range'],
    ['/v1/control?toString=1', 400, 'toString unknown_field'],
    ['/v1/control/Mosul/timeline', 400, 'place not_a_slug'],
    ['/v1/reports?outlet=%00', 400, 'outlet not_text'],
    ['/v1/reports?from=2017-03-08&to=2017-03-07', 400, 'to reversed'],
    ['/v1/reports/D001', 400, 'id not_a_uuid'],
    ['/v1/tallies', 400, 'measure missing'],
    ['/v1/tallies?measure=joy', 400, 'measure not_one_of'],
    ['/v1/tallies?measure=killed&from=2017-03-08&to=2017-03-07', 400, 'to reversed'],
  ])('refuses %s', async (path, status, violation) => {
    const response = await client.get(path).expect(status);
    expect(violationsOf(response)).toEqual([violation]);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  const nextOf = async (path: string): Promise<string> => {
    const { body } = await client.get(path).expect(200);
    const { href } = body.links.find(({ rel }: { rel: string }) => rel === 'next');
    return new URL(href, 'http://sitrep').searchParams.get('after') ?? '';
  };

  it('goes on with a cursor where it was given, and with none of another list, of a search, or changed', async () => {
    const [listed, searched] = [await nextOf('/v1/places?limit=1'), await nextOf('/v1/places?limit=1&q=o')];
    const changed = (listed.startsWith('A') ? 'B' : 'A') + listed.slice(1);
    for (const [path, status] of [
      [`/v1/places?after=${listed}`, 200],
      [`/v1/places?q=o&after=${searched}`, 200],
      [`/v1/places?q=o&after=${listed}`, 400],
      [`/v1/places?after=${searched}`, 400],
      [`/v1/actors?after=${listed}`, 400],
      [`/v1/reports?after=${listed}`, 400],
      [`/v1/places?after=${changed}`, 400],
      ['/v1/places?after=mosul', 400],
    ] as const) {
      const answer = await client.get(path);
      expect([path, answer.status, violationsOf(answer)]).toEqual([
        path,
        status,
        status === 200 ? [] : ['after not_a_cursor'],
      ]);
    }
  });

  it.each([
    ['/v1/places', '', 'mosul', []],
    ['/v1/places', 'q=mos', '2.mosul', []],
    ['/v1/places', '', '2.mosul', ['after not_a_cursor']],
    ['/v1/places', 'q=mos', 'mosul', ['after not_a_cursor']],
    ['/v1/places', 'q=mos', '3.mosul', ['after not_understood']],
    ['/v1/places', '', 'Mosul', ['after not_understood']],
    ['/v1/reports', '', cursorOf('reports earliest', 'nonsense'), ['after not_a_cursor']],
    ['/v1/reports', '', 'nonsense', ['after not_a_cursor']],
  ])('reads in a cursor of %s?%s what that list gives alone, not %s: %j', async (path, query, inside, violations) => {
    const after = await sealedCursor(api.parts.editions, path, inside);
    const answer = await client.get(`${path}?${query}&after=${after}`).expect(violations.length === 0 ? 200 : 400);
    expect(violationsOf(answer)).toEqual(violations);
  });

  it('never fails on arbitrary questions', async () => {
    const names = [
      'validAt',
      'knownAt',
      'edition',
      'limit',
      'after',
      'place',
      'holder',
      'measure',
      'from',
      'to',
      'type',
      'q',
      'within',
      'bbox',
      'rollUp',
      'on',
    ];
    const values = [
      '2017-03-07',
      '1000-01-01',
      '9000-12-31',
      '2017-03-07T10:00Z',
      'mosul',
      'killed',
      '5',
      '-0.0.00000000',
      'top',
      '177,-20,-178,-15',
      '1.mosul',
      'المو',
    ];
    const paths = [
      '/v1/control',
      '/v1/conditions',
      '/v1/control/mosul/timeline',
      '/v1/reports',
      '/v1/tallies',
      '/v1/tallies/explanation',
      '/v1/places',
      '/v1/actors',
    ];
    const value = fc.oneof(fc.constantFrom(...values), fc.string({ unit: 'binary' }));
    const parameter = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' })), value);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.array(parameter, { maxLength: 3 }), async (path, given) => {
        const query = given.map(([name, text]) => `${encodeText(name)}=${encodeText(text)}`).join('&');
        const response = await client.get(`${path}?${query}`);
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['that is no text', '/%', 400, 'malformed'],
    ['too long for its parameter', `/v1/control/${'a'.repeat(2_500)}/timeline`, 414, 'address_too_long'],
  ])('refuses an address %s', async (_what, path, status, code) => {
    const response = await client.get(path).expect(status);
    expect(response.body).toMatchObject({ type: `/problems/${code}`, status, code });
    expect((await client.get(`/problems/${code}`).expect(200)).text).toContain(code);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('knows no report that nobody has made, and no address that is none', async () => {
    expect((await client.get(`/v1/reports/${reportIdOf('Reuters', 'none')}`).expect(404)).body.code).toBe('not_found');
    expect((await client.get('/v1/nothing').expect(404)).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await request(api.app.getHttpServer()).delete('/v1/reports').expect(405)).body.status).toBe(405);
  });
});

/** Percent-encoded; half a surrogate pair, which has no encoding, becomes U+FFFD. */
const encodeText = (text: string): string => encodeURIComponent(text.toWellFormed());
