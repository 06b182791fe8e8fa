import { sendCampaign } from './harness/campaign-over-http.js';
import { violationsOf } from './harness/api-client.js';
import { draftOf, type Faceted, type Found, numbers } from './harness/found-reports.js';
import { statementsFor } from './harness/counted-questions.js';
import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { cursorOf, sealedCursor } from './harness/sealed-cursor.js';

describe.each(logKinds())('finding on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  const find = async (query: Record<string, string>): Promise<readonly Found[]> =>
    (await readAnswer<ListAnswer<Found>>(sitrep, '/v1/reports', { limit: '1000', ...query })).items;
  const submit = (draft: object) => sitrep.http.post('/v1/reports').send(draft).expect(201);

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sendCampaign(sitrep);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

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

  it('finds the reports that take part in an open contradiction, as the contradictions list them', async () => {
    interface Contradiction {
      readonly reports: readonly { readonly externalId: string }[];
    }
    const asked = { knownAt: '2017-03-12' };
    const open = await readPages<Contradiction>(sitrep, '/v1/contradictions', { ...asked, state: 'open' });
    const meant = [...new Set(open.flatMap(({ reports }) => reports.map(({ externalId }) => externalId)))].sort();
    expect(meant.length).toBeGreaterThan(4);
    expect(numbers(await find({ ...asked, contradicting: 'open' }))).toEqual(meant);
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
        const { body } = await sitrep.http
          .post(path)
          .send({ ...asked, limit: 2 })
          .expect(200);
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
        const place = {
          id,
          name: id,
          kind: 'village',
          timeZone: 'Pacific/Fiji',
          location: { lat: -17, lon, precisionKm: 1 },
        };
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

    it('takes flags and grades as JSON has them, and as text', async () => {
      const asked = { figures: true, credibility: [1, 2], limit: 1000 };
      const found = await search(asked);
      expect(found.items.length).toBeGreaterThan(0);
      const asText = { figures: 'true', credibility: '1,2' };
      expect(found.items).toEqual(await find(asText));
      expect((await search({ ...asked, ...asText, credibility: ['1', '2'] })).items).toEqual(found.items);
      for (const name of ['onlyUnnamedSources', 'contradicting'])
        expect((await search({ [name]: true, limit: 1000 })).items, name).toEqual(await find({ [name]: 'true' }));
    });

    it('answers as known then, says so in notes, and waits for a position', async () => {
      const early = await search({ polygon: polygon(box), knownAt: '2017-03-07', limit: 1000 });
      expect(early.items.every(({ knownFrom }) => knownFrom < '2017-03-08')).toBe(true);
      expect(await search({ knownAt: '2999-01-01', limit: 1 })).toMatchObject({
        notes: [expect.stringContaining('in the future')],
      });
      const { body } = await submit(draftOf('P1', 'A lighthouse is dark.'));
      const { items } = await search({
        q: 'lighthouse',
        minPosition: `${body.position.partition}:${body.position.offset}`,
      });
      expect(numbers(items)).toEqual(['P1']);
    });

    it.each<[string, object, string]>([
      ['an open ring', { polygon: polygon(box.slice(0, 4)) }, '/polygon/coordinates/0 not_closed'],
      [
        'a latitude that is none',
        { polygon: polygon([...box.slice(0, 4), [43, 97]]) },
        '/polygon/coordinates/0/4 not_a_position',
      ],
      ['a point', { polygon: { type: 'Point', coordinates: [43, 36] } }, '/polygon/type not_a_polygon'],
      ['an unknown member', { polygn: polygon(box) }, '/polygn unknown_field'],
      ['a flag that is not raised', { figures: false }, '/figures not_one_of'],
      ['a grade that there is not', { credibility: [1, 7] }, '/credibility/1 not_one_of'],
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

    it.each(['/v1/reports', '/v1/incidents'])(
      'and reports are counted by each value as the list of %s with it',
      async (path) => {
        const read = (query: Record<string, string>) =>
          readAnswer<Faceted>(sitrep, path, { within: 'iraq', limit: '1', ...query });
        const names = 'type,outlet,place,actor,reliability,credibility,anonymity,day';
        const { total, facets } = await read({ facets: names });
        expect(total).toBeGreaterThan(0);
        for (const [name, values] of Object.entries(facets)) {
          expect(values.length, name).toBeGreaterThan(1);
          for (const { value, count } of values) {
            const asked = name === 'day' ? { from: value, to: value } : { [name]: value };
            expect((await read({ ...asked, facets: 'type' })).total, `${name}=${value}`).toBe(count);
          }
        }
      },
    );

    it('and reports take a cursor in its own list and order alone', async () => {
      const lists = ['/v1/reports', '/v1/incidents'].flatMap((path) =>
        ['earliest', 'latest', 'occurred', ...(path === '/v1/incidents' ? ['key'] : [])].map((order) => ({
          path,
          order,
        })),
      );
      for (const given of lists) {
        const { links } = await readAnswer<ListAnswer<Found>>(sitrep, given.path, { order: given.order, limit: '1' });
        const next = links.find(({ rel }) => rel === 'next')!.href;
        const after = new URL(next, 'http://sitrep').searchParams.get('after')!;
        for (const { path, order } of lists) {
          const isOwn = path === given.path && order === given.order;
          const { status } = await sitrep.http.get(path).query({ order, after });
          expect(status, `${given.path} ${given.order} at ${path} ${order}`).toBe(isOwn ? 200 : 400);
          if (path === '/v1/incidents') continue;
          const searched = await sitrep.http.post('/v1/reports/search').query({ after }).send({ order });
          expect(searched.status, `${given.path} ${given.order} in a search by ${order}`).toBe(400);
        }
      }
    });

    it('take no more statements however many there are', async () => {
      const asked = { q: 'mosul', within: 'iraq', order: 'latest' };
      await incidents(asked);
      const many = await statementsFor(sitrep, () => incidents({ ...asked, facets: 'type' }));
      const few = await statementsFor(sitrep, () => incidents({ ...asked, facets: 'type', limit: '1' }));
      expect(many).toBe(few);
      expect(many).toBeLessThanOrEqual(10);
    });

    it.each([
      ['order=relevance', 'order needs_q'],
      ['role=by', 'role needs_actor'],
      ['near=200,10,5', 'near not_in_range'],
    ])('%s is refused as %s', async (query, expected) => {
      expect(violationsOf(await sitrep.http.get(`/v1/incidents?${query}`).expect(400))).toEqual([expected]);
    });

    it.each([
      ['order=latest', cursorOf('incidents key', 'E-1')],
      ['order=latest', cursorOf('incidents latest', 'E-1')],
      ['order=latest', 'E-1'],
      ['', cursorOf('incidents latest', 'E-1')],
      ['', 'E-1'],
    ])('%s takes no cursor of another order or shape, though it was sealed here: %s', async (query, inside) => {
      const after = await sealedCursor(sitrep.editions, '/v1/incidents', inside);
      const refused = await sitrep.http.get(`/v1/incidents?${query}&after=${after}`).expect(400);
      expect(violationsOf(refused)).toEqual(['after not_a_cursor']);
    });
  });
});
