import {
  createEditionTables,
  editionDigests,
  EditionFollower,
  type EditionRef,
  openStorage,
  type Storage,
  type Verification,
  verifiedTables,
  verifyEdition,
} from '#editions';
import { encodeEvent } from '#event-log';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { changeColumn, columnsOf, copyRow, deleteRow, firstHolding, type Target, whileDamaged } from './damage.js';

const bookkeeping = ['checkpoint', 'parked_event', 'build_progress', 'frontier'];

/** What makes a copy of a row another row that holds over the same time. */
const overlapping: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  report_version: { event_id: 'gen_random_uuid()' },
  incident_stay: { known_from: `known_from - interval '1 hour'` },
  control_span: {
    valid_from: `case when isfinite(valid_from) then valid_from else '1900-01-01' end - interval '1 ms'`,
  },
  control_support: { known_from: `known_from - interval '1 hour'` },
  condition_span: { known_from: `known_from - interval '1 hour'` },
  condition_support: { known_from: `known_from - interval '1 hour'` },
  tally_span: { known_from: `known_from - interval '1 hour'` },
};

describe('damage made by hand', () => {
  let server: TestDatabase;
  let storage: Storage;
  let live: EditionRef;

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { databaseUrl: server.url, applicationName: 'damage-suite', kafkaTopic: 'none' };
    storage = await openStorage({ ...options, onTrouble: () => undefined });
    live = await storage.editions.prepareLive(storage.eventLog);
    await storage.eventLog.append(amendedCampaign().map((event) => encodeEvent(event)));
    const follower = new EditionFollower(storage.database, live);
    await follower.claim([0]);
    for await (const batch of storage.eventLog.read([0n], await storage.eventLog.head())) await follower.apply(batch);
  });
  afterAll(async () => {
    await storage.close();
    await server.drop();
  });

  const verify = (): Promise<Verification> => verifyEdition(storage, live, { shown: 100 });
  const target = (table: string): Target => ({ storage, schema: live.schema, table });
  const damaged = (verification: Verification): readonly string[] =>
    verification.tables.filter(({ differing }) => differing > 0).map(({ table }) => table);

  it('is looked for in every table that an edition is made with', async () => {
    await createEditionTables(storage.database, 'every_table');
    const made = await storage.database.query<{ name: string }>(
      `select tablename::text name from pg_tables where schemaname = 'every_table'`,
    );
    const names = made.map(({ name }) => name).filter((name) => !bookkeeping.includes(name));
    expect(names.sort()).toEqual(verifiedTables);
  });

  describe.each(verifiedTables)('in %s', (table) => {
    it('to any column is found and named', async () => {
      const columns = await columnsOf(target(table));
      const before = await editionDigests(storage.editions.scope(live));
      // From the last row to the first, as an update moves its row to the end.
      const statements = columns.map((column, row) => changeColumn(target(table), column, columns.length - 1 - row));
      const [found, after] = await whileDamaged(target(table), statements, async () => [
        await verify(),
        await editionDigests(storage.editions.scope(live)),
      ]);
      expect(damaged(found)).toEqual([table]);
      const named = found.differences.flatMap((one) =>
        one.kind === 'changed' ? one.columns.map(({ column }) => column) : Object.keys(one.row),
      );
      expect(columns.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
      const changed = found.differences.filter(({ kind }) => kind === 'changed');
      const replaced = found.differences.filter(({ kind }) => kind !== 'changed');
      expect(changed.length + replaced.length / 2).toBe(columns.length);
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.filter(({ events }) => events.length === 0)).toEqual([]);
      const differing = after.tables.filter(({ digest }, index) => digest !== before.tables[index]?.digest);
      expect(differing.map((one) => one.table)).toEqual([table]);
    });

    it('by a row taken out and one put in is found and named', async () => {
      const columns = await columnsOf(target(table));
      const first = columns[0];
      const identity = first?.type === 'uuid' ? 'gen_random_uuid()' : `${first?.name} || 'x'`;
      const copy = copyRow(target(table), columns, { [first?.name ?? '']: identity }, 0);
      const found = await whileDamaged(target(table), [copy, deleteRow(target(table), 0)], verify);
      expect(damaged(found)).toEqual([table]);
      expect(found.differences.map(({ kind }) => kind).sort()).toEqual(['extra', 'missing']);
      expect(found.differences.find(({ kind }) => kind === 'missing')?.events).not.toEqual([]);
      expect(found).toMatchObject({ equal: false, differing: 2 });
    });
  });

  it.each(Object.keys(overlapping))('by a span of %s that overlaps is found and named', async (table) => {
    const row = await firstHolding(target(table));
    const copy = copyRow(target(table), await columnsOf(target(table)), overlapping[table] ?? {}, row);
    const { findings, equal } = await whileDamaged(target(table), [copy], verify);
    expect(equal).toBe(false);
    expect(findings.map(({ check }) => check)).toContain('overlap');
    expect(findings.find(({ check }) => check === 'overlap')?.detail).toContain(table);
  });

  it.each([
    ['says more than the log has', 'next_offset + 1', 'checkpoint'],
    ['says less than was applied', 'next_offset - 9', undefined],
  ])('to a checkpoint that %s is found', async (_what, next, check) => {
    const statement = `update "${live.schema}".checkpoint set next_offset = ${next}`;
    const found = await whileDamaged(target('checkpoint'), [statement], verify);
    expect(found.equal).toBe(false);
    if (check === undefined) expect(found.differing).toBeGreaterThan(0);
    else expect(found.findings.map((one) => one.check)).toContain(check);
  });

  it('to what is parked is found', async () => {
    const park = `insert into "${live.schema}".parked_event (partition, "offset", event_id, event_type, reason, body, source,
      event_time, recorded_at) values (0, 100, 'x', 'x', 'x', '', '', '', now())`;
    const found = await whileDamaged(target('parked_event'), [park], verify);
    expect(found).toMatchObject({ equal: false, parked: 1, parkedReadable: 1 });
    expect(found.findings).toEqual([{ check: 'parked', detail: 'The bytes parked for 0-100 are not the log’s.' }]);
    const nowhere = await whileDamaged(target('parked_event'), [park.replace('100', '100000')], verify);
    expect(nowhere.findings.map(({ check }) => check)).toEqual(['parked', 'read_is_applied_and_parked']);
  });

  it('by a table that nothing verifies, or one that is gone, is found', async () => {
    await storage.database.query(`create table "${live.schema}".rumour (id int)`);
    expect((await verify()).findings.map(({ check }) => check)).toEqual(['tables']);
    await storage.database.query(`drop table "${live.schema}".rumour`);
    await storage.database.query(`alter table "${live.schema}".tally_span rename to elsewhere`);
    const { findings, tables } = await verify();
    expect(findings.map(({ check }) => check)).toEqual(['tables', 'tables']);
    expect(tables.find(({ table }) => table === 'tally_span')).toMatchObject({ stored: 0 });
    await storage.database.query(`alter table "${live.schema}".elsewhere rename to tally_span`);
  });

  it('is none in the end, and another digest than the one said is found', async () => {
    expect(await verify()).toMatchObject({ equal: true, findings: [], differences: [] });
    const expectedDigest = '0'.repeat(64);
    const { findings, equal } = await verifyEdition(storage, live, { expectedDigest });
    expect([equal, ...findings.map(({ check }) => check)]).toEqual([false, 'digest']);
  });
});
