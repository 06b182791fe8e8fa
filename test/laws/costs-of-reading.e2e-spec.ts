import { encodeEvent } from '#event-log';
import type { Report, SitrepEvent } from '#situation';
import { observations } from '../bench/observations.js';
import { placeId, placeOf } from '../generated/generated-world.js';
import { rowsReadFor } from '../harness/rows-read.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const places = 3_000;

const rare: Partial<Report> = {
  summary: 'A zeppelin was seen above the bridge',
  actors: [{ role: 'by', actor: 'airmen' }],
  source: { outlet: 'Rare', chain: ['Rare'], anonymity: 'outlet_itself', seenByOutlet: false },
};

/** A report of each place alone: who holds it, what state it is in, and how many were killed there. */
const reports = observations(0, places, places).map((event): SitrepEvent => {
  if (event.kind !== 'reported') return event;
  const [place = ''] = event.data.places;
  const figure = {
    measure: 'killed',
    group: 'anyone',
    unit: 'people',
    basis: 'incremental',
    lowExclusive: false,
  } as const;
  const day = event.data.reportedAt.slice(0, 10);
  return {
    kind: 'reported',
    data: {
      ...event.data,
      ...(place === 'place-700' ? rare : {}),
      condition: [{ place, state: 'damaged', effective: event.data.reportedAt, confidence: 'medium' }],
      figures: [{ ...figure, place, best: 5, period: { from: day, to: day } }],
    },
  };
});

/** Few rows of every table, however many there are of what is not asked about (law 1 of costs, of readers). */
describe('a question about little reads few rows:', () => {
  let sitrep: RunningSitrep;
  const most_rows = 40;
  const id = '00000000-0000-4000-8000-0000000002bc';
  const times = 'validAt=2017-02-20&knownAt=2017-06-01';

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    const registrations = Array.from({ length: places }, (_, nth) => {
      const { parent: _none, ...place } = placeOf(nth);
      return nth === 0 ? place : { ...place, parent: placeId(Math.floor((nth - 1) / 10)) };
    });
    const airmen = {
      id: 'airmen',
      name: 'Airmen',
      aliases: [],
      kind: 'militia',
      registeredAt: '2017-01-01T00:00:00Z',
    } as const;
    const events: readonly SitrepEvent[] = [
      { kind: 'actor_registered', data: { ...airmen, parents: [], alliedWith: [], opposes: [] } },
      ...registrations.map((data) => ({ kind: 'place_registered' as const, data })),
      ...reports,
    ];
    await sitrep.eventLog.append(events.map((event) => encodeEvent(event)));
    await sitrep.settled();
    await sitrep.database.query('analyze');
  });
  afterAll(() => sitrep.stop());

  it.each([
    `/v1/control?place=place-700&${times}`,
    `/v1/control/place-700/explanation?${times}`,
    `/v1/control/place-700/timeline?knownAt=2017-06-01`,
    `/v1/control/place-700/answers?knownAt=2017-06-01`,
    `/v1/conditions?place=place-700&${times}`,
    `/v1/conditions/place-700/timeline?knownAt=2017-06-01`,
    '/v1/tallies?measure=killed&place=place-700&to=2017-02-20&knownAt=2017-06-01',
    '/v1/tallies/explanation?measure=killed&place=place-700&to=2017-02-20&knownAt=2017-06-01',
    `/v1/tallies?measure=killed&incident=${id}&knownAt=2017-06-01`,
    '/v1/places/place-700',
    `/v1/reports/${id}`,
    '/v1/reports?place=place-700&knownAt=2017-06-01',
    '/v1/reports?limit=5&knownAt=2017-06-01',
    '/v1/reports?limit=5&order=latest&knownAt=2017-06-01',
    `/v1/conditions/place-700/explanation?${times}`,
    `/v1/conditions/place-700/answers?knownAt=2017-06-01`,
    `/v1/isolation/place-700?${times}`,
    '/v1/changes?place=place-700&validFrom=2017-01-01&validTo=2017-03-01&knownAt=2017-06-01',
    '/v1/contradictions?place=place-700&knownAt=2017-06-01',
    '/v1/incidents?place=place-700&knownAt=2017-06-01',
    '/v1/reports?q=zeppelin&knownAt=2017-06-01',
    '/v1/reports?q=hands&place=place-700&knownAt=2017-06-01',
    '/v1/reports?q=hands&limit=5&order=latest&knownAt=2017-06-01',
    '/v1/reports?q=hands&outlet=Rare&knownAt=2017-06-01',
    '/v1/reports?incident=nothing&knownAt=2017-06-01',
    '/v1/reports?outlet=Rare&knownAt=2017-06-01',
    '/v1/reports?source=Rare&knownAt=2017-06-01',
    '/v1/reports?actor=airmen&knownAt=2017-06-01',
    '/v1/reports?from=2017-01-30&to=2017-01-30&limit=5&knownAt=2017-06-01',
    '/v1/reports?near=33,38,2&limit=5&knownAt=2017-06-01',
    '/v1/reports?bbox=38,33,38.02,33.02&limit=5&knownAt=2017-06-01',
    '/v1/places?q=zeppelin',
    '/v1/places?q=place%20700&limit=5',
    '/v1/incidents?q=zeppelin&knownAt=2017-06-01',
    '/v1/incidents?limit=5&knownAt=2017-06-01',
    `/v1/tallies?measure=killed&within=place-700&to=2017-02-20&knownAt=2017-06-01`,
    `/v1/map?within=place-700&${times}`,
    '/v1/days?within=place-700&from=2017-01-01&to=2017-03-01&knownAt=2017-06-01',
    '/v1/briefings?from=2017-02-19&to=2017-02-20&within=place-700',
    '/v1/reports?within=place-700&knownAt=2017-06-01',
  ])('%s', async (path) => {
    // What all questions share is read once.
    await sitrep.http.get(path.replaceAll('700', '701').replace('2bc', '2bd')).expect(200);
    const rows = await rowsReadFor(sitrep, () => sitrep.http.get(path).expect(200));
    expect(Object.entries(rows).filter(([, count]) => count > most_rows)).toEqual([]);
    expect(Object.keys(rows)).not.toEqual([]);
  });
});
