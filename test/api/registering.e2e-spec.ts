import { decodeEvent, startOf } from '#event-log';
import { type StoredEvent, storedLines } from '../../libs/event-log/src/fixtures/stored-events.js';
import { ApiClient, now, violationsOf } from '../harness/api-client.js';
import { type RunningApi, startApi } from '../harness/running-api.js';

const place = { id: 'erbil', name: 'Erbil', kind: 'city', timeZone: 'Asia/Baghdad' };
const actor = { id: 'ypg', name: 'YPG', kind: 'militia' };

describe('registering names and alliances over HTTP', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
  });
  afterAll(() => api.close());

  it.each([
    [[{ language: 'arabic', name: 'أربيل' }], ['/names/0/language not_a_language']],
    [[{ language: '', name: 'أربيل' }], ['/names/0/language not_a_language']],
    [
      [
        { language: 'ar', name: 'أربيل' },
        { language: 'ckb', name: ' ' },
      ],
      ['/names/1/name not_text'],
    ],
    [[{ language: 'ar' }], ['/names/0/name missing']],
    [[{ language: 'ar', name: 'أربيل', script: 'Arab' }], ['/names/0/script unknown_field']],
    ['أربيل', ['/names not_a_list']],
    [[null], ['/names/0 null']],
  ])('refuses the names %j, naming the field', async (names, violations) => {
    for (const [path, body] of [['/v1/places', place] as const, ['/v1/actors', actor] as const]) {
      const response = await client.post(path, { ...body, names }).expect(400);
      expect(violationsOf(response)).toEqual(violations);
    }
  });

  it.each([
    [['No Slug'], 400, ['/opposes/0 not_a_slug']],
    [[7], 400, ['/opposes/0 not_a_slug']],
    [[null], 400, ['/opposes/0 null']],
    [[{ from: '2017-03-07' }], 400, ['/opposes/0/actor missing']],
    [['iraq', { actor: 'sdf', from: '2017-02-29' }], 400, ['/opposes/1/from not_a_day']],
    [[{ actor: 'sdf', to: '2017-03-07T10:00Z' }], 400, ['/opposes/0/to not_a_day']],
    [[{ actor: 'sdf', note: '' }], 400, ['/opposes/0/note not_text']],
    [[{ actor: 'sdf', until: '2017-03-07' }], 400, ['/opposes/0/until unknown_field']],
    [[{ actor: 'sdf', from: '2017-03-08', to: '2017-03-07' }], 422, ['/opposes/0/to reversed']],
    [[{ actor: 'ypg', from: '2017-03-08' }], 422, ['/opposes/0/actor itself']],
  ])('refuses the opponents %j, naming the field', async (opposes, status, violations) => {
    const response = await client.post('/v1/actors', { ...actor, opposes }).expect(status);
    expect(violationsOf(response)).toEqual(violations);
  });

  it('takes an id for a relation without days, and says so when the long form comes later', async () => {
    await client.post('/v1/actors', { ...actor, opposes: ['iraq'], names: [] }).expect(201);
    await api.projected();
    const again = await client.post('/v1/actors', { ...actor, opposes: [{ actor: 'iraq' }] }).expect(200);
    expect(again.body).toEqual({ id: 'ypg', alreadyRecorded: true });
    api.clock.ms += 1_000;
    const dated = { actor: 'iraq', from: '2017-03-07', to: '2017-03-09', note: 'a clash' };
    const names = [{ language: 'ku-Latn', name: 'Yekîneyên Parastina Gel' }];
    await client.post('/v1/actors', { ...actor, opposes: [dated], names }).expect(201);
    await api.projected();
    const registeredAt = new Date(api.clock.ms).toISOString();
    const { items } = (await client.get('/v1/actors?q=yekineyen').expect(200)).body;
    expect(items).toEqual([
      { ...actor, aliases: [], parents: [], alliedWith: [], opposes: [dated], registeredAt, names },
    ]);
  });

  it('answers an actor that an older Sitrep wrote, and takes it again as nothing new', async () => {
    const stored = storedLines<StoredEvent>('v1/gazetteer.ndjson').find(
      ({ type, partitionKey }) => type === 'sitrep.actor_registered.v1' && partitionKey === 'shia-paramilitaries',
    )!;
    await api.parts.eventLog.append([{ ...stored, body: new TextEncoder().encode(stored.body) }]);
    await api.projected();
    const { items } = (await client.get('/v1/actors?q=shiite').expect(200)).body;
    expect(items).toMatchObject([
      { id: 'shia-paramilitaries', alliedWith: [{ actor: 'iraq' }, { actor: 'iran' }, { actor: 'peshmerga' }] },
    ]);
    const again = await client.post('/v1/actors', JSON.parse(stored.body) as object).expect(200);
    expect(again.body).toEqual({ id: 'shia-paramilitaries', alreadyRecorded: true });
  });

  it('writes the new version of an actor to the log, and finds a place under its latest names alone', async () => {
    await client.post('/v1/places', { ...place, names: [{ language: 'ar', name: 'أربيل' }] }).expect(201);
    await api.projected();
    const found = async (q: string): Promise<number> =>
      (await client.get('/v1/places').query({ q }).expect(200)).body.items.length;
    expect(await found('اربيل')).toBe(1);
    api.clock.ms += 1_000;
    await client.post('/v1/places', { ...place, names: [{ language: 'ckb', name: 'هەولێر' }] }).expect(201);
    await api.projected();
    expect([await found('اربيل'), await found('ههولير'), await found('هەولێر'), await found('erb')]).toEqual([
      0, 1, 1, 1,
    ]);
    const types = new Set<string>();
    const { eventLog } = api.parts;
    for await (const { events } of eventLog.read(startOf(eventLog.partitionCount), await eventLog.head()))
      for (const event of events) {
        expect(decodeEvent(event).ok).toBe(true);
        types.add(event.type);
      }
    const olderSitrep = 'sitrep.actor_registered.v1';
    expect(types).toEqual(new Set([olderSitrep, 'sitrep.actor_registered.v3', 'sitrep.place_registered.v1']));
  });
});
