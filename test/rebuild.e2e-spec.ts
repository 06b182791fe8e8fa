import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  buildEdition,
  edition_before,
  live_edition,
  openStorage,
  orderEdition,
  rebuildLive,
  switchLive,
} from '#editions';
import { encodeEvent, eventCount, type EventLog, hasReached, parsePosition, type Position } from '#event-log';
import { campaignEvents } from './harness/campaign-events.js';
import { createTestDatabase } from './harness/database.js';
import { editionRows } from './harness/edition-rows.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const readers = 3;

describe.each(logKinds())('the live edition, made anew while it serves, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const rowsOf = async (name: string): Promise<readonly string[]> => {
    const edition = await sitrep.editions.find(name);
    if (edition === undefined) throw new Error(`there is no edition ${name}`);
    return editionRows(sitrep.database, edition.schema);
  };

  it('has the same rows as before', async () => {
    const before = await rowsOf(live_edition);
    await rebuildLive(sitrep);
    await sitrep.settled();
    expect(await rowsOf(live_edition)).toEqual(before);
    expect(await rowsOf(edition_before)).toEqual(before);
  });

  it('is switched to, and back, without a failed read and without an older one after a newer', async () => {
    const load = hammer(sitrep);
    await load.seenMore();
    for (let turn = 0; turn < 3; turn += 1) {
      const { id } = (await sitrep.editions.find(live_edition))!;
      await (turn < 2 ? rebuildLive(sitrep) : switchLive(sitrep, edition_before));
      expect((await sitrep.editions.find(live_edition))!.id).not.toBe(id);
      await load.seenMore();
    }
    const { reads, written, trouble } = await load.end();
    expect(trouble).toEqual([]);
    expect(reads).toBeGreaterThan(30);
    await sitrep.settled();
    const stored = (await rowsOf(live_edition)).filter((row) => row.startsWith('report_event'));
    for (const id of written) expect(stored.some((row) => row.includes(id))).toBe(true);
  });

  it('is not switched to a part of the log, nor to what is not there', async () => {
    await expect(switchLive(sitrep, 'nowhere')).rejects.toThrow('There is no edition nowhere');
    await expect(switchLive(sitrep, live_edition)).rejects.toThrow('live already');
    await orderEdition(sitrep, { name: 'cut', definition: { withoutOutlets: ['SANA'] } }, { whenThere: 'keep' });
    await expect(switchLive(sitrep, 'cut')).rejects.toThrow('is not complete');
    await buildEdition(sitrep, { name: 'cut', definition: { withoutOutlets: ['SANA'] } });
    await expect(switchLive(sitrep, 'cut')).rejects.toThrow('holds a part of the log only');
    await sitrep.http.post('/v1/editions/cut/switch').expect(409);
    await sitrep.http.post('/v1/editions/nowhere/switch').expect(404);
  });

  it('stays as it is when the new one is found bad, or when the rebuild is stopped, which then goes on', async () => {
    const { id } = (await sitrep.editions.find(live_edition))!;
    const inspect = (): Promise<never> => Promise.reject(new Error('found bad'));
    await expect(rebuildLive(sitrep, { inspect })).rejects.toThrow('found bad');
    expect((await sitrep.editions.find(live_edition))!.id).toBe(id);
    await sitrep.editions.drop('live-next');
    const stop = new AbortController();
    const onProgress = (): void => stop.abort(new Error('enough'));
    await expect(rebuildLive(sitrep, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    const begun = (await sitrep.editions.record('live-next'))!;
    expect((await sitrep.editions.find(live_edition))!.id).toBe(id);
    expect((await rebuildLive(sitrep)).id).toBe(begun.id);
  });

  it('is switched over HTTP to an edition that was ordered, and goes on with the log', async () => {
    await buildEdition(sitrep, { name: 'whole', definition: {}, pinned: true });
    const pinned = await sitrep.http.post('/v1/editions/whole/switch').expect(409);
    expect(pinned.body.errors).toMatchObject([{ code: 'pinned' }]);
    await sitrep.editions.change('whole', { pinned: false });
    const whole = (await sitrep.editions.find('whole'))!;
    const { body, headers } = await sitrep.http.post('/v1/editions/whole/switch').expect(202);
    expect(headers['location']).toBe(`/v1/jobs/${body.id}`);
    await expect
      .poll(async () => (await sitrep.http.get(`/v1/jobs/${body.id}`)).body.status, { timeout: 30_000 })
      .toBe('successful');
    const live = (await sitrep.http.get('/v1/editions/live')).body;
    expect(live).toMatchObject({ id: whole.id, follows: true, digest: null });
    expect((await sitrep.http.get(`/v1/editions/${edition_before}`)).body).toMatchObject({ follows: false });
    const id = crypto.randomUUID();
    await sitrep.http.post('/v1/reports').send(drafted(id, 0)).expect(201);
    await sitrep.settled();
    await sitrep.http.get(`/v1/reports/${id}`).expect(200);
  });

  it('made by other projections is refused, until it is built anew', async () => {
    const { id, projectionVersion } = (await sitrep.editions.find(live_edition))!;
    await sitrep.database.query('update sitrep.edition set projection_version = $2 where id = $1', [
      id,
      projectionVersion - 1,
    ]);
    await expect(sitrep.editions.prepareLive(sitrep.eventLog)).rejects.toThrow(/rebuild/);
    await rebuildLive(sitrep);
    expect((await sitrep.editions.prepareLive(sitrep.eventLog)).projectionVersion).toBe(projectionVersion);
    await expect(switchLive(sitrep, edition_before)).rejects.toThrow('switch with the release that made it');
  });
});

describe('a log that grows faster than an edition is caught up', () => {
  it('is not switched on: the live edition stays what it is', async () => {
    const server = await createTestDatabase();
    const storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'growing-log',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    const { eventLog } = storage;
    const growing = Object.create(eventLog, {
      head: { value: () => eventLog.append(unreadable(600)).then(() => eventLog.head()) },
    }) as EventLog;
    const { id } = await storage.editions.prepareLive(eventLog);
    await buildEdition(storage, { name: 'late', definition: {} });
    await expect(switchLive({ ...storage, eventLog: growing }, 'late')).rejects.toThrow(
      /events behind after 20 rounds/,
    );
    expect((await storage.editions.find(live_edition))?.id).toBe(id);
    await storage.close();
    await server.drop();
  });
});

/** Events that are parked as they are read, which is quick. */
function unreadable(count: number) {
  const [event] = campaignEvents();
  if (event === undefined) throw new Error('The campaign has no event.');
  return Array.from({ length: count }, () => ({ ...encodeEvent(event), id: randomUUID(), type: 'sitrep.unheard.v1' }));
}

/** Reads and writes over and over, and notes everything that a reader should not see. */
function hammer(sitrep: RunningSitrep) {
  const over = new AbortController();
  const trouble: string[] = [];
  const written: string[] = [];
  let reads = 0;
  let newest: Position = [];

  async function read(): Promise<void> {
    let last: Position = [];
    while (!over.signal.aborted) {
      const { status, body } = await sitrep.http.get('/v1/control').query({ limit: '1', place: 'mosul' });
      const position = parsePosition(String(body.position)) ?? [];
      if (status !== 200) trouble.push(`read: ${status} ${JSON.stringify(body)}`);
      else if (!hasReached(position, last)) trouble.push(`older: ${position.join('-')} after ${last.join('-')}`);
      else last = position;
      if (eventCount(position) > eventCount(newest)) newest = position;
      reads += 1;
    }
  }

  async function write(): Promise<void> {
    for (let number = 0; !over.signal.aborted; number += 1) {
      const id = crypto.randomUUID();
      const { status, body } = await sitrep.http.post('/v1/reports').send(drafted(id, number));
      if (status === 201) written.push(id);
      else trouble.push(`write: ${status} ${JSON.stringify(body)}`);
      await delay(20);
    }
  }

  const working = Promise.all([write(), ...Array.from({ length: readers }, read)]);
  return {
    /** Resolves when what has been written by now can be read. */
    async seenMore(): Promise<void> {
      const wanted = eventCount(await sitrep.eventLog.head());
      while (eventCount(newest) <= wanted) await delay(20, undefined, { signal: AbortSignal.timeout(30_000) });
    },
    async end() {
      over.abort();
      await working;
      return { reads, written, trouble };
    },
  };
}

const drafted = (id: string, number: number) => ({
  id,
  type: 'area_held',
  summary: `seen in their hands, ${number}`,
  occurred: { from: '2017-03-12', to: '2017-03-12' },
  reportedAt: '2017-03-12T10:00:00Z',
  places: ['mosul'],
  control: [{ place: 'mosul', effect: 'observed', holders: ['iraq'], effective: '2017-03-12', confidence: 'low' }],
  source: { outlet: 'Reuters' },
  grade: { reliability: 'B', credibility: 3 },
});
