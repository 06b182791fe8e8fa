import { campaignLines } from './harness/campaign-events.js';
import { violationsOf } from './harness/api-client.js';
import { draftOf, type Faceted, type Found, numbers, placesOf } from './harness/found-reports.js';
import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { cursorOf, sealedCursor } from './harness/sealed-cursor.js';

interface Located {
  readonly id: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}

describe.each(logKinds())('finding reports on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let all: readonly Found[];

  const find = async (query: Record<string, string>): Promise<readonly Found[]> =>
    (await readAnswer<ListAnswer<Found>>(sitrep, '/v1/reports', { limit: '1000', ...query })).items;
  const submit = (draft: object) => sitrep.http.post('/v1/reports').send(draft).expect(201);

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    await sitrep.settled();
    all = await find({});
  });
  afterAll(() => sitrep.stop());

  it.each<[string, Record<string, string>, (report: Found) => boolean]>([
    ['several types', { type: 'road_cut,clash' }, ({ type }) => ['road_cut', 'clash'].includes(type)],
    [
      'an actor in a role',
      { actor: 'islamic-state', role: 'against', reliability: 'B' },
      ({ actors, grade }) =>
        grade.reliability === 'B' && actors.some(({ role, actor }) => role === 'against' && actor === 'islamic-state'),
    ],
    [
      'grades of both axes',
      { reliability: 'A,B', credibility: '2' },
      ({ grade }) => ['A', 'B'].includes(grade.reliability) && grade.credibility === 2,
    ],
    [
      'numbers that rest on nobody with a name',
      { anonymity: 'unnamed,requested,withheld_here', figures: 'true' },
      ({ source, figures }) =>
        ['unnamed', 'requested', 'withheld_here'].includes(source.anonymity) && figures.length > 0,
    ],
    [
      'the days on which they were made known',
      { reportedFrom: '2017-03-08', reportedTo: '2017-03-08' },
      ({ knownFrom }) => knownFrom >= '2017-03-07T21:00:00.000Z' && knownFrom < '2017-03-08T21:00:00.000Z',
    ],
  ])('by %s gives those that the list has', async (_by, query, isMeant) => {
    const meant = all.filter(isMeant);
    expect(meant.length).toBeGreaterThan(0);
    expect(meant.length).toBeLessThan(all.length);
    expect(numbers(await find(query))).toEqual(numbers(meant));
  });

  it('by contradiction gives both sides of each', async () => {
    const named = new Set(all.flatMap(({ id, contradicts }) => (contradicts.length > 0 ? [id, ...contradicts] : [])));
    expect(named.size).toBeGreaterThan(1);
    expect(numbers(await find({ contradicting: 'true' }))).toEqual(numbers(all.filter(({ id }) => named.has(id))));
  });

  it('by area, box and circle gives those that name a place there', async () => {
    const places = campaignLines<Located>('places.ndjson');
    const inside = (isIn: (location: NonNullable<Located['location']>) => boolean): readonly string[] => {
      const ids = new Set(places.filter(({ location }) => location && isIn(location)).map(({ id }) => id));
      return numbers(all.filter((report) => placesOf(report).some((place) => ids.has(place))));
    };
    const box = inside(({ lat, lon }) => lon >= 43 && lon <= 43.3 && lat >= 36.2 && lat <= 36.5);
    expect(box.length).toBeGreaterThan(0);
    expect(numbers(await find({ bbox: '43,36.2,43.3,36.5' }))).toEqual(box);
    const circle = inside(
      ({ lat, lon }) => Math.hypot((lat - 36.34) * 111.2, (lon - 43.13) * 111.2 * Math.cos(0.6343)) <= 12,
    );
    expect(circle.length).toBeGreaterThan(0);
    expect(circle.length).toBeLessThan(all.length);
    expect(numbers(await find({ near: '43.13,36.34,12' }))).toEqual(circle);
    const { items } = await readAnswer<ListAnswer<Located>>(sitrep, '/v1/places', { within: 'mosul', limit: '1000' });
    const parts = new Set(items.map(({ id }) => id));
    const within = numbers(all.filter((report) => placesOf(report).some((place) => parts.has(place))));
    expect(numbers(await find({ within: 'mosul' }))).toEqual(within);
  });

  it('by a family gives its types, and by both those of both', async () => {
    const { items } = await readAnswer<{ items: readonly { type: string; family: string }[] }>(sitrep, '/v1/catalogue');
    const harm = items.filter(({ family }) => family === 'harm').map(({ type }) => type);
    expect(numbers(await find({ family: 'harm' }))).toEqual(numbers(all.filter(({ type }) => harm.includes(type))));
    expect(await find({ family: 'harm', type: 'road_cut' })).toEqual([]);
  });

  it('by words finds a name in any script, and what the registry calls so', async () => {
    const mosul = numbers(await find({ q: 'Mosul' }));
    expect(mosul).toEqual(expect.arrayContaining([...numbers(all.filter(({ summary }) => /\bMosul\b/.test(summary)))]));
    expect(numbers(await find({ q: 'موصل' }))).toEqual(
      numbers(all.filter((report) => placesOf(report).includes('mosul'))),
    );
    for (const report of await find({ q: 'Raqqah' }))
      expect(`${JSON.stringify(report)}`.toLowerCase(), report.externalId).toMatch(/raq+a/);
  });

  it('counts what is found, on all pages, as its own filters do', async () => {
    const query = { q: 'mosul', facets: 'type,place,outlet,reliability,day', limit: '1' };
    const { total, facets, items } = await readAnswer<Faceted>(sitrep, '/v1/reports', query);
    expect(items).toHaveLength(1);
    expect(total).toBe((await find({ q: 'mosul' })).length);
    for (const name of ['type', 'place', 'outlet', 'reliability']) {
      expect(facets[name]!.length, name).toBeGreaterThan(0);
      for (const { value, count } of facets[name]!.slice(0, 3))
        expect(await find({ q: 'mosul', [name]: value }), `${name}=${value}`).toHaveLength(count);
    }
    const counts = facets['type']!.map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count)).toBe(total);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it.each(['relevance', 'occurred', 'latest'])(
    'gives every report once over the pages in the order %s',
    async (order) => {
      const query = { q: 'mosul', order };
      const paged = await readPages<Found>(sitrep, '/v1/reports', query);
      expect(paged.map(({ id }) => id)).toEqual((await find(query)).map(({ id }) => id));
      expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
    },
  );

  describe('by words', () => {
    const of = async (q: string, more: Record<string, string> = {}): Promise<readonly string[]> =>
      (await find({ q, outlet: 'Finder', ...more })).map(({ externalId }) => externalId);

    beforeAll(async () => {
      await submit(draftOf('F1', 'A pontoon was laid across the river, and the tractor factory is quiet.'));
      await submit(draftOf('F2', 'The river pontoon was hit by a drone.', { note: 'Nobody was hurt in the tractor.' }));
      await submit(draftOf('F3', 'Des obus sont tombés près de l’hôpital; 摩苏尔的大桥被毁.'));
      await submit(
        draftOf('F4', 'Nothing of that kind.', {
          source: { outlet: 'Finder', chain: ['Pontoon Monitor'], anonymity: 'named', seenByOutlet: false },
        }),
      );
      await sitrep.settled();
    });

    it('finds all words, phrases in their order, and nothing that is excluded', async () => {
      expect((await of('pontoon river')).toSorted()).toEqual(['F1', 'F2']);
      expect(await of('"river pontoon"')).toEqual(['F2']);
      expect((await of('pontoon -drone')).toSorted()).toEqual(['F1', 'F4']);
      expect(await of('pontoon factory drone')).toEqual([]);
    });

    it('finds the beginnings of words, whatever their accents, and scripts without blanks', async () => {
      expect(await of('hopital tomb')).toEqual(['F3']);
      expect(await of('HÔPITAL')).toEqual(['F3']);
      expect(await of('大桥')).toEqual(['F3']);
      expect(await of('桥大')).toEqual([]);
    });

    it('puts what stands in the summary first', async () => {
      expect(await of('tractor', { order: 'relevance' })).toEqual(['F1', 'F2']);
      expect((await of('pontoon', { order: 'relevance' })).at(-1)).toBe('F4');
    });

    it('finds a report by a name that was registered later', async () => {
      await submit(draftOf('F5', 'It was calm.', { places: ['mosul-west'] }));
      expect(await of('Zanjili quay')).toEqual([]);
      const { body } = await sitrep.http.get('/v1/places/mosul-west').expect(200);
      const { position: _position, links: _links, registeredAt: _at, ...place } = body;
      await sitrep.http
        .post('/v1/places')
        .send({ ...place, aliases: [...place.aliases, 'Zanjili quay'] })
        .expect(201);
      await sitrep.settled();
      expect(await of('zanjili quay calm')).toEqual(['F5']);
    });

    it('forgets words that were corrected, and knows them as of before', async () => {
      const { body } = await submit(draftOf('F6', 'A zeppelin was seen.'));
      const report = draftOf('F6', 'A balloon was seen.');
      const correction = { reportedAt: '2017-03-11T12:00:00Z', reason: 'Misread.', report };
      await sitrep.http.post(`/v1/reports/${body.id}/corrections`).send(correction).expect(201);
      await sitrep.settled();
      expect([await of('zeppelin'), await of('balloon')]).toEqual([[], ['F6']]);
      expect(await of('zeppelin', { knownAt: '2017-03-10' })).toEqual(['F6']);
    });
  });

  it('finds places, actors, reports and incidents by one box', async () => {
    interface Hits {
      readonly places: readonly { readonly id: string }[];
      readonly actors: readonly { readonly id: string }[];
      readonly reports: readonly { readonly externalId: string }[];
      readonly incidents: readonly { readonly key: string; readonly reports: number }[];
    }
    const search = (q: string) => readAnswer<Hits>(sitrep, '/v1/search', { q, knownAt: '2017-03-12', limit: '3' });
    const mosul = await search('الموصل');
    expect(mosul.places[0]!.id).toBe('mosul');
    expect(mosul.reports).toHaveLength(3);
    expect((await search('pmu')).actors.length).toBeGreaterThan(0);
    const key = (await readAnswer<ListAnswer<{ key: string }>>(sitrep, '/v1/incidents', { limit: '1' })).items[0]!.key;
    expect((await search(key.toLowerCase())).incidents).toMatchObject([{ key }]);
    expect(await search('zzzz nowhere')).toMatchObject({ places: [], actors: [], reports: [], incidents: [] });
    expect((await sitrep.http.get('/v1/search?q=%20-')).body.errors).toMatchObject([{ parameter: 'q' }]);
    expect((await sitrep.http.get('/v1/search')).body.errors).toMatchObject([{ parameter: 'q', code: 'missing' }]);
  });

  it.each([
    ['q=%20-%20', 'q not_a_search'],
    [`q=${'a%20'.repeat(17)}`, 'q too_many'],
    ['order=relevance', 'order needs_q'],
    ['role=by', 'role needs_actor'],
    ['near=200,10,5', 'near not_in_range'],
    ['near=43,36', 'near not_understood'],
    ['type=road_cut,nonsense', 'type not_one_of'],
    ['credibility=7', 'credibility not_one_of'],
    ['facets=colour', 'facets not_one_of'],
    ['reportedFrom=2017-03-09&reportedTo=2017-03-08', 'reportedTo reversed'],
  ])('%s is refused as %s', async (query, expected) => {
    expect(violationsOf(await sitrep.http.get(`/v1/reports?${query}`).expect(400))).toEqual([expected]);
  });

  it.each([
    ['order=latest', cursorOf('reports relevance', '0.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11')],
    ['order=relevance', cursorOf('reports latest', '0.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11')],
    ['order=relevance', cursorOf('reports relevance', 'x')],
    ['order=relevance', cursorOf('incidents relevance', '0.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11')],
    ['order=relevance', '0.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11'],
  ])('%s takes no cursor of another order, list or shape, though it was sealed here: %s', async (query, inside) => {
    const after = await sealedCursor(sitrep.editions, '/v1/reports', inside);
    const refused = await sitrep.http.get(`/v1/reports?q=mosul&${query}&after=${after}`).expect(400);
    expect(violationsOf(refused)).toEqual(['after not_a_cursor']);
  });
});
