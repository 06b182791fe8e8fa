import { default_sensitivity } from '#platform';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { open, registered, withheld } from './withheld-report.js';

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
});
