import { newBrowserSecret, OpenIdPeople, PinoLogger, SystemClock } from '#platform';
import { createApi } from '../../apps/api/src/index.js';
import { draftOf } from '../harness/found-reports.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { OpenIdProvider } from './openid-provider.js';

describe('people of an OpenID provider who read within their places alone', () => {
  let sitrep: RunningSitrep;
  let provider: OpenIdProvider;
  let api: Awaited<ReturnType<typeof createApi>>;
  let url: string;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    const client = await KeyedClient.of(sitrep);
    await client.ask('POST', '/v1/actors', undefined, { id: 'blues', name: 'Blues', kind: 'state' });
    for (const id of ['north', 'south']) {
      await client.ask('POST', '/v1/places', undefined, { id, name: id, kind: 'city', timeZone: 'UTC' });
      const control = [{ place: id, effect: 'gained', status: 'held', holders: ['blues'], effective: '2017-03-10' }];
      const report = draftOf(`W-${id}`, 'It was taken.', { type: 'area_seized', places: [id], control });
      expect((await client.ask('POST', '/v1/reports', undefined, report)).status).toBe(201);
    }
    await sitrep.settled();
    provider = await OpenIdProvider.start('http://127.0.0.1:1', { feeder: { places: ['north'] } });
    api = await createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: {
        timeZone: 'UTC',
        publicBaseUrl: 'http://127.0.0.1:1',
        access: {
          openId: {
            issuer: provider.issuer,
            audience: 'sitrep',
            roles: [{ role: 'admin' }],
            placesClaim: 'places',
            readsWithin: [{}],
            client: { id: 'page', secret: 'page-secret-of-a-test', scope: 'openid profile' },
          },
        },
      },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    await api.listen(0, '127.0.0.1');
    url = await api.getUrl();
  });
  afterAll(async () => {
    await api.close();
    await provider.stop();
    await sitrep.stop();
  });

  /** What `/v1/me` says of reading, how the places stand, and what the audit answers. */
  const readAs = async (headers: Record<string, string>) => {
    const ask = (path: string) => fetch(url + path, { headers });
    const me = (await (await ask('/v1/me')).json()) as { readsWithin: boolean };
    const { items } = (await (await ask('/v1/control')).json()) as {
      items: readonly { place: { id: string }; status: string }[];
    };
    const states = Object.fromEntries(items.map(({ place, status }) => [place.id, status]));
    return [me.readsWithin, states, (await ask('/v1/audit')).status];
  };
  const within = [true, { north: 'held', south: 'unknown' }, 403];

  it('do so with a token that a rule makes do so', async () => {
    expect(await readAs({ authorization: `Bearer ${await provider.programToken()}` })).toEqual(within);
  });

  it('do so as long as they are signed in on the page, and only where they were signed in so', async () => {
    const people = new OpenIdPeople(sitrep.database);
    const ada = { id: 'oidc:ada', name: 'Ada', roles: ['admin'], outlets: [], places: ['north'] };
    await people.note(ada);
    const [bounded, free] = [newBrowserSecret(), newBrowserSecret()];
    await people.open(bounded.digest, { ...ada, readsWithin: true }, 60);
    await people.open(free.digest, ada, 60);
    expect(await readAs({ cookie: `sitrep-session=${bounded.text}` })).toEqual(within);
    expect(await readAs({ cookie: `sitrep-session=${free.text}` })).toEqual([
      false,
      { north: 'held', south: 'held' },
      200,
    ]);
  });
});
