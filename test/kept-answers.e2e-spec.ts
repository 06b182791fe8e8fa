import fc from 'fast-check';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { encodeEvent } from '#event-log';
import { PinoLogger, SystemClock } from '#platform';
import supertest from 'supertest';
import { createApi } from '../apps/api/src/index.js';
import { generatedEvents } from './generated/generated-events.js';
import { statementsFor } from './harness/counted-questions.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const days = fc
  .integer({ min: 0, max: 60 })
  .map((day) => new Date(Date.UTC(2016, 11, 20 + day)).toISOString().slice(0, 10));
const place = fc.integer({ min: 0, max: 11 }).map((number) => `place-${number}`);
const optional = <Value>(name: string, values: fc.Arbitrary<Value>): fc.Arbitrary<string> =>
  fc.option(values, { nil: undefined }).map((value) => (value === undefined ? '' : `&${name}=${String(value)}`));

const tally = fc
  .record({
    path: fc.constantFrom('/v1/tallies', '/v1/tallies/explanation'),
    measure: fc.constantFrom('killed', 'killed,wounded', 'displaced'),
    more: fc.tuple(
      optional('within', place),
      optional('group', fc.constantFrom('party-3', 'anyone')),
      optional('limit', fc.integer({ min: 1, max: 4 })),
      optional('interval', fc.constantFrom('start', 'end')),
    ),
    by: fc.constantFrom('', '&by=month', '&by=place', '&by=group'),
  })
  .map(
    ({ path, measure, more, by }) =>
      `${path}?measure=${measure}${by}&from=2016-12-20&to=2017-02-10${more.join('')}` as const,
  );
const ofPlaces = fc.oneof(
  place.map((id) => `/v1/control/${id}/explanation?`),
  place.map((id) => `/v1/control/${id}/timeline?`),
  place.map((id) => `/v1/control?place=${id}`),
  fc.constantFrom('/v1/map?', '/v1/map?kind=city', '/v1/map?within=place-3', '/v1/control?limit=5', '/v1/control?'),
);
const question = fc.oneof(tally, ofPlaces).chain((path) =>
  fc
    .tuple(days, days, optional('policy', fc.constantFrom('admission-against-interest@1')))
    .map(([validAt, knownAt, policy]) => {
      const needsValid = !path.startsWith('/v1/tallies') && !path.includes('timeline');
      return `${path}&knownAt=${knownAt}${needsValid ? `&validAt=${validAt}` : ''}${policy}`.replace('?&', '?');
    }),
);

describe.each(logKinds())('answers that are kept, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let forgetful: NestFastifyApplication;
  const events = [...generatedEvents({ seed: 7, reports: 240, places: 12 })];
  const last = events.pop();

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    forgetful = await createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: { timeZone: 'UTC', keptBytes: 0, access: { anonymous: 'write' } },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    await forgetful.init();
    await forgetful.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await forgetful.close();
    await sitrep.stop();
  });

  it('are those that nobody kept, however often they are asked and whatever comes in between', async () => {
    const anew = supertest(forgetful.getHttpServer());
    const stretch = Math.ceil(events.length / 4);
    for (let from = 0; from < events.length; from += stretch) {
      await sitrep.eventLog.append(events.slice(from, from + stretch).map((event) => encodeEvent(event)));
      await sitrep.settled();
      await fc.assert(
        fc.asyncProperty(question, async (path) => {
          const expected = await anew.get(path);
          const [first, same] = await Promise.all([sitrep.http.get(path), sitrep.http.get(path)]);
          const again = await sitrep.http.get(path);
          for (const { status, text } of [first, same, again]) expect([status, text]).toEqual([200, expected.text]);
        }),
        { numRuns: 25 },
      );
    }
  });

  it('take a few statements about one place, and one where the same is asked again', async () => {
    // With another event, nothing is left of what was asked before.
    if (last === undefined) throw new Error('No event was generated.');
    await sitrep.eventLog.append([encodeEvent(last)]);
    await sitrep.settled();
    const asked = {
      control: (at: string) => `/v1/control?place=${at}&validAt=2017-01-20&knownAt=2017-06-01`,
      explanation: (at: string) => `/v1/control/${at}/explanation?validAt=2017-01-20&knownAt=2017-06-01`,
      tally: (at: string) => `/v1/tallies?measure=killed&place=${at}&to=2017-01-20&knownAt=2017-06-01`,
    };
    const found: Record<string, readonly number[]> = {};
    for (const [name, path] of Object.entries(asked)) {
      const ask = (at: string) => () => sitrep.http.get(path(at)).expect(200);
      // What all questions share is read once.
      await ask('place-1')();
      found[name] = [await statementsFor(sitrep, ask('place-2')), await statementsFor(sitrep, ask('place-2'))];
    }
    const most = { control: 9, explanation: 5, tally: 6 };
    for (const [name, [first = 0, again]] of Object.entries(found)) {
      expect(first, name).toBeLessThanOrEqual(most[name as keyof typeof most]);
      expect(again, name).toBe(1);
    }
  });

  it('are answered again to who asks with their tag: not modified, or whole where it is another one', async () => {
    const path = '/v1/control?place=place-1&validAt=2017-01-21&knownAt=2017-06-01';
    const { headers, text } = await sitrep.http.get(path).expect(200);
    const again = await sitrep.http.get(path).expect(200);
    expect([again.text, again.headers['etag'], again.headers['content-type'], again.headers['cache-control']]).toEqual([
      text,
      headers['etag'],
      headers['content-type'],
      headers['cache-control'],
    ]);
    await sitrep.http
      .get(path)
      .set('if-none-match', headers['etag'] ?? '')
      .expect(304);
    await sitrep.http.get(path).set('if-none-match', '"other"').expect(200, text);
    const { text: table } = await sitrep.http.get(path).set('accept', 'text/csv').expect(200);
    expect(table).not.toBe(text);
    await sitrep.http.get(`${path}&format=nothing`).expect(406);
  });
});
