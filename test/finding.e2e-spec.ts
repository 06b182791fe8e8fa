import { campaignLines } from './harness/campaign-events.js';
import { sendCampaign } from './harness/campaign-over-http.js';
import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Found {
  readonly id: string;
  readonly externalId: string;
  readonly type: string;
  readonly summary: string;
  readonly knownFrom: string;
  readonly places: readonly string[];
  readonly control: readonly { readonly place: string }[];
  readonly condition?: readonly { readonly place: string }[];
  readonly actors: readonly { readonly role: string; readonly actor: string }[];
  readonly figures: readonly unknown[];
  readonly source: { readonly outlet: string; readonly anonymity: string };
  readonly grade: { readonly reliability: string; readonly credibility: number };
  readonly contradicts: readonly string[];
}
interface Faceted extends ListAnswer<Found> {
  readonly total: number;
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
}
interface Violation {
  readonly parameter: string;
  readonly code: string;
}
interface Located {
  readonly id: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}

/** A report of an outlet of its own, of a day and a place that the campaign has. */
const draftOf = (externalId: string, summary: string, more: object = {}): object => ({
  externalId,
  type: 'clash',
  nature: 'event',
  summary,
  occurred: { from: '2017-03-10', to: '2017-03-10', precision: 'day' },
  reportedAt: '2017-03-10T12:00:00Z',
  places: ['tikrit'],
  source: { outlet: 'Finder', chain: ['Finder'], anonymity: 'outlet_itself', seenByOutlet: true },
  grade: { reliability: 'C', credibility: 3 },
  ...more,
});

const placesOf = ({ places, control, condition = [] }: Found): readonly string[] => [
  ...places,
  ...[...control, ...condition].map(({ place }) => place),
];
const numbers = (found: readonly Found[]): readonly string[] => found.map(({ externalId }) => externalId).sort();

describe.each(logKinds())('finding reports on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let all: readonly Found[];

  const find = async (query: Record<string, string>): Promise<readonly Found[]> =>
    (await readAnswer<ListAnswer<Found>>(sitrep, '/v1/reports', { limit: '1000', ...query })).items;
  const submit = (draft: object) => sitrep.http.post('/v1/reports').send(draft).expect(201);

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sendCampaign(sitrep);
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

  it('counts a number as resting on unnamed sources until a named one of its incident gives it, too', async () => {
    const killed = (externalId: string, anonymity: string, group: string): object =>
      draftOf(externalId, 'Some were killed.', {
        type: 'casualties_reported',
        incident: { key: 'E-UNNAMED' },
        figures: [{ measure: 'killed', group, best: 4, basis: 'incremental', unit: 'people' }],
        source: { outlet: 'Finder', chain: ['a soldier'], anonymity, seenByOutlet: false },
      });
    const resting = async (more: Record<string, string> = {}): Promise<readonly string[]> =>
      numbers(await find({ outlet: 'Finder', onlyUnnamedSources: 'true', incident: 'E-UNNAMED', ...more }));
    await submit(killed('U1', 'unnamed', 'civilians'));
    await submit(killed('U2', 'requested', 'military'));
    await sitrep.settled();
    expect(await resting()).toEqual(['U1', 'U2']);
    await submit({ ...killed('U3', 'named', 'civilians'), reportedAt: '2017-03-11T12:00:00Z' });
    await sitrep.settled();
    expect(await resting()).toEqual(['U2']);
    expect(await resting({ knownAt: '2017-03-10' })).toEqual(['U1', 'U2']);
  });

  describe('in a polygon', () => {
    const search = async (body: object, status = 200) => {
      const answer = await sitrep.http.post('/v1/reports/search').send(body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
      return answer.body as Faceted & { readonly errors: readonly { pointer: string; code: string }[] };
    };
    const polygon = (...coordinates: number[][][]) => ({ type: 'Polygon', coordinates });
    const box = [
      [43, 36.2],
      [43.3, 36.2],
      [43.3, 36.5],
      [43, 36.5],
      [43, 36.2],
    ];

    it('finds what a box of the same edges does, with all other members, counts and pages', async () => {
      const asked = { polygon: polygon(box), type: ['clash', 'building_recaptured'], reliability: ['B'] };
      const inBox = await find({ bbox: '43,36.2,43.3,36.5', type: 'clash,building_recaptured', reliability: 'B' });
      expect(inBox.length).toBeGreaterThan(2);
      const found = await search({ ...asked, limit: 1000, facets: ['type'] });
      expect(found.items).toEqual(inBox);
      expect(found.total).toBe(inBox.length);
      const paged: Found[] = [];
      for (let path = '/v1/reports/search'; ;) {
        const { body } = await sitrep.http.post(path).send({ ...asked, limit: 2 }).expect(200);
        paged.push(...(body as ListAnswer<Found>).items);
        const next = (body as ListAnswer<Found>).links.find(({ rel }) => rel === 'next');
        if (next === undefined) break;
        path = next.href;
      }
      expect(paged).toEqual(inBox);
    });

    it('finds nothing in a hole, and what a triangle cuts off', async () => {
      const all = numbers((await search({ polygon: polygon(box), limit: 1000 })).items);
      const hole = [
        [42.9, 36.1],
        [43.4, 36.1],
        [43.4, 36.6],
        [42.9, 36.6],
        [42.9, 36.1],
      ];
      const outline = [
        [42, 35],
        [45, 35],
        [45, 38],
        [42, 38],
        [42, 35],
      ];
      const around = numbers((await search({ polygon: polygon(outline, hole), limit: 1000 })).items);
      const whole = numbers((await search({ polygon: polygon(outline), limit: 1000 })).items);
      expect(around.length).toBeLessThan(whole.length);
      expect([...new Set([...around, ...all])].length).toBeLessThanOrEqual(whole.length);
      const triangle = numbers((await search({ polygon: polygon([...box.slice(0, 3), box[0]!]), limit: 1000 })).items);
      expect(triangle.length).toBeLessThan(all.length);
      expect(triangle.every((number) => all.includes(number))).toBe(true);
    });

    it('goes over the antimeridian the short way', async () => {
      for (const [id, lon] of Object.entries({ 'west-of-line': 179.5, 'east-of-line': -179.5, 'far-off': 0.5 })) {
        const place = { id, name: id, kind: 'village', timeZone: 'Pacific/Fiji', location: { lat: -17, lon } };
        await sitrep.http.post('/v1/places').send(place).expect(201);
        await submit(draftOf(`L-${id}`, 'Calm.', { places: [id] }));
      }
      await sitrep.settled();
      const line = polygon([
        [179, -18],
        [-179, -18],
        [-179, -16],
        [179, -16],
        [179, -18],
      ]);
      expect(numbers((await search({ polygon: line })).items)).toEqual(['L-east-of-line', 'L-west-of-line']);
    });

    it('answers as known then, says so in notes, and waits for a position', async () => {
      const early = await search({ polygon: polygon(box), knownAt: '2017-03-07', limit: 1000 });
      expect(early.items.every(({ knownFrom }) => knownFrom < '2017-03-08')).toBe(true);
      expect(await search({ knownAt: '2999-01-01', limit: 1 })).toMatchObject({
        notes: [expect.stringContaining('in the future')],
      });
      const { body } = await submit(draftOf('P1', 'A lighthouse is dark.'));
      const { items } = await search({ q: 'lighthouse', minPosition: body.position });
      expect(numbers(items)).toEqual(['P1']);
    });

    it.each<[string, object, string]>([
      ['an open ring', { polygon: polygon(box.slice(0, 4)) }, '/polygon/coordinates/0 not_closed'],
      ['a latitude that is none', { polygon: polygon([...box.slice(0, 4), [43, 97]]) }, '/polygon/coordinates/0/4 not_a_position'],
      ['a point', { polygon: { type: 'Point', coordinates: [43, 36] } }, '/polygon/type not_a_polygon'],
      ['an unknown member', { polygn: polygon(box) }, '/polygn unknown_field'],
      ['a type that there is not', { type: ['nonsense'] }, '/type/0 not_one_of'],
    ])('refuses %s with its pointer', async (_name, body, expected) => {
      const { errors } = await search(body, 400);
      expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([expected]);
    });
  });

  describe('incidents by their reports', () => {
    interface Incident {
      readonly key: string;
      readonly reports: readonly { readonly report: { readonly id: string } }[];
    }
    const incidents = async (query: Record<string, string>): Promise<readonly Incident[]> =>
      (await readAnswer<ListAnswer<Incident>>(sitrep, '/v1/incidents', { limit: '1000', ...query })).items;
    const keys = (found: readonly Incident[]): readonly string[] => found.map(({ key }) => key);

    it.each<[string, Record<string, string>]>([
      ['words', { q: 'mosul' }],
      ['types and grades', { family: 'fighting,territory', reliability: 'B' }],
      ['an actor in a role', { actor: 'islamic-state', role: 'against' }],
      ['an area', { within: 'mosul' }],
      ['a circle', { near: '43.13,36.34,12' }],
      ['a box and days', { bbox: '43,36,44,37', from: '2017-03-07', to: '2017-03-08' }],
      ['an outlet and how far its source is named', { outlet: 'Reuters', anonymity: 'named' }],
      ['a source', { source: 'sohr' }],
      ['figures', { figures: 'true' }],
      ['days on which they were made known', { reportedFrom: '2017-03-08', reportedTo: '2017-03-08' }],
    ])('by %s are those of which one report is found so', async (_by, query) => {
      const every = await incidents({});
      const ids = new Set((await find(query)).map(({ id }) => id));
      const meant = every.filter(({ reports }) => reports.some(({ report }) => ids.has(report.id)));
      expect(meant.length).toBeGreaterThan(0);
      expect(meant.length).toBeLessThan(every.length);
      expect(await incidents(query)).toEqual(meant);
    });

    it.each(['key', 'earliest', 'latest', 'occurred', 'relevance'])(
      'come once each over the pages in the order %s',
      async (order) => {
        const query = { q: 'mosul', order };
        const whole = keys(await incidents(query));
        expect(keys(await readPages<Incident>(sitrep, '/v1/incidents', query))).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
        expect([...whole].sort()).toEqual(keys(await incidents({ q: 'mosul' })));
      },
    );

    it('are counted, each once for a value, as their own filters find them', async () => {
      const asked = { within: 'iraq', facets: 'type,place,outlet', limit: '1' };
      const { total, facets } = await readAnswer<Faceted>(sitrep, '/v1/incidents', asked);
      expect(total).toBe((await incidents({ within: 'iraq' })).length);
      for (const name of ['type', 'place', 'outlet'])
        for (const { value, count } of facets[name]!.slice(0, 3))
          expect(await incidents({ within: 'iraq', [name]: value }), `${name}=${value}`).toHaveLength(count);
    });

    it.each([
      ['order=relevance', 'order needs_q'],
      ['role=by', 'role needs_actor'],
      ['order=latest&after=E-1', 'after not_a_cursor'],
      ['near=200,10,5', 'near not_in_range'],
    ])('%s is refused as %s', async (query, expected) => {
      const { status, body } = await sitrep.http.get(`/v1/incidents?${query}`);
      expect([status, body.errors.map(({ parameter, code }: Violation) => `${parameter} ${code}`)]).toEqual([
        400,
        [expected],
      ]);
    });
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
    ['q=mosul&order=relevance&after=0.7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11', 'after not_a_cursor'],
  ])('%s is refused as %s', async (query, expected) => {
    const { status, body } = await sitrep.http.get(`/v1/reports?${query}`);
    expect([status, body.errors.map(({ parameter, code }: Violation) => `${parameter} ${code}`)]).toEqual([
      400,
      [expected],
    ]);
  });
});
