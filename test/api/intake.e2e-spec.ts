import { reportIdOf } from '#event-log';
import { ApiClient, claim, draft, now, road, some_uuid, violationsOf } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

describe('what the api takes', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
  });
  afterAll(() => api.close());

  describe('taking reports', () => {
    it('answers 201 with the coordinates once the log has the report', async () => {
      const before = (await api.parts.eventLog.head())[0];
      const response = await client.post('/v1/reports', draft).expect(201);
      const id = reportIdOf('Reuters', 'D001');
      expect(response.body).toEqual({
        id,
        externalId: 'D001',
        position: { partition: 0, offset: String(before) },
        recordedAt: expect.stringMatching(/Z$/),
      });
      expect(response.headers['location']).toBe(`/v1/reports/${id}`);
      await api.projected();
      const read = await client.get(response.headers['location']!).expect(200);
      expect(read.body).toMatchObject({ id, withdrawn: false, versions: [{ version: 1, summary: draft.summary }] });
    });

    it('answers 200 to the same again and appends nothing', async () => {
      await api.projected();
      const before = await api.parts.eventLog.head();
      const reordered = Object.fromEntries(Object.entries(draft).reverse());
      const response = await client
        .post('/v1/reports', { ...reordered, nature: 'event', background: false })
        .expect(200);
      expect(response.body).toEqual({ id: reportIdOf('Reuters', 'D001'), externalId: 'D001', alreadyRecorded: true });
      expect(await api.parts.eventLog.head()).toEqual(before);
    });

    it('answers 200 to a place and an actor that are registered so, and 201 to one that says something new', async () => {
      const place = {
        id: 'twice',
        name: 'Twice',
        kind: 'city',
        timeZone: 'Asia/Baghdad',
        location: { lat: 1, lon: 2, precisionKm: 3 },
      };
      const actor = { id: 'twice', name: 'Twice', kind: 'militia', parents: ['iraq'] };
      await client.post('/v1/places', place).expect(201);
      await client.post('/v1/actors', actor).expect(201);
      await api.projected();
      const before = await api.parts.eventLog.head();
      expect((await client.post('/v1/places', place).expect(200)).body).toEqual({ id: 'twice', alreadyRecorded: true });
      expect((await client.post('/v1/actors', actor).expect(200)).body).toEqual({ id: 'twice', alreadyRecorded: true });
      expect(await api.parts.eventLog.head()).toEqual(before);
      await client.post('/v1/places', { ...place, name: 'Renamed' }).expect(201);
    });

    it('answers 409 to the same id with other content', async () => {
      const response = await client.post('/v1/reports', { ...draft, summary: 'Otherwise.' }).expect(409);
      expect(response.body).toMatchObject({ status: 409, code: 'conflict' });
      expect(response.body.detail).toContain('/corrections');
    });

    it('takes one of two reports that are sent at once under one id, and answers 409 to the other', async () => {
      const sent = ['One.', 'Another.'].map((summary) =>
        client.post('/v1/reports', { ...draft, externalId: 'AT-ONCE', summary }),
      );
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, 409]);
    });

    it('waits for places and actors that were registered a moment ago', async () => {
      await client
        .post('/v1/places', { id: 'new-place', name: 'New', kind: 'city', timeZone: 'Asia/Baghdad' })
        .expect(201);
      await client.post('/v1/actors', { id: 'new-actor', name: 'New', kind: 'state' }).expect(201);
      const body = { ...draft, externalId: 'W1', places: ['new-place'], actors: [{ role: 'by', actor: 'new-actor' }] };
      await client.post('/v1/reports', body).expect(201);
    });

    it('answers 422 with the nearest names for what is not registered', async () => {
      const response = await client
        .post('/v1/reports', {
          ...draft,
          externalId: 'U1',
          places: ['mosul', 'mossul'],
          actors: [{ role: 'by', actor: 'irak' }],
          control: [{ ...claim, place: 'nowhere-at-all', holders: ['iraq', 'sfd'] }],
          figures: [{ measure: 'killed', group: 'nobody-known', basis: 'incremental' }],
        })
        .expect(422);
      expect(violationsOf(response).sort()).toEqual([
        '/actors/0/actor unknown_actor',
        '/control/0/holders/1 unknown_actor',
        '/control/0/place unknown_place',
        '/figures/0/group unknown_actor',
        '/places/1 unknown_place',
      ]);
      const place = response.body.errors.find(({ pointer }: { pointer: string }) => pointer === '/places/1');
      expect(place.detail).toContain('mosul');
    });

    it('tells rules and unknown names at once', async () => {
      const body = {
        ...draft,
        externalId: 'U2',
        type: 'area_sized',
        occurred: { from: '2017-03-07', to: '2017-03-01' },
      };
      const response = await client.post('/v1/reports', { ...body, places: ['nowhere'] }).expect(422);
      expect(violationsOf(response)).toEqual([
        '/type unknown_type',
        '/occurred/to reversed',
        '/places/0 unknown_place',
      ]);
      expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    });

    it('answers 400 with every fault of the shape at once', async () => {
      const response = await client.post('/v1/reports', { ...draft, summary: null, nature: 'x', mood: 1 }).expect(400);
      expect(violationsOf(response).sort()).toEqual(['/mood unknown_field', '/nature not_one_of', '/summary null']);
    });

    it('stores with the event the trace of the request that caused it', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const response = await client
        .post('/v1/reports', { ...draft, externalId: 'T1' })
        .set('traceparent', traceparent)
        .expect(201);
      const offset = BigInt(response.body.position.offset);
      for await (const { events } of api.parts.eventLog.read([offset], [offset + 1n])) {
        expect(events[0]?.traceparent).toBe(traceparent);
      }
    });
  });

  describe('amending reports', () => {
    it('corrects a report: as known before, the old version stands', async () => {
      const { body } = await client.post('/v1/reports', { ...draft, externalId: 'C1', figures: [] }).expect(201);
      const report = { ...draft, externalId: 'C1', figures: [], summary: 'Half of the city.' };
      const correction = { reportedAt: '2017-03-09T10:00+03:00', reason: 'misheard', report };
      const path = `/v1/reports/${body.id}/corrections`;
      const first = await client.post(path, correction).expect(201);
      expect(first.body).toMatchObject({ reportId: body.id, position: { partition: 0 } });
      await api.projected();
      const again = await client.post(path, correction).expect(200);
      expect(again.body).toEqual({ id: first.body.id, reportId: body.id, alreadyRecorded: true });
      const history = (await client.get(`/v1/reports/${body.id}`).expect(200)).body;
      expect(history.versions.map(({ summary }: { summary: string }) => summary)).toEqual([
        draft.summary,
        report.summary,
      ]);
      const known = async (knownAt: string): Promise<string> => {
        const { items } = (await client.get(`/v1/reports?limit=1000&knownAt=${knownAt}`).expect(200)).body;
        return items.find(({ id }: { id: string }) => id === body.id)?.summary;
      };
      expect(await known('2017-03-08')).toBe(draft.summary);
      expect(await known('2017-03-09')).toBe(report.summary);
    });

    it('judges the report of a correction like any other, under /report', async () => {
      const report = { ...draft, id: some_uuid, places: ['nowhere'], control: [{ ...claim, effective: '2017-03-30' }] };
      const body = { reportedAt: '2017-03-09T10:00+03:00', reason: 'misheard', report };
      const response = await client.post(`/v1/reports/${reportIdOf('Reuters', 'D001')}/corrections`, body).expect(422);
      expect(violationsOf(response)).toEqual([
        '/report/id other_report',
        '/report/control/0/effective after_report',
        '/report/places/0 unknown_place',
      ]);
    });

    it('takes a retraction before its report', async () => {
      const id = reportIdOf('Reuters', 'R1');
      const retraction = { reportedAt: '2017-03-10T10:00+03:00', reason: 'withdrawn by the agency' };
      await client.post(`/v1/reports/${id}/retractions`, retraction).expect(201);
      await client.post('/v1/reports', { ...draft, externalId: 'R1' }).expect(201);
      await api.projected();
      expect((await client.get(`/v1/reports/${id}`).expect(200)).body.withdrawn).toBe(true);
      const idsKnown = async (knownAt: string): Promise<string[]> =>
        (await client.get(`/v1/reports?limit=1000&knownAt=${knownAt}`).expect(200)).body.items.map(
          (item: { id: string }) => item.id,
        );
      expect(await idsKnown('2017-03-09')).toContain(id);
      expect(await idsKnown('2017-03-10')).not.toContain(id);
    });

    it('numbers amendments as the client does, and tells when a number stands for another one', async () => {
      const id = reportIdOf('Reuters', 'D001');
      const path = `/v1/reports/${id}/corrections`;
      const body = { id: some_uuid, reportedAt: '2017-03-09T11:00+03:00', reason: 'typing error', report: draft };
      expect((await client.post(path, body).expect(201)).body.id).toBe(some_uuid);
      await api.projected();
      await client.post(path, { ...body, reason: 'another' }).expect(409);
      expect(violationsOf(await client.post(path, { ...body, id }).expect(422))).toEqual(['/id itself']);
    });

    it('refuses an amendment from the future and one of what is no report id', async () => {
      const id = reportIdOf('Reuters', 'D001');
      const future = { reportedAt: '2017-03-13T10:00Z', reason: 'x' };
      expect(violationsOf(await client.post(`/v1/reports/${id}/retractions`, future).expect(422))).toEqual([
        '/reportedAt in_future',
      ]);
      expect(violationsOf(await client.post('/v1/reports/D001/retractions', future).expect(400))).toEqual([
        'id not_a_uuid',
      ]);
    });
  });

  describe('registering', () => {
    it('refuses parts of what is not registered, and of themselves', async () => {
      const place = { id: 'here', name: 'Here', kind: 'city', timeZone: 'Asia/Baghdad' };
      expect(violationsOf(await client.post('/v1/places', { ...place, parent: 'nowhere' }).expect(422))).toEqual([
        '/parent unknown_place',
      ]);
      const mosul = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad', parent: road.id };
      expect(violationsOf(await client.post('/v1/places', mosul).expect(422))).toEqual(['/parent inside_itself']);
      expect(
        violationsOf(
          await client.post('/v1/actors', { id: 'x', name: 'X', kind: 'state', parents: ['nobody'] }).expect(422),
        ),
      ).toEqual(['/parents/0 unknown_actor']);
    });

    it('lets actors oppose others that are registered later', async () => {
      await client.post('/v1/actors', { id: 'first', name: 'First', kind: 'state', opposes: ['second'] }).expect(201);
    });

    it.each([
      [{ timeZone: 'Mars/Olympus' }, '/timeZone not_a_time_zone'],
      [{ location: { lat: 91, lon: 0, precisionKm: 1 } }, '/location/lat not_in_range'],
      [{ location: { lat: 1, lon: 0 } }, '/location/precisionKm missing'],
      [{ kind: 'planet' }, '/kind not_one_of'],
    ])('refuses a place with %j', async (changes, violation) => {
      const place = { id: 'here', name: 'Here', kind: 'city', timeZone: 'Asia/Baghdad', ...changes };
      expect(violationsOf(await client.post('/v1/places', place).expect(400))).toEqual([violation]);
    });
  });
});
