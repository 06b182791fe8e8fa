import { default_sensitivity } from '#platform';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { sqlReader } from '../harness/sql-reader.js';
import { KeyedClient } from './keyed-client.js';
import { open, registered, report, withheld } from './withheld-report.js';

type Items = readonly Readonly<Record<string, unknown>>[];

describe('what a report that is withheld says', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let [below, at] = ['', ''];
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'write' }, { sensitivity: default_sensitivity });
    client = await KeyedClient.of(sitrep);
    [below, at] = [await client.keyFor(['reader']), await client.keyFor(['editor'])];
    for (const [path, bodies] of registered) for (const body of bodies) await client.ask('POST', path, undefined, body);
    await sitrep.settled();
    for (const body of [open, withheld])
      expect((await client.ask('POST', '/v1/reports', at, body)).status, JSON.stringify(body)).toBe(201);
    await sitrep.settled();
  });
  afterAll(async () => sitrep?.stop());

  const json = async (path: string, key: string): Promise<Record<string, unknown>> =>
    (await (await client.ask('GET', path, key)).json()) as Record<string, unknown>;

  it('is coarse in the properties of a feature, whatever they are called', async () => {
    const of = async (collection: string, key: string) => {
      const { features, withheld: many } = await json(`/ogc/collections/${collection}/items?limit=100`, key);
      return { many, found: (features as Items).map((one) => one['properties'] as Items[number]) };
    };
    const coarse = '2020-03-01T00:00:00.000Z';
    const { found: reports, many } = await of('reports', below);
    expect(many).toBe(1);
    expect(reports.filter((one) => one['withheld'] === true)).toMatchObject([
      { summary: 'withheld', known_from: coarse, reported_at: coarse },
    ]);
    const held = async (key: string) =>
      (await of('control-history', key)).found.flatMap((one) => one['last_evidence'] ?? []);
    expect([await held(at), await held(below)]).toEqual([['2020-03-17'], ['2020-03-01']]);
    expect((await of('control-history', below)).many).toBe(1);
    expect((await of('reports', at)).many).toBeUndefined();
  });

  it('is no account of a contradiction that can be read', async () => {
    const accounts = async (key: string) => {
      const { items } = await json('/v1/contradictions', key);
      return (items as Items)
        .flatMap(({ differ }) => (differ as { readonly accounts: Items }).accounts)
        .map(({ says, coded }) => `${String(says)} ${JSON.stringify(coded)}`)
        .sort();
    };
    const [three, sixty] = await accounts(at);
    expect([three, sixty]).toEqual([expect.stringContaining('"best":3'), expect.stringContaining('"best":61')]);
    expect(await accounts(below)).toEqual([three, 'withheld []']);
  });

  it('is coarse by SQL where it is counted alone: without key, place, number and moment, as an explanation has it', async () => {
    const alone = { ...withheld, externalId: 'NJ-ALONE', incident: { key: 'E-ALONE' } };
    const single = { ...withheld, externalId: 'NJ-SINGLE', incident: undefined };
    for (const body of [alone, single]) expect((await client.ask('POST', '/v1/reports', at, body)).status).toBe(201);
    await sitrep.settled();
    const sql = await sqlReader(sitrep);
    const tallies = await sql.rows<Items[number]>('select * from sitrep.tallies where best is null');
    const held = await sql.rows<Items[number]>(
      `select place, last_evidence::text from sitrep.control_on('2020-03-18') where place = 'house'
       union all select place, last_evidence::text from sitrep.control_history() where place = 'house' and last_evidence is not null`,
    );
    const own = await sql.rows(`select set_config('sitrep.clearance', 'secret', false), incident from sitrep.tallies`);
    await sql.close();
    const coarse = { places: [], low: null, high: null, told_at: null, actors: [], reports: [] };
    expect(tallies).toMatchObject([coarse, coarse]);
    expect(tallies.map(({ incident }) => String(incident)).sort()).toEqual([
      'null',
      expect.stringMatching(/^withheld-[0-9a-f]{16}$/),
    ]);
    expect(JSON.stringify(own)).not.toContain('E-ALONE');
    expect(held).toEqual([
      { place: 'house', last_evidence: '2020-03-01' },
      { place: 'house', last_evidence: '2020-03-01' },
    ]);
  });
});

describe('what an outlet or a place withholds', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let [below, at] = ['', ''];
  beforeAll(async () => {
    const sensitivity = {
      ...default_sensitivity,
      outlets: { ' Nightjar\u00a0Wire': 'restricted' },
      places: { house: 'restricted' },
    };
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'write' }, { sensitivity });
    client = await KeyedClient.of(sitrep);
    [below, at] = [await client.keyFor(['reader']), await client.keyFor(['admin'])];
    for (const [path, bodies] of registered) for (const body of bodies) await client.ask('POST', path, undefined, body);
    await sitrep.settled();
  });
  afterAll(async () => sitrep?.stop());

  it('is the same in whatever case the outlet is written', async () => {
    const ids: string[] = [];
    for (const [number, outlet] of [...['Nightjar Wire', 'nightjar wire', 'NIGHTJAR WIRE', 'Nightjar'].entries()]) {
      const sent = await client.ask('POST', '/v1/reports', at, report(`N-${number}`, outlet, {}));
      ids.push(((await sent.json()) as { id: string }).id);
    }
    await sitrep.settled();
    const seen = ids.map(async (id) => (await client.ask('GET', `/v1/reports/${id}`, below)).status);
    expect(await Promise.all(seen)).toEqual([404, 404, 404, 200]);
  });

  it('is so of a correction that comes before its report; why it is amended is for who reads everything', async () => {
    const unknown = ['c', 'd', 'e'].map((one) => `7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b1${one}`);
    const ahead = (outlet: string, more: object) => {
      const { externalId: _own, ...words } = report('C-1', outlet, more);
      return { reportedAt: '2020-03-19T07:31:00Z', reason: 'An obscurity.', report: words };
    };
    for (const [nth, body] of [
      ahead('nightjar wire', {}),
      ahead('Desk', { figures: [{ measure: 'killed', group: 'reds', best: 1, basis: 'incremental', place: 'house' }] }),
      ahead('Desk', {}),
    ].entries())
      expect((await client.ask('POST', `/v1/reports/${unknown[nth]}/corrections`, at, body)).status).toBe(201);
    await sitrep.settled();
    const waiting = async (key: string) =>
      (await (await client.ask('GET', '/v1/waiting', key)).json()) as { items: Items };
    const [less, all] = [(await waiting(below)).items, (await waiting(at)).items];
    expect(all.map((one) => [one['reportId'], one['reason']]).sort()).toEqual(
      unknown.map((id) => [id, 'An obscurity.']),
    );
    expect(less.map((one) => one['reason'])).toEqual([null, null, null]);
    expect(less.filter((one) => one['withheld'] === true)).toMatchObject([
      { reportedAt: '2020-03-01T00:00:00.000Z' },
      { reportedAt: '2020-03-01T00:00:00.000Z' },
    ]);
    expect(less.filter((one) => unknown.includes(String(one['reportId']))).map((one) => one['reportId'])).toEqual([
      unknown[2],
    ]);
  });
});
