import { encodeEvent } from '#event-log';
import type { SitrepEvent } from '#situation';
import { observations } from '../bench/observations.js';
import { KeyedClient } from '../access/keyed-client.js';
import { placeId, placeOf } from '../generated/generated-world.js';
import { rowsReadGuarded } from '../harness/rows-read.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const places = 3_000;

/** A report of each place alone; all but one in ten are secret. */
const reports = observations(0, places, places).map((event, nth): SitrepEvent => {
  if (event.kind !== 'reported') return event;
  const [place = ''] = event.data.places;
  const day = event.data.reportedAt.slice(0, 10);
  const figure = {
    measure: 'killed',
    group: 'anyone',
    unit: 'people',
    basis: 'incremental',
    lowExclusive: false,
  } as const;
  return {
    kind: 'reported',
    data: {
      ...event.data,
      ...(nth % 10 === 0 ? {} : { sensitivity: 'secret' }),
      condition: [{ place, state: 'damaged', effective: event.data.reportedAt, confidence: 'medium' }],
      figures: [{ ...figure, place, best: 5, period: { from: day, to: day } }],
    },
  };
});

/** What is asked about is looked up before anything is coarsened, however many reports are withheld (law 1 of costs, of readers). */
describe('with thousands of reports withheld, a question about little reads few rows:', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let reader = '';
  const most_rows = 60;
  // The ids of the tenth, which are open, end in a multiple of ten.
  const open = '00000000-0000-4000-8000-0000000002bc';
  const times = 'validAt=2017-02-20&knownAt=2017-06-01';

  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'none' });
    client = await KeyedClient.of(sitrep);
    reader = await client.keyFor(['reader']);
    const registrations = Array.from({ length: places }, (_, nth) => {
      const { parent: _none, ...place } = placeOf(nth);
      return nth === 0 ? place : { ...place, parent: placeId(Math.floor((nth - 1) / 10)) };
    });
    const events = [...registrations.map((data) => ({ kind: 'place_registered' as const, data })), ...reports];
    await sitrep.eventLog.append(events.map((event) => encodeEvent(event)));
    await sitrep.settled();
    await sitrep.database.query('analyze');
  });
  afterAll(() => sitrep?.stop());

  it.each([
    `/v1/control?place=place-701&${times}`,
    `/v1/control/place-701/answers?knownAt=2017-06-01`,
    `/v1/reports/${open}`,
    `/v1/control/place-701/timeline?knownAt=2017-06-01`,
    `/v1/conditions?place=place-701&${times}`,
    `/v1/tallies?measure=killed&place=place-701&to=2017-02-20&knownAt=2017-06-01`,
    `/v1/tallies/explanation?measure=killed&place=place-701&to=2017-02-20&knownAt=2017-06-01`,
    '/v1/places/place-701',
    `/v1/conditions/place-701/explanation?${times}`,
  ])('%s', async (path) => {
    const ask = async (question: string) => {
      const answer = await client.ask('GET', question, reader);
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    };
    await ask(path.replaceAll('701', '702'));
    const rows = await rowsReadGuarded(sitrep, () => ask(path));
    expect(Object.entries(rows).filter(([, count]) => count > most_rows)).toEqual([]);
    expect(Object.keys(rows)).not.toEqual([]);
  });
});
