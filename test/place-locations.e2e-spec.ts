import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe.each(logKinds())('coordinates of a place that look wrong, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  const register = async (id: string, lat: number, lon: number, more: object = {}) =>
    sitrep.http
      .post('/v1/places')
      .send({
        id,
        name: id,
        kind: 'village',
        parent: 'mosul',
        timeZone: 'Asia/Baghdad',
        location: { lat, lon, precisionKm: 1 },
        ...more,
      });
  const mosul = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const location = { lat: 36.34, lon: 43.13, precisionKm: 5 };
    await sitrep.http
      .post('/v1/places')
      .send({ ...mosul, location })
      .expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it.each([
    ['swapped', 43, 36, 'location_swapped', 'send lat 36 and lon 43'],
    ['zero', 0, 0, 'location_zero', 'leave location out'],
    ['far', 33.3, 44.4, 'location_far', 'Mosul lies at lat 36.34, lon 43.13'],
  ])('are refused with what would be right: %s', async (id, lat, lon, code, advice) => {
    const { status, body } = await register(id, lat, lon);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/location', code, detail: expect.stringContaining(advice) }]);
    expect(body.errors[0].detail).toContain('locationConfirmed: true');
  });

  it('are taken where they are said to be meant, which is no part of the place', async () => {
    expect((await register('confirmed', 43, 36, { locationConfirmed: true })).status).toBe(201);
    await sitrep.settled();
    const { body } = await sitrep.http.get('/v1/places').query({ within: 'mosul' });
    const place = body.items.find((one: { id: string }) => one.id === 'confirmed');
    expect(place.location).toMatchObject({ lat: 43, lon: 36 });
    expect(place).not.toHaveProperty('locationConfirmed');
    expect((await register('confirmed', 43, 36)).body).toMatchObject({ alreadyRecorded: true });
  });

  it('may lie as far as the farthest part and 100 km more', async () => {
    expect((await register('as-far', 43.5, 35.5)).status).toBe(201);
    const { body } = await register('maybe', 43, 36, { locationConfirmed: 'yes' });
    expect(body.errors).toMatchObject([{ pointer: '/locationConfirmed', code: 'not_a_flag' }]);
  });

  it('of the nearest place around that has any are judged where the parent has none', async () => {
    const district = { ...mosul, id: 'district', kind: 'district', parent: 'mosul' };
    await sitrep.http.post('/v1/places').send(district).expect(201);
    await sitrep.settled();
    const { body } = await register('in-district', -36, -43, { parent: 'district' });
    expect(body.errors).toMatchObject([{ pointer: '/location', code: 'location_far' }]);
  });
});
