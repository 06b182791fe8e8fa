import { Ajv2020 } from 'ajv/dist/2020.js';
import { encodeEvent } from '#event-log';
import { asksOf, claimEffects, conditionStates, developmentTypes, figureBases, measureNames } from '#situation';
import type { CatalogueDto, DevelopmentTypeWithSchemaDto } from '../../apps/api/src/catalogue/catalogue.dto.js';
import { ApiClient, claim, draft, figure, now, road, violationsOf } from '../harness/api-client.js';
import { campaignEvents } from '../harness/campaign-events.js';
import { startApi, type RunningApi } from '../harness/running-api.js';

describe('the catalogue of developments, over HTTP', () => {
  let api: RunningApi;
  let client: ApiClient;
  let items: CatalogueDto['items'];
  beforeAll(async () => {
    api = await startApi(now);
    client = new ApiClient(api);
    await client.registerNames();
    ({ items } = (await client.get('/v1/catalogue').expect(200)).body as CatalogueDto);
  });
  afterAll(() => api.close());

  const one = async (type: string) =>
    (await client.get(`/v1/catalogue/${type}`).expect(200)).body as DevelopmentTypeWithSchemaDto;

  it('lists every type with what a report of it may carry, and every measure with its units', async () => {
    expect(items.map(({ type }) => type)).toEqual(developmentTypes);
    expect(items.find(({ type }) => type === 'road_cut')).toEqual({
      type: 'road_cut',
      family: 'territory',
      meaning: 'A road was closed to somebody.',
      label: 'Road cut',
      asks: asksOf('road_cut'),
      usedRecently: 0,
      mayDoToControl: 'may_change_holder',
      controlEffects: claimEffects,
      conditionStates: ['cut'],
      figures: { measures: measureNames, bases: figureBases },
      eventType: 'sitrep.road_cut.v1',
      links: [{ rel: 'self', href: '/v1/catalogue/road_cut' }],
    });
    expect(items.find(({ type }) => type === 'intention')).toMatchObject({
      controlEffects: [],
      conditionStates: [],
      figures: { bases: ['forecast'] },
    });
    const { body } = await client.get('/v1/catalogue').expect(200);
    expect((body as CatalogueDto).measures).toContainEqual({ measure: 'displaced', units: ['people', 'families'] });
  });

  it('answers one type with the schema of its events, by which the reports of the campaign are valid', async () => {
    const ajv = new Ajv2020({ strict: true });
    const events = campaignEvents().filter(({ kind }) => kind === 'reported');
    for (const type of ['road_cut', 'displacement_forecast', 'data_gap']) {
      const { schema, eventType, ...entry } = await one(type);
      expect({ eventType, ...entry }).toEqual(items.find((item) => item.type === type));
      const valid = ajv.compile(schema);
      const [own, others] = [true, false].map((is) =>
        events.map((event) => encodeEvent(event)).filter((event) => (event.type === eventType) === is),
      );
      expect(own!.length).toBeGreaterThan(0);
      expect(own!.every(({ body }) => valid(JSON.parse(new TextDecoder().decode(body))))).toBe(true);
      expect(others!.some(({ body }) => valid(JSON.parse(new TextDecoder().decode(body))))).toBe(false);
    }
  });

  it('says exactly what the api accepts: each effect, state and basis of each type', async () => {
    const road_claim = { place: road.id, effective: '2017-03-07' };
    const contested = { place: 'mosul', effect: 'contested', windowFrom: '2017-03-07' };
    const withEffect = (effect: string) =>
      effect === 'contested' ? contested : { ...claim, effect, takenFrom: undefined };
    let number = 0;
    const refused = async (part: object): Promise<boolean> => {
      number += 1;
      const body = { ...draft, control: [], figures: [], externalId: `C${number}`, ...part };
      const answer = await client.post('/v1/reports', body);
      if (answer.status !== 201) expect(violationsOf(answer)[0]).toMatch(/_not_allowed$/);
      return answer.status !== 201;
    };
    for (const { type, controlEffects, conditionStates: states, figures } of items) {
      const tried = await Promise.all([
        ...claimEffects.map(async (word) => ((await refused({ type, control: [withEffect(word)] })) ? [] : [word])),
        // A road is never looted, whoever says so.
        ...conditionStates.map(async (word) => {
          const place = word === 'looted' ? 'mosul' : road.id;
          return (await refused({ type, condition: [{ ...road_claim, place, state: word }] })) ? [] : [word];
        }),
        ...figureBases.map(async (word) =>
          (await refused({ type, figures: [{ ...figure, basis: word }] })) ? [] : [word],
        ),
      ]);
      expect(tried.flat().sort(), type).toEqual([...controlEffects, ...states, ...figures.bases].sort());
    }
  });

  it('does not know other types, and names the nearest', async () => {
    const answer = await client.get('/v1/catalogue/road_cutt').expect(404);
    expect(violationsOf(answer)).toEqual(['type unknown_type']);
    expect(answer.body.detail).toContain('road_cut');
    await client.get('/v1/catalogue/toString').expect(404);
  });
});
