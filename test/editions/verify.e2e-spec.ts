import {
  buildEdition,
  editionDigest,
  type EditionDefinition,
  EditionFollower,
  type EditionRef,
  openStorage,
  type Storage,
  verifiedTables,
  verifyEdition,
  verifyRecord,
} from '#editions';
import { encodeEvent, type NewEvent, type Position } from '#event-log';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

/** Something that is no event of ours: it can only be parked. */
const unreadable = (id: string): NewEvent => ({
  id,
  type: 'sitrep.rumour.v1',
  source: '/elsewhere',
  time: '2017-03-07T00:00:00Z',
  partitionKey: 'x',
  body: new TextEncoder().encode('{"not":"ours"}'),
});
const strange = ['0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e', '0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8f'];

describe('verifying an edition', () => {
  let server: TestDatabase;
  let storage: Storage;
  let live: EditionRef;
  const events = amendedCampaign().map((event) => encodeEvent(event));

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { databaseUrl: server.url, applicationName: 'verify-suite', kafkaTopic: 'none' };
    storage = await openStorage({ ...options, onTrouble: () => undefined });
    live = await storage.editions.prepareLive(storage.eventLog);
    // Some twice, as after an answer that was lost, and two that nobody can read.
    await storage.eventLog.append([unreadable(strange[0]!), ...events, ...events.slice(-20), unreadable(strange[1]!)]);
    const follower = new EditionFollower(storage.database, live);
    await follower.claim([0]);
    for await (const batch of storage.eventLog.read([0n], await storage.eventLog.head())) await follower.apply(batch);
  });
  afterAll(async () => {
    await storage.close();
    await server.drop();
  });

  it('finds nothing where nothing is wrong, parked events and doubles included', async () => {
    const verification = await verifyEdition(storage, live);
    expect(verification).toMatchObject({ equal: true, differences: [], findings: [], parked: 2, parkedReadable: 0 });
    expect(verification).toMatchObject({ read: events.length + 22, applied: events.length + 20 });
    expect(verification.tables.map(({ table }) => table).sort()).toEqual(verifiedTables);
    expect(verification.tables.filter(({ stored }) => stored === 0)).toEqual([]);
    expect(verification.digest).toBe(await editionDigest(storage.editions.scope(live)));
  });

  const definitions: readonly (readonly [string, EditionDefinition])[] = [
    ['until a date', { until: { knownAtMs: Date.parse('2017-03-08T21:00:00Z') } }],
    ['without an outlet', { withoutOutlets: ['Reuters'] }],
    [
      'without a source, until a date',
      { withoutSources: ['SOHR'], until: { knownAtMs: Date.parse('2017-03-12T12:00:00Z') } },
    ],
    ['until a position', { until: { position: '240' } }],
    ['of good grades', { leastGrade: { reliability: 'B', credibility: 3 } }],
  ];
  it.each(definitions)('finds nothing in an edition %s', async (what, definition) => {
    const edition = await buildEdition(storage, { name: what.replaceAll(/[^a-z]+/g, '-'), definition });
    expect(await verifyRecord(storage, edition)).toMatchObject({ equal: true, differences: [], findings: [] });
    // The slice is no matter of the position: to another one these rows are wrong.
    if (Object.keys(edition.slice).length === 0) return;
    expect(await verifyEdition(storage, { ...edition, slice: {} })).toMatchObject({ equal: false });
  });

  it('judges one moment of an edition that goes on meanwhile', async () => {
    const follower = new EditionFollower(storage.database, live);
    const [next] = (await follower.claim([0])).values();
    const moved = next! + BigInt(events.length);
    const eventLog = {
      partitionCount: 1,
      head: () => storage.eventLog.head(),
      // The edition has been looked at, and the log is about to be read: now everything is told once more, and applied.
      read: async function* (from: Position, to: Position) {
        await storage.eventLog.append(events);
        for await (const batch of storage.eventLog.read([next!], [moved])) await follower.apply(batch);
        yield* storage.eventLog.read(from, to);
      },
    };
    const verification = await verifyEdition({ database: storage.database, eventLog }, live);
    expect(verification).toMatchObject({ equal: true, position: String(next), read: Number(next) });
    expect(await storage.editions.position(live)).toEqual([moved]);
    expect(await verifyEdition(storage, live)).toMatchObject({ equal: true, position: String(moved) });
  });

  it('tells how far it is, stops when it is told to, and leaves nothing behind', async () => {
    const phases: string[] = [];
    await verifyEdition(storage, live, {
      onProgress: ({ phase, done, total }) => phases.push(`${phase} ${done === total}`),
    });
    const ended = ['log', 'places', 'actors', 'decisions', 'drafts', 'reports', 'control', 'condition', 'tally'];
    expect(phases.filter((phase) => phase.endsWith('true'))).toEqual(ended.map((phase) => `${phase} true`));
    const stop = new AbortController();
    const onProgress = ({ phase }: { readonly phase: string }): void => {
      if (phase === 'reports') stop.abort(new Error('enough'));
    };
    await expect(verifyEdition(storage, live, { onProgress, signal: stop.signal })).rejects.toThrow('enough');
    const left = await storage.database.query(
      `select relname from pg_class where relname in ('told_fact', 'kept_part')`,
    );
    expect(left).toEqual([]);
  });

  it('an edition that is replayed until now has the digest of the live one', async () => {
    const replayed = await buildEdition(storage, { name: 'replayed', definition: {} });
    expect(await editionDigest(storage.editions.scope(replayed))).toBe(
      await editionDigest(storage.editions.scope(live)),
    );
  });
});
