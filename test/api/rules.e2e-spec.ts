import { ApiClient, claim, draft, figure, now, violationsOf } from '../harness/api-client.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

const contested = { place: 'mosul', effect: 'contested', windowFrom: '2017-03-05' };
const observed = { place: 'mosul', effect: 'observed', holders: ['iraq'], effective: '2017-03-07' };

describe('rules of meaning over HTTP', () => {
  let api: RunningApi;
  let client: ApiClient;
  let taken = 0;
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
  });
  afterAll(() => api.close());

  it.each([
    [{ externalId: undefined }, '/id missing'],
    [{ type: 'area_sized' }, '/type unknown_type'],
    [{ type: 'clash' }, '/control/0/effect effect_not_allowed'],
    [{ type: 'intention', figures: [] }, '/control/0/effect effect_not_allowed'],
    [{ type: 'intention', control: [] }, '/figures/0/basis basis_not_allowed'],
    [{ reportedAt: '2017-03-12T12:11:00Z' }, '/reportedAt in_future'],
    [{ occurred: { from: '2017-03-07', to: '2017-03-06' } }, '/occurred/to reversed'],
    [{ occurred: { from: '2017-03-09' } }, '/occurred/from after_report'],
    [{ places: ['mosul', 'mosul'] }, '/places/1 duplicate'],
    [{ places: ['mossul'] }, '/places/0 unknown_place'],
    [{ actors: [{ role: 'by', actor: 'irak' }] }, '/actors/0/actor unknown_actor'],
    [{ control: [{ ...claim, place: 'mossul' }] }, '/control/0/place unknown_place'],
    [{ control: [{ ...claim, effective: undefined }] }, '/control/0/effective missing'],
    [{ control: [{ ...claim, holders: [] }] }, '/control/0/holders missing'],
    [{ control: [{ ...claim, takenFrom: 'iraq' }] }, '/control/0/takenFrom taken_from_itself'],
    [{ control: [{ ...claim, takenFrom: 'irak' }] }, '/control/0/takenFrom unknown_actor'],
    [{ control: [{ ...claim, formations: ['irak'] }] }, '/control/0/formations/0 unknown_actor'],
    [{ control: [{ ...claim, windowFrom: '2017-03-08' }] }, '/control/0/windowFrom reversed'],
    [{ control: [{ ...claim, windowTo: '2017-03-06' }] }, '/control/0/windowTo reversed'],
    [{ control: [{ ...claim, effective: '2017-03-09' }] }, '/control/0/effective after_report'],
    [{ control: [claim, claim] }, '/control/1 duplicate'],
    [{ control: [{ ...observed, takenFrom: 'islamic-state' }] }, '/control/0/takenFrom not_meant_here'],
    [{ control: [{ ...observed, since: '2017-03-08' }] }, '/control/0/since reversed'],
    [{ control: [{ ...contested, windowFrom: undefined }] }, '/control/0/windowFrom missing'],
    [{ control: [{ ...contested, effective: '2017-03-07' }] }, '/control/0/effective not_meant_here'],
    [{ control: [{ ...contested, windowTo: '2017-03-04' }] }, '/control/0/windowTo reversed'],
    [{ control: [{ ...contested, since: '2017-03-04' }] }, '/control/0/since not_meant_here'],
    [{ figures: [{ ...figure, low: -1 }] }, '/figures/0/low amount_not_possible'],
    [{ figures: [{ ...figure, best: 0.5 }] }, '/figures/0/best amount_not_possible'],
    [{ figures: [{ ...figure, high: 2 ** 60 }] }, '/figures/0/high amount_not_possible'],
    [{ figures: [{ ...figure, measure: 'control_share', best: 101 }] }, '/figures/0/best amount_not_possible'],
    [{ figures: [{ ...figure, unit: 'km' }] }, '/figures/0/unit unit_not_allowed'],
    [{ figures: [{ ...figure, lowExclusive: true }] }, '/figures/0/lowExclusive missing'],
    [{ figures: [{ ...figure, period: { from: '2017-03-08', to: '2017-03-07' } }] }, '/figures/0/period/to reversed'],
    [{ figures: [{ ...figure, group: 'irak' }] }, '/figures/0/group unknown_actor'],
    [{ figures: [{ ...figure, place: 'mossul' }] }, '/figures/0/place unknown_place'],
    [{ figures: [{ ...figure, subsetOf: 'V1' }] }, '/figures/0/subsetOf itself'],
    [{ figures: [figure, { ...figure, best: 5 }] }, '/figures/1 duplicate'],
    [{ related: ['V1'] }, '/related/0 itself'],
    [{ related: ['V2', 'V2'] }, '/related/1 duplicate'],
    [{ contradicts: ['V1'] }, '/contradicts/0 itself'],
  ])('refuses a report with %j', async (changes, violation) => {
    const response = await client.post('/v1/reports', { ...draft, externalId: 'V1', ...changes }).expect(422);
    expect(violationsOf(response)).toEqual([violation]);
    expect(response.body).toMatchObject({ status: 422, code: 'meaningless', title: 'Unprocessable Entity' });
  });

  it.each([
    [{ figures: [{ ...figure, low: 9, best: 4, high: 2 }] }],
    [
      {
        figures: [
          { ...figure, group: 'anyone' },
          { ...figure, group: 'mixed', best: undefined, wording: 'dozens' },
        ],
      },
    ],
    [{ occurred: { from: '2017-06-01' }, nature: 'intention', type: 'intention', control: [], figures: [] }],
    [{ control: [{ ...claim, effective: '2017-03-08' }], occurred: { to: '2017-03-08' } }],
    [{ control: [contested, { ...observed, since: '2017-03-01', extent: 'most' }], places: [] }],
    [{ reportedAt: '2017-03-12T12:09:00Z' }],
  ])('takes a report with %j', async (changes) => {
    taken += 1;
    await client.post('/v1/reports', { ...draft, externalId: `T${taken}`, ...changes }).expect(201);
  });
});
