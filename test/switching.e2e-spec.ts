import { buildEdition, edition_before, type FillWatch, live_edition, LiveFollower, switchLive } from '#editions';
import { encodeEvent, type EventLog, eventCount } from '#event-log';
import { campaignEvents } from './harness/campaign-events.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const events = campaignEvents();
const known = events.length - 60;

describe('a switch that others get into', () => {
  let sitrep: RunningSitrep;

  beforeEach(async () => {
    sitrep = await startSitrep('postgres');
    await append(0, known);
    await buildEdition(sitrep, { name: 'other', definition: {} });
    await append(known, events.length - 20);
  });
  afterEach(() => sitrep.stop());

  async function append(from: number, to: number): Promise<void> {
    await sitrep.eventLog.append(events.slice(from, to).map((event) => encodeEvent(event)));
    await sitrep.settled();
  }

  /** The log, whose end is where the other edition stands: the rest is left for when the live one is held still. */
  const logThatEndsEarly = (): EventLog => {
    const { eventLog } = sitrep;
    return new Proxy(eventLog, {
      get: (log, name: keyof EventLog) => {
        if (name === 'head') return async () => [BigInt(known)];
        const member: unknown = log[name];
        return typeof member === 'function' ? member.bind(log) : member;
      },
    });
  };

  it('a projector that asks for the live edition meanwhile follows the new one', async () => {
    await sitrep.following.stop();
    const late = new LiveFollower(sitrep);
    let claimed: Promise<ReadonlyMap<number, bigint>> | undefined;
    const watch: FillWatch = { onProgress: () => void (claimed ??= late.claim([0])) };
    await switchLive({ ...sitrep, eventLog: logThatEndsEarly() }, 'other', watch);
    const next = (await claimed)?.get(0);
    expect(next).toBe(BigInt(events.length - 20));
    await sitrep.eventLog.append(events.slice(-20).map((event) => encodeEvent(event)));
    const head = await sitrep.eventLog.head();
    for await (const batch of sitrep.eventLog.read([next ?? 0n], head)) await late.apply(batch);
    expect(await sitrep.editions.position((await sitrep.editions.find(live_edition))!)).toEqual(head);
    const before = (await sitrep.editions.find(edition_before))!;
    expect(eventCount(await sitrep.editions.position(before))).toBe(BigInt(events.length - 20));
  });

  it('a second switch to the same edition is told that there is one', async () => {
    const both = await Promise.allSettled([switchLive(sitrep, 'other'), switchLive(sitrep, 'other')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await append(events.length - 20, events.length);
  });

  it('many who order editions meanwhile take no connection from it', async () => {
    const orders = Array.from({ length: 40 }, (_, number) =>
      sitrep.http.post('/v1/editions').send({ name: `ordered-${number % 5}` }),
    );
    const answers = Promise.all(orders.map(async (order) => (await order).status));
    await switchLive(sitrep, 'other');
    expect(new Set(await answers)).toEqual(new Set([202]));
  });

  it('a snapshot is dead once its edition grows, also when it is not switched to after all', async () => {
    const path = '/v1/control?validAt=2017-03-08';
    const { snapshot } = (await sitrep.http.get(`${path}&edition=other`).expect(200)).body as { snapshot: string };
    await sitrep.http.get(`${path}&snapshot=${snapshot}`).expect(200);
    const stop = new AbortController();
    const onProgress = (): void => stop.abort(new Error('enough'));
    const stopped = switchLive({ ...sitrep, eventLog: logThatEndsEarly() }, 'other', {
      onProgress,
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('enough');
    await sitrep.http.get(`${path}&snapshot=${snapshot}`).expect(409);
    const { body } = await sitrep.http.get('/v1/editions/other').expect(200);
    expect(body).toMatchObject({ snapshot: null, digest: null, end: body.position });
  });

  it('a snapshot lives on where a switch was stopped before anything was applied', async () => {
    const path = '/v1/control?validAt=2017-03-08';
    const { snapshot } = (await sitrep.http.get(`${path}&edition=other`).expect(200)).body as { snapshot: string };
    const before = (await sitrep.http.get(`${path}&snapshot=${snapshot}`).expect(200)).text;
    await expect(switchLive(sitrep, 'other', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    expect((await sitrep.http.get(`${path}&snapshot=${snapshot}`).expect(200)).text).toBe(before);
  });

  it('an edition that is being read is not dropped, and nobody waits for long', async () => {
    const { schema } = (await sitrep.editions.find('other'))!;
    await sitrep.database.transaction(async (sql) => {
      await sql.query(`select count(*) from "${schema}".control_span`);
      const { body } = await sitrep.http.delete('/v1/editions/other').expect(409);
      expect(body.errors).toMatchObject([{ parameter: 'edition', code: 'in_use' }]);
    });
    await sitrep.http.delete('/v1/editions/other').expect(204);
  });
});
