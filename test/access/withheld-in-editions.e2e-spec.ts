import { live_edition } from '#editions';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { bytesOf, open, registered, secrets, withheld } from './withheld-report.js';

describe('a report that an edition has and the live edition does not have', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let [below, at] = ['', ''];
  let id = '';
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'none' });
    client = await KeyedClient.of(sitrep);
    [below, at] = [await client.keyFor(['reader']), await client.keyFor(['admin'])];
    for (const [path, bodies] of registered)
      for (const body of bodies) expect((await client.ask('POST', path, at, body)).status).toBe(201);
    await sitrep.settled();
    expect((await client.ask('POST', '/v1/reports', at, open)).status).toBe(201);
    await sitrep.settled();
    // The live edition stays where it is, as behind a report that it set aside; the other is built to the end of the log.
    await sitrep.following.stop();
    const sent = await client.ask('POST', '/v1/reports', at, { ...withheld, incident: { key: 'E-ALONE' } });
    expect(sent.status).toBe(201);
    ({ id } = (await sent.json()) as { id: string });
    const order = { name: 'ahead', definition: { without: { outlets: ['nobody'] } } };
    expect((await client.ask('POST', '/v1/editions', at, order)).status).toBe(202);
    await vi.waitFor(
      async () =>
        expect(await (await client.ask('GET', '/v1/reports?edition=ahead', at)).text()).toContain('zarqunite'),
      { timeout: 60_000, interval: 200 },
    );
  });
  afterAll(() => sitrep?.stop());

  const questions = (): readonly string[] => [
    '/v1/reports?edition=ahead',
    `/v1/reports/${id}?edition=ahead`,
    '/v1/reports?edition=ahead&format=csv',
    '/v1/reports?edition=ahead&q=zarqun',
    '/v1/incidents?edition=ahead',
    '/v1/incidents/E-ALONE?edition=ahead',
    '/v1/control?edition=ahead',
    '/v1/control/house/explanation?edition=ahead',
    '/v1/tallies/explanation?edition=ahead&measure=killed',
    '/v1/editions/live/diff/ahead',
    '/v1/editions/ahead/diff/live',
    '/v1/search?edition=ahead&q=zarqun',
  ];
  const leaks = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const question of questions()) {
      const answer = await client.ask('GET', question, below);
      expect(answer.status, question).toBeLessThan(500);
      const text = await bytesOf(answer);
      const own = [...secrets, id, 'E-ALONE'].filter((one) => !question.includes(one));
      for (const secret of own) if (text.includes(secret)) found.push(`${question}: ${secret}`);
    }
    return found;
  };

  it('is withheld by its level in that edition', async () => {
    const { items } = (await (await client.ask('GET', '/v1/reports?edition=ahead', below)).json()) as {
      readonly items: readonly Record<string, unknown>[];
    };
    expect(items).toHaveLength(2);
    expect(items.find((one) => one['withheld'] === true)).toMatchObject({ summary: 'withheld', places: ['plain'] });
    expect((await client.ask('GET', `/v1/reports/${id}?edition=ahead`, below)).status).toBe(404);
    expect((await client.ask('GET', `/v1/reports/${id}?edition=ahead`, at)).status).toBe(200);
    expect(await leaks()).toEqual([]);
  });

  it('is withheld where there is no live edition at all', async () => {
    await sitrep.database.query(`update sitrep.edition set name = 'former' where name = $1`, [live_edition]);
    expect((await client.ask('GET', '/v1/reports?edition=ahead', below)).status).toBe(200);
    expect(await leaks()).toEqual([]);
    await sitrep.database.query(`update sitrep.edition set name = $1 where name = 'former'`, [live_edition]);
  });
});
