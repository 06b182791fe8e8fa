import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { open, registered, secrets, withheld } from './withheld-report.js';

describe('a report that is withheld and comes while an answer is made', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let [below, at] = ['', ''];
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'none' });
    client = await KeyedClient.of(sitrep);
    at = await client.keyFor(['editor']);
    below = await client.keyFor(['reader']);
    for (const [path, bodies] of registered)
      for (const body of bodies) expect((await client.ask('POST', path, at, body)).status).toBe(201);
    await sitrep.settled();
    expect((await client.ask('POST', '/v1/reports', at, open)).status).toBe(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep?.stop());

  it('is not in it: the answer is refused, and asked again has it coarsened', async () => {
    const { database } = sitrep.readers;
    const query = database.query.bind(database);
    let isSent = false;
    // Nothing was withheld when the state was read; the rows are read after it came.
    const spy = vi
      .spyOn(database, 'query')
      .mockImplementation(async (text: string, values: readonly unknown[] = []) => {
        if (text.includes('.report_version') && !isSent) {
          isSent = true;
          expect((await client.ask('POST', '/v1/reports', at, withheld)).status).toBe(201);
          await sitrep.settled();
        }
        return query(text, values);
      });
    const question = '/v1/reports?limit=50';
    const meanwhile = await client.ask('GET', question, below);
    const text = await meanwhile.text();
    spy.mockRestore();
    expect(isSent).toBe(true);
    expect([meanwhile.status, secrets.filter((secret) => text.includes(secret))]).toEqual([503, []]);
    expect(JSON.parse(text)).toMatchObject({ code: 'lagging' });
    expect(meanwhile.headers.get('retry-after')).not.toBeNull();
    const again = (await (await client.ask('GET', question, below)).json()) as { withheld?: number; items: unknown[] };
    expect([again.withheld, again.items.length]).toEqual([1, 2]);
  });
});
