import { recordCampaign } from '../harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { type FeaturePage, hrefOf, type OgcLink, readAllPages, readExport, readOgc, row } from './ogc-client.js';

const collections = ['control', 'control-history', 'conditions', 'incidents', 'reports'];
const clocks: readonly (readonly [validAt: string, knownAt: string])[] = [
  ['2017-03-07', '2017-03-09'],
  ['2017-03-09', '2017-03-12'],
  ['2017-03-08T10:00:00Z', '2017-03-08T12:00:00Z'],
];
const dated = '/ogc/at/2017-03-09/known/2017-03-12';

describe.each(logKinds())('OGC API – Features, on %s', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    for (const [id, lon] of [
      ['taveuni', 179.9],
      ['vanua-balavu', -178.9],
    ] as const)
      await sitrep.http
        .post('/v1/places')
        .send({ id, name: id, kind: 'city', timeZone: 'Pacific/Fiji', location: { lat: -17, lon, precisionKm: 5 } })
        .expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const items = (path: string, query: Readonly<Record<string, string>> = {}) =>
    readOgc<FeaturePage>(sitrep, `${path}/items`, { limit: '1000', ...query });
  const idsOf = async (path: string, query: Readonly<Record<string, string>>) =>
    (await items(path, query)).features.map(({ id }) => id);

  describe.each(clocks)('at %s, as known at %s', (validAt, knownAt) => {
    const base = `/ogc/at/${encodeURIComponent(validAt)}/known/${encodeURIComponent(knownAt)}/collections`;

    it.each([
      ['control', '/v1/control', { validAt, knownAt }],
      ['conditions', '/v1/conditions', { validAt, knownAt }],
      ['incidents', '/v1/incidents', { knownAt }],
      ['reports', '/v1/reports', { knownAt }],
    ])('%s has the rows of %s', async (collection, path, query) => {
      const { features, numberMatched } = await items(`${base}/${collection}`);
      expect(features.length).toBeGreaterThan(0);
      expect(features.map(row)).toEqual(await readExport(sitrep, path, query));
      expect(numberMatched).toBe(features.length);
      expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
    });
  });

  it('control-history has the rows of all timelines', async () => {
    const { features } = await items(`${dated}/collections/control-history`);
    const rows = [];
    for (const place of await idsOf(`${dated}/collections/control`, {}))
      rows.push(...(await readExport(sitrep, `/v1/control/${place}/timeline`, { knownAt: '2017-03-12' })));
    expect(features.length).toBeGreaterThan(20);
    expect(features.map(row)).toEqual(rows);
  });

  it.each(collections)('gives %s page by page, by cursor, by offset and one by one', async (collection) => {
    const path = `${dated}/collections/${collection}`;
    const whole = await items(path);
    const pages = await readAllPages(sitrep, `${path}/items`, { limit: '7' });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flatMap(({ features }) => features)).toEqual(whole.features);
    for (const { numberMatched, numberReturned, features } of pages)
      expect([numberMatched, numberReturned]).toEqual([whole.features.length, features.length]);
    const { features } = await items(path, { limit: '3', offset: '5' });
    expect(features).toEqual(whole.features.slice(5, 8));
    for (const one of whole.features.slice(0, 4)) {
      const { links, ...feature } = await readOgc<{ links: OgcLink[] }>(
        sitrep,
        `${path}/items/${encodeURIComponent(one.id)}`,
      );
      expect(feature).toEqual({ type: 'Feature', ...one });
      expect(links.map(({ rel }) => rel)).toEqual(['self', 'collection']);
    }
  });

  it('goes on as of the moment at which it began, also without a date', async () => {
    for (const collection of collections) {
      const first = await readOgc<FeaturePage>(sitrep, `/ogc/collections/${collection}/items`, { limit: '2' });
      const next = new URL(hrefOf(first, 'next')!);
      expect(next.searchParams.get('knownAt')).toMatch(/Z$/);
      expect(next.searchParams.has('datetime')).toBe(['control', 'conditions'].includes(collection));
      expect((await readOgc<FeaturePage>(sitrep, next.href)).features).toHaveLength(2);
    }
  });

  it('stays below a dated landing page with every link', async () => {
    const pages = ['', '/collections', '/collections/control', '/collections/control/items'];
    const hrefs: string[] = [];
    for (const page of pages) hrefs.push(...hrefsIn(await readOgc(sitrep, dated + page)));
    expect(hrefs.length).toBeGreaterThan(15);
    for (const href of hrefs) expect(new URL(href).pathname.startsWith(dated), href).toBe(true);
    for (const href of new Set(hrefs)) await readOgc(sitrep, href);
  });

  it('selects by datetime: the moment of a situation, periods that overlap, reports that may have happened then', async () => {
    const control = '/ogc/collections/control';
    const at = async (query: Readonly<Record<string, string>>) =>
      (await items(control, { knownAt: '2017-03-12', ...query })).features.map(row);
    const ninth = await readExport(sitrep, '/v1/control', { validAt: '2017-03-09', knownAt: '2017-03-12' });
    expect(await at({ datetime: '2017-03-09' })).toEqual(ninth);
    expect(await at({ datetime: '2017-03-01/2017-03-09' })).toEqual(ninth);
    expect(await at({ datetime: '../2017-03-09' })).toEqual(ninth);
    expect(await at({ datetime: '2017-03-07' })).not.toEqual(ninth);
    const inside = await items('/ogc/at/2017-03-07/known/2017-03-12/collections/control', { datetime: '2017-03-09' });
    expect(inside.features.map(row)).toEqual(ninth);
    const history = await items(`${dated}/collections/control-history`);
    for (const [datetime, from, to] of intervals) {
      const overlapping = history.features
        .filter(({ properties }) => overlaps(properties, from, to))
        .map(({ id }) => id);
      expect(overlapping.length).toBeGreaterThan(0);
      expect(await idsOf(`${dated}/collections/control-history`, { datetime }), datetime).toEqual(overlapping);
    }
    for (const collection of ['reports', 'incidents']) {
      const query = { from: '2017-03-06', to: '2017-03-07', knownAt: '2017-03-12' };
      const found = await items(`${dated}/collections/${collection}`, { datetime: '2017-03-06/2017-03-07' });
      expect(found.features.map(row)).toEqual(await readExport(sitrep, `/v1/${collection}`, query));
      expect(found.numberMatched).toBe(found.features.length);
      const all = await items(`${dated}/collections/${collection}`);
      expect(found.features.length).toBeLessThan(all.features.length);
      expect(found.features.length).toBeGreaterThan(0);
    }
  });

  it.each(collections)('selects %s by bbox: what it draws there, and nothing else', async (collection) => {
    const path = `${dated}/collections/${collection}`;
    const bbox = '42.5,36,43.5,37';
    const { features } = await items(path);
    const drawn = features.filter(({ geometry }) => pointsOf(geometry).some(([lon, lat]) => isIn(lon, lat, bbox)));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.length).toBeLessThan(features.length);
    const found = await items(path, { bbox });
    expect(found.features).toEqual(drawn);
    expect(found.numberMatched).toBe(drawn.length);
    expect((await items(path, { bbox: '42.5,36,-100,43.5,37,9000' })).features).toEqual(drawn);
  });

  it('selects across the date line', async () => {
    const fiji = async (bbox: string) => idsOf(`${dated}/collections/control`, { bbox });
    expect(await fiji('177,-20,-178,-15')).toEqual(['taveuni', 'vanua-balavu']);
    expect(await fiji('177,-20,180,-15')).toEqual(['taveuni']);
    expect(await fiji('-180,-20,-178,-15')).toEqual(['vanua-balavu']);
  });

  it('takes what real clients send, and refuses what it does not know, by name', async () => {
    const crs = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
    const path = `${dated}/collections/control`;
    const { features } = await items(path, { f: 'json', crs, 'bbox-crs': crs, skipGeometry: 'true', limit: '99999' });
    expect(features.every(({ geometry }) => geometry === null)).toBe(true);
    expect(features).toHaveLength((await items(path)).features.length);
    for (const [address, parameter] of [
      [`${path}/items?unknown=1`, 'unknown'],
      [`${path}/items?f=html`, 'f'],
      [`${path}/items?crs=http://www.opengis.net/def/crs/EPSG/0/4326`, 'crs'],
      [`${path}/items?limit=0`, 'limit'],
      [`${path}/items?limit=ten`, 'limit'],
      [`${path}/items?bbox=1,2,3`, 'bbox'],
      [`${path}/items?bbox=1,2,a,3,4,5`, 'bbox'],
      [`${path}/items?datetime=yesterday`, 'datetime'],
      [`${path}/items?knownAt=2017-03-12`, 'knownAt'],
      [`${path}/items/mosul?limit=1`, 'limit'],
      [`${path}?limit=1`, 'limit'],
      ['/ogc?limit=1', 'limit'],
      ['/ogc/at/yesterday/known/2017-03-12', 'validAt'],
      [`${dated}/collections/control-history/items?after=x`, 'after'],
    ]) {
      const { status, body } = await sitrep.http.get(address!);
      expect([status, body.errors?.[0]?.parameter], address).toEqual([400, parameter]);
    }
    for (const address of ['/ogc/collections/nothing', `${path}/items/nowhere`, `${dated}/collections/reports/items/x`])
      expect((await sitrep.http.get(address)).status, address).toBe(404);
    expect((await sitrep.http.get(`${path}/items`).set('accept', 'text/html')).status).toBe(406);
    expect((await sitrep.http.post(`${path}/items`).send({})).status).toBe(405);
  });

  it('lets caches ask again by tag, and is read with a slash at its end as well', async () => {
    const first = await sitrep.http.get(`${dated}/collections/control/items`).expect(200);
    expect(first.headers).toMatchObject({ 'cache-control': 'no-cache', etag: expect.stringMatching(/^W\//) });
    expect(first.headers['content-type']).toMatch(/^application\/geo\+json/);
    const again = sitrep.http.get(`${dated}/collections/control/items`).set('if-none-match', first.headers.etag!);
    expect((await again).status).toBe(304);
    const { links } = await readOgc<{ links: OgcLink[] }>(sitrep, `${dated}/`);
    expect(links.map(({ href }) => new URL(href).pathname)).toContain(dated);
  });
});

const intervals: readonly (readonly [datetime: string, from: string, to: string])[] = [
  ['2017-03-08T10:00:00Z', '2017-03-08T10:00:00.000Z', '2017-03-08T10:00:00.000Z'],
  ['2017-03-01T00:00:00Z/2017-03-05T00:00:00Z', '2017-03-01T00:00:00.000Z', '2017-03-05T00:00:00.000Z'],
  ['2017-03-09T00:00:00Z/..', '2017-03-09T00:00:00.000Z', '9999'],
  ['../2016-01-01T00:00:00Z', '0000', '2016-01-01T00:00:00.000Z'],
];

const overlaps = ({ from, to }: Readonly<Record<string, unknown>>, first: string, last: string): boolean =>
  (to === null || String(to) > first) && (from === null || String(from) <= last);

function pointsOf(geometry: { readonly type: string; readonly coordinates: unknown } | null): readonly number[][] {
  if (geometry === null) return [];
  return (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates) as number[][];
}

function isIn(lon: number | undefined, lat: number | undefined, bbox: string): boolean {
  const [minLon, minLat, maxLon, maxLat] = bbox.split(',').map(Number);
  return minLon! <= lon! && lon! <= maxLon! && minLat! <= lat! && lat! <= maxLat!;
}

function hrefsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (name === 'href' ? [String(one)] : hrefsIn(one)));
}
