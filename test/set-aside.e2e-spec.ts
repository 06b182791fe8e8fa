import { setTimeout as delay } from 'node:timers/promises';
import {
  completeEdition,
  editionDigest,
  EditionFollower,
  live_edition,
  openStorage,
  orderEdition,
  parkedEvents,
  redriveParked,
  type Storage,
  verifyEdition,
} from '#editions';
import { encodeEvent } from '#event-log';
import { AppProcess } from './harness/app-process.js';
import { campaignEvents } from './harness/campaign-events.js';
import { compiled } from './harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from './harness/database.js';
import { Database } from '#platform';
import { recorded } from './harness/recorded-events.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

/** Makes the live edition unable to store a claim about this place: a row of that report fails or takes for ever. */
const failing = (schema: string, place: string, instead: string): string => `
  create function "${schema}".unstorable() returns trigger language plpgsql as
    $$ begin if new.place_id = '${place}' then ${instead} end if; return new; end $$;
  create trigger unstorable before insert on "${schema}".control_claim
    for each row execute function "${schema}".unstorable()`;

const mended = (schema: string): string => `drop function "${schema}".unstorable cascade`;

describe.each(logKinds())('an event that cannot be projected, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let schema: string;

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const seized = (place: string): Promise<void> =>
    post('/v1/reports', {
      externalId: place,
      type: 'area_seized',
      summary: place,
      reportedAt: '2023-05-02T08:00:00Z',
      places: [place],
      occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
      control: [{ place, effect: 'gained', holders: ['north'], effective: '2023-05-01', confidence: 'high' }],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'B', credibility: 2 },
    });

  const towns = ['alpha', 'bravo', 'cursed', 'delta', 'echo'];
  const stateOf = async (place: string): Promise<string> =>
    (await readOne<{ status: string }>(sitrep, '/v1/control', { place, validAt: '2023-05-03' })).status;
  const verdict = async () => verifyEdition(sitrep, (await sitrep.editions.find(live_edition))!);

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const registeredAt = '2020-01-01T00:00:00Z';
    await post('/v1/actors', { id: 'north', name: 'North', kind: 'state', registeredAt });
    for (const id of towns) await post('/v1/places', { id, name: id, kind: 'city', timeZone: 'UTC', registeredAt });
    await sitrep.settled();
    ({ schema } = (await sitrep.editions.find(live_edition))!);
    await sitrep.database.query(failing(schema, 'cursed', `raise exception 'no room for %', new.place_id;`));
    await Promise.all(towns.map(seized));
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('is parked by name and reason, and the rest goes on', async () => {
    const { items } = await readAnswer<{ items: { eventType: string; reason: string }[] }>(sitrep, '/v1/parked');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      eventType: 'sitrep.area_seized.v1',
      reason: expect.stringMatching(/^cannot be projected: no room for cursed/) as string,
    });
    for (const town of towns) expect(await stateOf(town)).toBe(town === 'cursed' ? 'unknown' : 'held');
  });

  it('is counted by /readyz and by a verification, which finds nothing else', async () => {
    const { body } = await sitrep.http.get('/readyz');
    expect(body).toMatchObject({ ready: true, progress: { lag: 0, parked: 1 } });
    expect(await verdict()).toMatchObject({ equal: true, parked: 1, parkedReadable: 1 });
  });

  it('is set aside as well by an edition that is built whole', async () => {
    const { id, schema: built } = await orderEdition(
      sitrep,
      { name: 'built', definition: {} },
      { whenThere: 'replace' },
    );
    await sitrep.database.query(failing(built, 'cursed', `raise exception 'no room for %', new.place_id;`));
    const phases = new Set<string>();
    const edition = await completeEdition(sitrep, id, { onProgress: ({ phase }) => void phases.add(phase) });
    expect([...phases]).toEqual(['facts', 'events']);
    const parked = await parkedEvents(sitrep.editions.scope(edition), { limit: 10 });
    expect(parked.map(({ reason }) => reason)).toEqual([expect.stringContaining('no room for cursed')]);
    expect(await verifyEdition(sitrep, edition)).toMatchObject({ equal: true, parked: 1 });
    const indexes = (of: string) =>
      sitrep.database.query(
        `select tablename, replace(indexdef, '${of}', '') as made from pg_indexes where schemaname = '${of}' order by 1, 2`,
      );
    expect(await indexes(built)).toEqual(await indexes(schema));
    expect(edition.digest).toBe(await editionDigest({ sql: sitrep.database, schema }));
  });

  it('stays parked while it fails, and is applied after a mend', async () => {
    const live = (await sitrep.editions.find(live_edition))!;
    expect(await redriveParked(sitrep.database, live)).toEqual({ applied: 0, stillParked: 1 });
    await sitrep.database.query(mended(schema));
    expect(await redriveParked(sitrep.database, live)).toEqual({ applied: 1, stillParked: 0 });
    expect(await stateOf('cursed')).toBe('held');
    expect(await verdict()).toMatchObject({ equal: true, parked: 0 });
  });
});

describe('an event that ends the process that projects it', () => {
  let server: TestDatabase;
  let storage: Storage;
  let projector: AppProcess;

  beforeAll(async () => {
    server = await createTestDatabase();
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'set-aside-suite',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    const file = compiled('apps/projector/src/main.ts');
    projector = new AppProcess({ file, settings: { DATABASE_URL: server.url }, readyLine: /following the log/ });
  });
  afterAll(async () => {
    await projector.kill();
    await storage.close();
    await server.drop();
  });

  /** Kills the projector whenever it hangs in the row that it cannot get past, until the log's end is reached. */
  async function killWhileItHangs(): Promise<number> {
    const live = (await storage.editions.find(live_edition))!;
    const head = await storage.eventLog.head();
    let kills = 0;
    while (!(await storage.editions.reached(live, head, 100))) {
      const hanging = await storage.database.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      );
      if (hanging.length === 0) continue;
      projector.signal('SIGKILL');
      await storage.database.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [
        hanging.map(({ pid }) => pid),
      ]);
      kills += 1;
      await delay(50);
    }
    return kills;
  }

  it('is parked after some restarts, and the rest goes on', async () => {
    const events = campaignEvents().map((event) => encodeEvent(event));
    const live = await storage.editions.prepareLive(storage.eventLog);
    await storage.database.query(failing(live.schema, 'palmyra', 'perform pg_sleep(600);'));
    await storage.eventLog.append(events);
    await projector.start();
    const kills = await killWhileItHangs();
    expect(kills).toBeGreaterThan(2);
    const parked = await parkedEvents(storage.editions.scope(live), { limit: 1_000 });
    expect(parked.length).toBeGreaterThan(0);
    for (const { reason } of parked) expect(reason).toContain('it ended the process each time');
    expect(await verifyEdition(storage, live)).toMatchObject({ equal: true, parked: parked.length });
  });
});

describe('an event that waits for a lock that somebody holds', () => {
  let server: TestDatabase;
  let storage: Storage;
  let impatient: Database;

  beforeAll(async () => {
    server = await createTestDatabase();
    const applicationName = 'set-aside-lock';
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName,
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    impatient = await Database.open({ url: server.url, applicationName, statementTimeoutMs: 1_500 });
  });
  afterAll(async () => {
    await impatient.close();
    await storage.close();
    await server.drop();
  });

  it('is not blamed for it: nothing is parked, and it is applied when the lock is given up', async () => {
    const { schema } = await storage.editions.create('locked', {}, { partitionCount: 1 }, 'ready');
    const follower = new EditionFollower(impatient, { schema, slice: {} });
    await follower.claim([0]);
    const batch = { partition: 0, events: recorded(campaignEvents(), 0) };
    await storage.database.transaction(async (sql) => {
      await sql.query(`lock table "${schema}".control_claim in access exclusive mode`);
      await expect(follower.apply(batch)).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await parkedEvents({ sql: storage.database, schema }, { limit: 1 })).toEqual([]);
    await follower.apply(batch);
    expect(await parkedEvents({ sql: storage.database, schema }, { limit: 1 })).toEqual([]);
    const [row] = await storage.database.query<{ count: number }>(
      `select count(distinct report_id)::int count from "${schema}".report_version`,
    );
    expect(row?.count).toBe(198);
  });
});
