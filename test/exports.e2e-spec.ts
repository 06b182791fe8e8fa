import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import readXlsx from 'read-excel-file/node';
import { ControlService } from '../apps/api/src/control/control.service.js';
import { type ListAnswer, readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Query = Readonly<Record<string, string>>;

/** Every list that is given as a file, with a question that it has items for. */
const lists: readonly (readonly [path: string, query: Query])[] = [
  ['/v1/reports', { knownAt: '2017-03-12' }],
  ['/v1/control', { validAt: '2017-03-09', knownAt: '2017-03-12' }],
  ['/v1/control', { validAt: '2017-03-09', stance: 'claimed' }],
  ['/v1/control/raqqa-city/timeline', {}],
  ['/v1/conditions', { validAt: '2017-03-09' }],
  ['/v1/conditions', { validAt: '2017-03-09', stance: 'claimed' }],
  ['/v1/tallies', { measure: 'killed,wounded', from: '2017-02-20', to: '2017-03-12', by: 'week' }],
  ['/v1/incidents', {}],
  ['/v1/changes', { from: '2017-03-08', to: '2017-03-10' }],
  ['/v1/contradictions', {}],
  ['/v1/places', {}],
  ['/v1/actors', {}],
];
const isChanges = (path: string): boolean => path === '/v1/changes';
const changeLists = ['changedHands', 'firstReported', 'lapsed', 'refined', 'conditions', 'counts', 'known'];

const hasPython = spawnSync('python3', ['-c', 'import csv, json, zipfile']).status === 0;
const python = (script: string, input: string | Buffer): unknown => {
  const run = spawnSync('python3', ['-c', script], { input, maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return JSON.parse(run.stdout.toString());
};

describe('lists as files', () => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await recordCampaign(sitrep);
    const formula = { id: 'a-formula', name: '=HYPERLINK("http://localhost","click")', kind: 'site' };
    await sitrep.http
      .post('/v1/places')
      .send({ ...formula, aliases: ['+1', '-2', '@x'], timeZone: 'UTC' })
      .expect(201);
    const quoted = {
      id: 'b-quoted',
      name: '"سوق", the market',
      note: '\tx, "y"\r\nz',
      kind: 'site',
      timeZone: 'Asia/Baghdad',
    };
    await sitrep.http
      .post('/v1/places')
      .send({ ...quoted, location: { lat: -1.5, lon: -2.25, precisionKm: 1 } })
      .expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const file = async (path: string, query: Query): Promise<Buffer> => {
    const answer = await sitrep.http.get(path).query(query).buffer(true).parse(whole);
    expect(answer.status, String(answer.body)).toBe(200);
    return answer.body as Buffer;
  };

  /** The items of all pages of JSON. */
  const paged = async (path: string, query: Query): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    type Answer = ListAnswer<unknown> & Readonly<Record<string, readonly unknown[]>>;
    for (let page: Answer | undefined = await readAnswer<Answer>(sitrep, path, query); page !== undefined;) {
      found.push(...(isChanges(path) ? changeLists.flatMap((list) => page![list] ?? []) : page.items));
      const next: string | undefined = page.links.find(({ rel }) => rel === 'next')?.href;
      page = next === undefined ? undefined : await readAnswer<Answer>(sitrep, next);
    }
    return found;
  };

  it.each(lists)('%s %j has in every format the items of all pages', async (path, query) => {
    const limit: Query = path.endsWith('timeline') ? {} : { limit: '17' };
    const items = await paged(path, { ...query, ...limit });
    expect(items.length).toBeGreaterThan(0);
    const lines = (await file(path, { ...query, ...limit, format: 'ndjson' })).toString().trimEnd().split('\n');
    const read = lines.map((line) => JSON.parse(line) as object);
    expect(isChanges(path) ? read.length : read.map(withoutPlace(path))).toEqual(
      isChanges(path) ? items.length : items,
    );
    const [head = [], ...rows] = parse(await file(path, { ...query, ...limit, format: 'csv' }));
    expect(rows).toHaveLength(items.length);
    expect(new Set(head).size).toBe(head.length);
    const [sheet, about] = await readXlsx(await file(`${path}.xlsx`, { ...query, ...limit }));
    expect(sheet!.data[0]).toEqual(head);
    expect(sheet!.data.slice(1)).toHaveLength(items.length);
    expect(about).toMatchObject({ sheet: 'about' });
    expect(about!.data).toContainEqual(['rows', String(items.length)]);
    const geojson = await sitrep.http.get(path).query({ ...query, format: 'geojson' });
    if (geojson.status === 406) return;
    const { features } = JSON.parse(geojson.text || String(geojson.body)) as { features: { properties: object }[] };
    expect(features).toHaveLength(items.length);
    expect(Object.keys(features[0]!.properties)).toEqual(head);
  });

  it('has the same rows whatever is asked', () =>
    fc.assert(
      fc.asyncProperty(controlQuestions, async (query) => {
        const items = (await paged('/v1/control', query)) as { place: { id: string }; status: string }[];
        const rows = parse(await file('/v1/control.csv', query), { columns: true }) as Record<string, string>[];
        expect(rows.map(({ place, status }) => [place, status])).toEqual(
          items.map(({ place, status }) => [place.id, status]),
        );
      }),
      { numRuns: 15 },
    ));

  it('has names beside ids, and local times beside instants', async () => {
    const [row] = parse(await file('/v1/control.csv', { place: 'mosul', validAt: '2017-03-09' }), { columns: true });
    expect(row).toMatchObject({ place: 'mosul', place_name: 'Mosul' });
    const reports = parse(await file('/v1/reports.csv', {}), { columns: true }) as Record<string, string>[];
    const first = reports.find(({ external_id }) => external_id === 'D001')!;
    expect(first).toMatchObject({
      reported_at: '2017-03-06T23:59:59.999+03:00',
      known_from: '2017-03-06T20:59:59.999Z',
    });
    expect(first['known_from_local']).toMatch(/^2017-03-06T2[23]:59:59\.999\+0[23]:00$/);
    expect(first['actors_name']).toContain('Syrian Democratic Forces');
  });

  it('never gives a spreadsheet a formula, and keeps numbers numbers', async () => {
    const text = (await file('/v1/places.csv', {})).toString();
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    const row = (id: string) => rows.find((one) => one['id'] === id)!;
    expect(row('a-formula')['name']).toBe(`'=HYPERLINK("http://localhost","click")`);
    expect(row('a-formula')['aliases']).toBe(`'+1; -2; @x`);
    expect(row('b-quoted')).toMatchObject({
      name: '"سوق", the market',
      note: `'\tx, "y"\r\nz`,
      latitude: '-1.5',
      longitude: '-2.25',
    });
    expect(rows.flatMap(Object.values).filter((cell) => /^[=+@\t\r]/.test(String(cell)))).toEqual([]);
    const [sheet] = await readXlsx(await file('/v1/places.xlsx', {}));
    expect(sheet!.data.find(([id]) => id === 'a-formula')![1]).toBe('=HYPERLINK("http://localhost","click")');
    expect(sheet!.data.find(([id]) => id === 'b-quoted')).toEqual(expect.arrayContaining([-1.5, -2.25]));
  });

  it('says of itself what was asked, as known when and from where', async () => {
    const query = { validAt: '2017-03-09', knownAt: '2017-03-12', within: 'iraq' };
    const { headers } = await sitrep.http.get('/v1/control.csv').query(query).expect(200);
    const asked =
      '/v1/control?validAt=2017-03-09&knownAt=2017-03-12T23%3A59%3A59.999Z&within=iraq&policy=all-sources%401&edition=live';
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="sitrep-control-2017-03-09.csv"',
      'sitrep-query': asked,
      'sitrep-valid-at': '2017-03-09',
      'sitrep-known-at': '2017-03-12T23:59:59.999Z',
      'sitrep-edition': 'live',
    });
    const text = (await file('/v1/control.csv', { ...query, bom: 'true', meta: 'true' })).toString();
    expect(text.startsWith(`\uFEFF# query: ${asked} | validAt: 2017-03-09 | `)).toBe(true);
    expect(text.trimEnd().split('\r\n').at(-1)).toBe(
      `# rows: ${headers['sitrep-rows']} | positionAtEnd: ${headers['sitrep-position']}`,
    );
  });

  it('is chosen by Accept, by format or by the end of the path, and refused with 406 where there is none', async () => {
    const type = async (path: string, accept = '*/*') => {
      const { status, headers } = await sitrep.http.get(path).set('accept', accept);
      return `${status} ${headers['content-type']?.split(';')[0]}`;
    };
    expect(await type('/v1/actors')).toBe('200 application/json');
    expect(await type('/v1/actors.json')).toBe('200 application/json');
    expect(await type('/v1/actors', 'text/csv')).toBe('200 text/csv');
    expect(await type('/v1/actors?format=ndjson', 'text/csv')).toBe('200 application/x-ndjson');
    expect(await type('/v1/places', 'application/geo+json')).toBe('200 application/geo+json');
    for (const path of ['/v1/actors.pdf', '/v1/actors?format=geojson']) expect(await type(path)).toMatch(/^406/);
    expect(await type('/v1/actors', 'image/png')).toBe('406 application/problem+json');
    expect(await type('/v1/actors.csv?format=csv')).toMatch(/^400/);
    expect(await type('/v1/actors?bom=true')).toMatch(/^400/);
    expect(await type('/v1/control.csv?place=nowhere')).toBe('404 application/problem+json');
    expect((await sitrep.http.head('/v1/reports.csv')).status).toBe(200);
    await sitrep.http.post('/v1/reports.csv').send({}).expect(404);
  });

  it('is cut off, and never ends as if it were whole, when a later page fails', async () => {
    const control = sitrep.app.get(ControlService);
    const list = control.list.bind(control);
    vi.spyOn(control, 'list').mockImplementation((asked) =>
      asked.after === undefined ? list(asked) : Promise.reject(new Error('the database is gone')),
    );
    for (const format of ['csv', 'ndjson', 'geojson', 'xlsx'])
      await expect(file('/v1/control', { format, limit: '5' })).rejects.toThrow('aborted');
    vi.restoreAllMocks();
    expect((await file('/v1/control.csv', { limit: '50' })).length).toBeGreaterThan(0);
  });

  it.skipIf(!hasPython && process.env.CI !== 'true')('is read by the csv and zipfile modules of Python', async () => {
    const text = await file('/v1/reports.csv', { limit: '50' });
    const script =
      'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8"), newline="")))))';
    expect(python(script, text)).toEqual(parse(text));
    const xlsx = await file('/v1/reports.xlsx', { limit: '50' });
    const read =
      'import io, json, sys, zipfile, xml.etree.ElementTree as tree\n' +
      'archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n' +
      'assert archive.testzip() is None\n' +
      'rows = tree.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row")\n' +
      'print(json.dumps(sum(1 for _ in rows)))';
    expect(python(read, xlsx)).toBe(parse(text).length);
  });

  const hasGdal = spawnSync('ogr2ogr', ['--version']).status === 0;
  // A machine of CI has it: .ci/run installs it.
  it.skipIf(!hasGdal && process.env.CI !== 'true').each([
    ['/v1/places.geojson', {}],
    ['/v1/control.geojson', { validAt: '2017-03-09' }],
  ])('%s is read by GDAL, text for text and point for point', async (path, query) => {
    const features = await file(path, query);
    const into_csv = ['-f', 'CSV', '/vsistdout/', '/vsistdin/', '-lco', 'GEOMETRY=AS_XY', '-oo', 'DATE_AS_STRING=YES'];
    const read = spawnSync('ogr2ogr', into_csv, { input: features });
    expect(read.status, read.stderr.toString()).toBe(0);
    const rows: Record<string, string>[] = parse(read.stdout, { columns: true });
    const sent = (JSON.parse(features.toString()) as { features: Feature[] }).features;
    expect(sent.length).toBeGreaterThan(40);
    expect(rows).toHaveLength(sent.length);
    for (const [index, { properties, geometry }] of sent.entries()) {
      const texts = Object.entries(properties).filter(([, value]) => typeof value === 'string');
      expect(rows[index]).toMatchObject(Object.fromEntries(texts));
      const [x = '', y = ''] = geometry?.coordinates ?? [];
      expect([rows[index]?.X, rows[index]?.Y].map(Number)).toEqual([x, y].map(Number));
    }
  });
});

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly coordinates: readonly number[] } | null;
}

const controlQuestions = fc.record(
  {
    validAt: fc.constantFrom('2017-03-05', '2017-03-09', '2017-03-09T10:00:00Z'),
    knownAt: fc.constantFrom('2017-03-07', '2017-03-12'),
    within: fc.constantFrom('iraq', 'mosul', 'raqqa-governorate'),
    holder: fc.constantFrom('islamic-state', 'iraq'),
    rollUp: fc.constant('top'),
    limit: fc.constantFrom('3', '40', '1000'),
  },
  { requiredKeys: ['limit'] },
);

/** A line of a timeline says also whose it is. */
const withoutPlace =
  (path: string) =>
  (item: object): object =>
    path.endsWith('timeline') ? Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'place')) : item;

const whole = (response: unknown, done: (error: Error | null, body: Buffer) => void): void => {
  const stream = response as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};
