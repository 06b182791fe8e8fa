import { claim, draft, figure } from '../harness/api-client.js';
import { logKinds } from '../harness/running-sitrep.js';
import { sqlReader } from '../harness/sql-reader.js';
import { questions } from '../editions/several-outlets.js';
import { Desk } from './desk.js';

/** Words that stand nowhere but in the draft. */
const words = [
  'canarysummary',
  'canaryoutlet',
  'canaryvoice',
  'canarynumber',
  'canaryincident',
  'canarynote',
  'canaryreason',
];

const report = {
  ...draft,
  externalId: 'canarynumber-1',
  summary: 'A canarysummary was seen.',
  note: 'canarynote',
  source: { outlet: 'canaryoutlet', chain: ['canaryvoice', 'canaryoutlet'] },
  incident: { key: 'canaryincident' },
  control: [claim],
  figures: [figure],
};

const moments = 'validAt=2017-03-09&knownAt=2017-03-12';

/** Every reading route that the questions of the sample do not ask, and files of lists. */
const others = (id: string): readonly string[] => [
  `/v1/reports/${id}`,
  '/v1/reports?q=canarysummary',
  '/v1/reports?outlet=canaryoutlet&facets=type,outlet',
  '/v1/reports?recordedFrom=2020-01-01',
  '/v1/reports.csv?limit=1000',
  '/v1/reports.geojson?limit=1000',
  '/v1/incidents/canaryincident',
  '/v1/incidents.csv',
  '/v1/search?q=canary',
  `/v1/control?place=mosul&${moments}`,
  `/v1/control/mosul/timeline?knownAt=2017-03-12`,
  `/v1/control/mosul/explanation?${moments}`,
  '/v1/control/mosul/answers',
  `/v1/control.csv?${moments}`,
  `/v1/conditions?place=road&${moments}`,
  `/v1/conditions/road/explanation?${moments}`,
  '/v1/conditions/road/timeline',
  `/v1/isolation/mosul?${moments}`,
  '/v1/tallies?measure=killed&from=2017-03-01&to=2017-03-12',
  '/v1/tallies/explanation?measure=killed&from=2017-03-01&to=2017-03-12',
  '/v1/changes?from=2017-03-01&to=2017-03-12',
  '/v1/changes?sinceRecorded=0',
  '/v1/days?from=2017-03-01&to=2017-03-12',
  `/v1/map?${moments}`,
  '/v1/briefings?from=2017-03-01&to=2017-03-12',
  '/v1/briefings?from=2017-03-01&to=2017-03-12&format=md',
  '/v1/contradictions',
  '/v1/incident-suggestions',
  '/v1/waiting',
  '/v1/policies',
  '/v1/desk',
  '/v1/editions',
  '/v1/editions/live',
  '/v1/jobs',
  '/v1/places?q=canary',
  '/v1/actors?q=canary',
  '/v1/me',
  '/ogc/collections',
  '/ogc/collections/control/items',
  '/ogc/collections/reports/items',
  '/ogc/collections/incidents/items',
  '/ogc/collections/conditions/items',
];

describe.each(logKinds())('what nobody approved, on the %s log', (kind) => {
  let desk: Desk;
  let id: string;
  let rejected: string;
  let watch: string;
  beforeAll(async () => {
    desk = await Desk.open(kind);
    const road = { id: 'road', name: 'road', kind: 'road', timeZone: 'Asia/Baghdad' };
    await desk.post('/v1/places', 'edith', road, 201);
    await desk.post('/v1/reports', 'edith', desk.ofRaqqa(), 201);
    ({ id: watch } = await desk.post('/v1/watches', 'edith', { name: 'everything', question: {} }, 201));
    ({ id } = await desk.post('/v1/reports', 'rita', report, 201));
    const other = { ...report, externalId: 'canarynumber-2' };
    ({ id: rejected } = await desk.post('/v1/reports', 'rita', other, 201));
    const revision = { report: { ...other, summary: 'canarysummary anew' }, reason: 'canaryreason' };
    await desk.post(`/v1/drafts/${rejected}/revisions`, 'rita', revision, 201);
    await desk.post(`/v1/drafts/${rejected}/rejection`, 'edith', { reason: 'canaryreason' }, 201);
    await desk.sitrep.settled();
  });
  afterAll(() => desk.stop());

  /** What of the drafts a text gives away, apart from what was asked. */
  const leaksIn = (text: string, asked = ''): readonly string[] => {
    const unasked = text.replaceAll(asked, '').replaceAll(encodeURIComponent(asked), '');
    return [...words, id, rejected].filter((word) => unasked.includes(word) && !asked.includes(word));
  };

  it('stands in no answer of any reading route, to no reader, editor or admin', async () => {
    const asked = [...others(id), ...others(rejected), ...questions.filter((one) => !one.startsWith('/v1/parked'))];
    const statuses = new Map<number, number>();
    for (const path of asked)
      for (const who of ['reader', 'edith'] as const) {
        const { status, text } = await desk.ask('GET', path, who);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status, `${path} ${text}`).toBeLessThan(500);
        expect(leaksIn(text, path), `${path} ${text}`).toEqual([]);
      }
    // The walk reads answers, not refusals.
    expect(statuses.get(200)).toBeGreaterThan(100);
    for (const path of ['/v1/parked', '/metrics', '/v1/audit']) {
      const { status, text } = await desk.ask('GET', path, 'ada');
      expect(status).toBe(200);
      // An administrator sees drafts: the audit names them, without a word of theirs.
      expect(leaksIn(text).filter((leak) => words.includes(leak))).toEqual([]);
    }
  });

  it('stands in no preview, suggestion or refusal of somebody else', async () => {
    for (const [path, body, status] of [
      ['/v1/reports?dryRun=true', desk.report(), 200],
      ['/v1/reports', { ...report, summary: 'Another one.' }, 409],
      [
        `/v1/reports/${id}/grades`,
        { reportedAt: '2017-03-10T00:00Z', grade: { reliability: 'A', credibility: 1 } },
        404,
      ],
      ['/v1/reports/search', { q: 'canarysummary' }, 200],
    ] as const) {
      const { status: got, text } = await desk.ask('POST', path, 'edith', body);
      expect([got, path]).toEqual([status, path]);
      expect(leaksIn(text.replaceAll(id, ''), 'canarysummary'), text).toEqual([]);
    }
  });

  it('stands in no watch’s feed, and a stream says no more than that the log went on', async () => {
    const { text } = await desk.ask('GET', `/v1/watches/${watch}/feed`, 'edith');
    expect(leaksIn(text)).toEqual([]);
    const response = await desk.client.ask('GET', '/v1/stream', desk.keys.reader);
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    expect(leaksIn(new TextDecoder().decode(value))).toEqual([]);
  });

  it('stands in no view for SQL, and its tables are out of reach', async () => {
    const reader = await sqlReader(desk.sitrep);
    try {
      const views = await reader.rows<{ name: string }>(
        `select table_name::text name from information_schema.views where table_schema = 'sitrep'`,
      );
      expect(views.length).toBeGreaterThan(3);
      for (const { name } of views)
        expect(leaksIn(JSON.stringify(await reader.rows(`select * from sitrep.${name}`)))).toEqual([]);
      const [live] = await desk.sitrep.database.query<{ schema: string }>(
        `select schema_name "schema" from sitrep.edition where name = 'live'`,
      );
      for (const table of [`"${live?.schema}".draft_event`, 'sitrep.draft_work', 'sitrep.draft_entry'])
        await expect(reader.rows(`select * from ${table}`)).rejects.toThrow(/permission denied/);
    } finally {
      await reader.close();
    }
  });

  it('is all there once it is approved', async () => {
    await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201);
    await desk.sitrep.settled();
    for (const path of ['/v1/reports?q=canarysummary', '/v1/incidents/canaryincident', `/v1/reports/${id}`])
      expect(leaksIn((await desk.ask('GET', path, 'reader')).text)).toContain(id);
    const feed = async (): Promise<string> => (await desk.ask('GET', `/v1/watches/${watch}/feed`, 'edith')).text;
    await vi.waitUntil(async () => (await feed()).includes('canarysummary'), { timeout: 30_000, interval: 200 });
    expect(await feed()).not.toContain('canarysummary anew');
  });
});
