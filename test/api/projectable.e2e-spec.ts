import fc from 'fast-check';
import { live_edition } from '#editions';
import {
  actorRoles,
  claimEffects,
  conditionStates,
  controlConditions,
  developmentTypes,
  figureBases,
  measureNames,
  natures,
  precisions,
  units,
} from '#situation';
import { ApiClient, draft, now, some_uuid } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

describe('law 4: accepted means projectable', () => {
  let api: RunningApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
  });
  afterAll(() => api.close());

  /** Events that the live edition could not read. */
  async function parked(): Promise<unknown[]> {
    const { sql, schema } = api.parts.editions.scope((await api.parts.editions.find(live_edition))!);
    return sql.query(`select event_type, reason from "${schema}".parked_event`);
  }

  it('whatever report is accepted, the projector applies and every question is answered', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(drafts, async (body) => {
        const response = await client.post('/v1/reports', body);
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        expect([200, 201, 409, 422]).toContain(response.status);
      }),
      { numRuns: 1_200 },
    );
    // Without a good share of accepted ones the test would show nothing.
    expect(statuses.get(201)).toBeGreaterThan(100);
    await api.projected();
    expect(await parked()).toEqual([]);
    for (const at of ['1000-01-01', '2017-03-07', '2017-03-07T10:00Z', '9000-12-31']) {
      await client.get(`/v1/control?validAt=${at}&limit=1000`).expect(200);
      await client.get(`/v1/control/mosul/timeline?knownAt=${at}`).expect(200);
      await client.get(`/v1/conditions?validAt=${at}&limit=1000`).expect(200);
      await client.get(`/v1/isolation/mosul?validAt=${at}`).expect(200);
      await client.get(`/v1/reports?knownAt=${at}&limit=1000`).expect(200);
    }
    for (const asked of ['stance=claimed', 'policy=admission-against-interest@1']) {
      await client.get(`/v1/control?${asked}&limit=1000`).expect(200);
      await client.get(`/v1/conditions?${asked}&validAt=2017-03-07&limit=1000`).expect(200);
    }
    const admission = 'policy=admission-against-interest@1';
    for (const what of ['timeline', 'explanation']) {
      await client.get(`/v1/control/mosul/${what}?${admission}`).expect(200);
      await client.get(`/v1/conditions/road-mosul-tal-afar/${what}`).expect(200);
      await client.get(`/v1/conditions/road-mosul-tal-afar/${what}?${admission}`).expect(200);
    }
    for (const measure of measureNames) {
      await client.get(`/v1/tallies/explanation?measure=${measure}&${admission}`).expect(200);
      await client.get(`/v1/tallies?measure=${measure}`).expect(200);
      await client.get(`/v1/tallies?measure=${measure}&from=1000-01-01&to=2017-03-07&interval=start`).expect(200);
    }
  });

  it('whatever amendment, place or actor is accepted, the projector applies', async () => {
    const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const id = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,5}[a-z0-9])?$/);
    const names = fc.array(fc.record({ language: fc.constantFrom('ar', 'ku-Latn', 'de-1901'), name: label }), {
      maxLength: 3,
    });
    const day = fc.constantFrom('1000-01-01', '2017-03-07', '9000-12-31');
    const optional = { nil: undefined };
    const relation = fc.record({
      actor: id,
      from: fc.option(day, optional),
      to: fc.option(day, optional),
      note: fc.option(label, optional),
    });
    const place = fc.record({
      names,
      id,
      name: label,
      kind: fc.constantFrom('city', 'road'),
      aliases: fc.array(label, { maxLength: 3 }),
      location: fc.record({
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        precisionKm: fc.double({ min: 0, max: 20_100, noNaN: true }),
      }),
      connects: fc.option(fc.constant(['mosul', 'road-mosul-tal-afar']), { nil: undefined }),
      timeZone: fc.constantFrom('Asia/Baghdad', 'UTC', 'Etc/GMT+12', 'Pacific/Kiritimati', 'asia/tokyo', 'EST5EDT'),
    });
    const actor = fc.record({
      id,
      name: label,
      names,
      opposes: fc.array(fc.oneof(id, relation), { maxLength: 3 }),
      kind: fc.constant('state'),
    });
    const retraction = fc.record({ reportedAt: fc.constantFrom(...instants), reason: label });
    const reportIds = [some_uuid, another_uuid] as const;
    for (const reportId of reportIds) await client.post('/v1/reports', { ...draft, id: reportId }).expect(201);
    const grade = fc.record({
      reliability: fc.constantFrom('A', 'F'),
      credibility: fc.constantFrom(1, 6),
      reason: label,
    });
    const decision = fc.record({ reportedAt: fc.constantFrom(...instants), reason: label, incident: label });
    const sent = fc.oneof(
      fc
        .tuple(retraction, grade)
        .map(([body, given]) => [`/v1/reports/${some_uuid}/grades`, { ...body, grade: given }] as const),
      fc
        .tuple(fc.constantFrom('links', 'unlinks'), decision)
        .map(([what, body]) => [`/v1/incidents/${what}`, { ...body, reportIds }] as const),
      place.map((body) => ['/v1/places', body] as const),
      actor.map((body) => ['/v1/actors', body] as const),
      fc.tuple(retraction, fc.uuid()).map(([body, report]) => [`/v1/reports/${report}/retractions`, body] as const),
      fc
        .tuple(retraction, drafts)
        .map(([body, report]) => [`/v1/reports/${some_uuid}/corrections`, { ...body, report }] as const),
    );
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(sent, async ([path, body]) => {
        const { status } = await client.post(path, body);
        expect(status).toBeLessThan(500);
        if (status === 201) taken += 1;
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(50);
    await api.projected();
    expect(await parked()).toEqual([]);
    await client.get('/v1/places?limit=1000').expect(200);
    await client.get('/v1/actors?limit=1000').expect(200);
    await client.get('/v1/control?validAt=1000-01-01&limit=1000').expect(200);
    await client.get('/v1/incidents?limit=1000').expect(200);
    await client.get('/v1/incident-suggestions').expect(200);
    await client.get(`/v1/reports/${another_uuid}`).expect(200);
    await client.get('/v1/changes?from=1000-01-01&to=9000-12-31').expect(200);
    await client.get('/v1/conditions?validAt=1000-01-01&limit=1000').expect(200);
    await client.get('/v1/isolation/mosul').expect(200);
  });
});

const another_uuid = '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f90';

const days = ['1000-01-01', '1582-10-10', '2016-10-17', '2017-03-06', '2017-03-07', '2017-03-08', '9000-12-31'];
const instants = [
  '1000-01-01T00:00+18:00',
  '2017-03-06T23:00+03:00',
  '2017-03-08T10:00:00.001Z',
  '2017-03-10T00:00-12:00',
];
const moments = fc.constantFrom(...days, ...instants);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .map((text) => `x${text.replace(/\p{Cc}|\p{Cs}/gu, '')}`);
const names = fc.constantFrom('iraq', 'islamic-state', 'sdf');
const places = fc.constantFrom('mosul', 'road-mosul-tal-afar');
const amounts = fc.oneof(
  fc.nat(1_000),
  fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
  fc.double({ min: 0, max: 100, noNaN: true }),
);

const claims = fc.record({
  place: places,
  effect: fc.constantFrom(...claimEffects),
  holders: fc.uniqueArray(names, { maxLength: 2 }),
  effective: maybe(moments),
  windowFrom: maybe(fc.oneof(moments, fc.constant('open'))),
  windowTo: maybe(moments),
  since: maybe(moments),
  conditions: fc.uniqueArray(fc.constantFrom(...controlConditions)),
  note: maybe(words),
});
/** Claims of which many are good: the fields that say nothing for an effect are left out. */
const sensible = claims.map(({ effect, effective, windowFrom, windowTo, since, holders, ...rest }) =>
  effect === 'contested'
    ? {
        ...rest,
        effect,
        holders,
        windowFrom: windowFrom === 'open' ? '2017-03-06' : (windowFrom ?? '2017-03-06'),
        windowTo,
      }
    : {
        ...rest,
        effect,
        holders: holders.length === 0 ? ['iraq'] : holders,
        effective: effective ?? '2017-03-07',
        ...(effect === 'gained' ? { windowFrom } : { since }),
      },
);
const conditions = fc.record({
  state: fc.constantFrom(...conditionStates),
  effective: moments,
  since: maybe(moments),
  note: maybe(words),
  windowFrom: maybe(fc.oneof(moments, fc.constant('open'))),
  closedTo: maybe(fc.uniqueArray(names)),
});
/** Of which many are good: a survey of the road that says of nothing but a cut to whom it is closed. */
const surveys = fc
  .array(conditions, { minLength: 1, maxLength: 3 })
  .map((all) => ({
    type: 'infrastructure_condition',
    control: [],
    condition: all.map(({ state, closedTo, ...rest }) => ({
      ...rest,
      place: 'road-mosul-tal-afar',
      state: state === 'looted' ? 'damaged' : state,
      ...(state === 'cut' ? { closedTo } : {}),
    })),
  }));
const figures = fc.record({
  measure: fc.constantFrom(...measureNames),
  group: fc.oneof(names, fc.constantFrom('anyone', 'mixed')),
  low: maybe(amounts),
  best: maybe(amounts),
  high: maybe(amounts),
  unit: maybe(fc.constantFrom(...units)),
  basis: fc.constantFrom(...figureBases),
  period: maybe(fc.record({ from: maybe(moments), to: maybe(moments) })),
  place: maybe(places),
  wording: maybe(words),
  subsetOf: maybe(words),
});
const drafts = fc
  .record({
    externalId: words,
    type: fc.constantFrom('area_seized', 'road_cut', ...developmentTypes),
    summary: words,
    nature: fc.constantFrom(...natures),
    background: fc.boolean(),
    note: maybe(words),
    occurred: fc.record({ from: maybe(moments), to: maybe(moments), precision: maybe(fc.constantFrom(...precisions)) }),
    reportedAt: fc.constantFrom(...instants),
    places: fc.uniqueArray(places),
    actors: fc.array(fc.record({ role: fc.constantFrom(...actorRoles), actor: names }), { maxLength: 2 }),
    control: fc.oneof(fc.constant([]), fc.array(sensible, { maxLength: 3 })),
    figures: fc.oneof(fc.constant([]), fc.array(figures, { maxLength: 2 })),
    incident: maybe(fc.record({ key: words })),
    related: fc.uniqueArray(words, { maxLength: 2 }),
    survey: fc.option(surveys, { freq: 3, nil: undefined }),
    speaksFor: fc.option(fc.uniqueArray(names, { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ survey, speaksFor, ...fields }) => ({ ...fields, ...survey, source: { ...draft.source, speaksFor } }));
