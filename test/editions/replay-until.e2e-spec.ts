import { buildEdition, diffEditions, type EditionRecord, live_edition } from '#editions';
import { encodeEvent } from '#event-log';
import { measures, toInstant } from '#situation';
import { Dice } from '../crash/dice.js';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const day_ms = 86_400_000;
/** Where the log is makes no difference to what it tells; reading it does. */
const dates = { postgres: 30, kafka: 6 };
const first_ms = Date.parse('2017-03-05T00:00:00Z');
const last_ms = Date.parse('2017-03-23T00:00:00Z');
const seed = Number(process.env.SITREP_SEED ?? Date.now() % 1_000_000);

/** Every measure, in as many questions as it takes. */
const halves = [Object.keys(measures).slice(0, 15).join(), Object.keys(measures).slice(15).join()];

/**
 * What an answer says, without what it says of the edition that it was read from. Of something known then the live
 * edition also says when it came to be known otherwise; at that date nobody could.
 */
function wordsEventId(body: Record<string, unknown>, knownAtMs: number): unknown {
  const { position: _position, links: _links, edition: _edition, snapshot: _snapshot, ...said } = body;
  const text = JSON.stringify(said, (name, value: unknown) =>
    name === 'knownTo' && typeof value === 'string' && Date.parse(value) > knownAtMs ? null : value,
  );
  return JSON.parse(text);
}

describe.each(logKinds())(`an edition replayed until a date, on the %s log, SITREP_SEED=${seed}`, (kind) => {
  let sitrep: RunningSitrep;
  let live: EditionRecord;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.eventLog.append(amendedCampaign().map((event) => encodeEvent(event)));
    await sitrep.settled();
    live = (await sitrep.editions.find(live_edition)) as EditionRecord;
  });
  afterAll(() => sitrep.stop());

  const read = async (path: string, query: Record<string, string | undefined>, knownAtMs: number): Promise<unknown> => {
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    const answer = await sitrep.http.get(path).query(given);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return wordsEventId(answer.body as Record<string, unknown>, knownAtMs);
  };

  /** Every question that knows a date, and the gazetteer, which knows none. */
  function questions(knownMs: number, dice: Dice): readonly (readonly [string, Record<string, string>])[] {
    const validAt = toInstant(
      first_ms - 10 * day_ms + dice.between(0, 30 * 24) * 3_600_000 + dice.between(0, 3_600_000),
    );
    const day = toInstant(first_ms - 10 * day_ms + dice.between(0, 30) * day_ms).slice(0, 10);
    const all = { limit: '1000' };
    const to = toInstant(knownMs);
    const from = toInstant(knownMs - dice.between(0, 6 * 24) * 3_600_000);
    return [
      ['/v1/control', { ...all, validAt }],
      ['/v1/control', { ...all, validAt: day }],
      ['/v1/control/mosul/timeline', {}],
      ['/v1/control/road-mosul-tal-afar/explanation', { validAt }],
      ['/v1/conditions', { ...all, validAt }],
      ['/v1/isolation/raqqa-city', { validAt: day }],
      ...halves.map((measure): [string, Record<string, string>] => [
        '/v1/tallies',
        { ...all, measure, from: '2016-10-01', to: day },
      ]),
      ['/v1/tallies', { ...all, measure: 'killed,wounded', by: 'place' }],
      ['/v1/tallies/explanation', { measure: 'killed', group: 'islamic-state', from: '2016-10-17', to: day }],
      ['/v1/incidents', all],
      ['/v1/reports', all],
      ['/v1/changes', { ...all, from, to }],
      ['/v1/places', all],
      ['/v1/actors', all],
    ];
  }

  it.each(Array.from({ length: dates[kind] }, (_, number) => number + 1))(
    'answers every question as knownAt of that date does (%i)',
    async (number) => {
      const dice = new Dice(seed + number);
      const knownAtMs = first_ms + dice.between(0, (last_ms - first_ms) / 60_000) * 60_000;
      const definition = { until: { knownAtMs } };
      const edition = await buildEdition(sitrep, { name: `until-${number}`, definition });
      const models = await diffEditions(
        sitrep.database,
        { a: { schema: live.schema, knownAtMs }, b: { schema: edition.schema, knownAtMs } },
        { shown: 3 },
      );
      expect(
        models.filter(({ count }) => count > 0),
        toInstant(knownAtMs),
      ).toEqual([]);
      for (const [path, query] of questions(knownAtMs, dice)) {
        const knows = path !== '/v1/changes' && path !== '/v1/places' && path !== '/v1/actors';
        const knownAt = knows ? toInstant(knownAtMs) : undefined;
        const asked = `${path} ${JSON.stringify(query)} as known ${toInstant(knownAtMs)}`;
        expect(await read(path, { ...query, edition: edition.name }, knownAtMs), asked).toEqual(
          await read(path, { ...query, knownAt }, knownAtMs),
        );
      }
      await sitrep.editions.drop(edition.name);
    },
  );
});
