import { EditionFollower, type EditionRef, openStorage, type Storage } from '#editions';
import { encodeEvent } from '#event-log';
import { campaignEvents } from '../harness/campaign-events.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { judge, type Told, type Verdict } from './verdict.js';

const clean: Verdict = {
  lostFromLog: [],
  lostFromEdition: [],
  doubled: [],
  neverSent: [],
  otherRows: [],
  parked: 0,
  lag: 0,
};
const never_recorded = '0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e';

describe('the verdict of the crash suite on the sample campaign', () => {
  let server: TestDatabase;
  let storage: Storage;
  let live: EditionRef;
  const reports = campaignEvents().flatMap((event) => (event.kind === 'reported' ? [event.data] : []));
  const told: Told = {
    sent: new Map(reports.map(({ id, summary }) => [id, summary])),
    acknowledged: new Set(reports.map(({ id }) => id)),
  };

  beforeEach(async () => {
    server = await createTestDatabase();
    const options = { databaseUrl: server.url, applicationName: 'verdict-suite', kafkaTopic: 'none' };
    storage = await openStorage({ ...options, onTrouble: () => undefined });
    live = await storage.editions.prepareLive(storage.eventLog);
    const events = campaignEvents().map((event) => encodeEvent(event));
    // A retry whose first answer was lost: the log has both.
    await storage.eventLog.append([...events, ...events.slice(-20)]);
    const follower = new EditionFollower(storage.database, live);
    await follower.claim([0]);
    for await (const batch of storage.eventLog.read([0n], await storage.eventLog.head())) await follower.apply(batch);
  });
  afterEach(async () => {
    await storage.close();
    await server.drop();
  });

  const verdict = async (others: Partial<Told> = {}): Promise<Verdict> =>
    (await judge(storage, { ...told, ...others })).verdict;
  const tamper = (statement: string): Promise<unknown> =>
    storage.database.query(statement.replaceAll('{live}', `"${live.schema}"`));

  it('finds nothing wrong where nothing is', async () => {
    const judged = await judge(storage, told);
    expect(judged).toMatchObject({ verdict: clean, appendedTwice: 20 });
    expect(judged.rows).toBeGreaterThan(800);
  });

  it('sees a report that was acknowledged and is nowhere', async () => {
    const acknowledged = new Set([...told.acknowledged, never_recorded]);
    const lost = [never_recorded];
    expect(await verdict({ acknowledged })).toEqual({ ...clean, lostFromLog: lost, lostFromEdition: lost });
  });

  it('sees a report that nobody sent, and one that says something else', async () => {
    const [stranger, altered] = reports;
    const sent = new Map(told.sent);
    sent.delete(stranger!.id);
    sent.set(altered!.id, 'something else');
    const { neverSent } = await verdict({ sent });
    expect(new Set(neverSent)).toEqual(new Set([stranger!.id, altered!.id]));
  });

  it.each([
    ['a missing row', `delete from {live}.control_support where ctid = (select min(ctid) from {live}.control_support)`],
    [
      'a doubled row',
      `alter table {live}.tally_span drop constraint tally_span_key; insert into {live}.tally_span select * from {live}.tally_span limit 1`,
    ],
    ['a number counted twice', `update {live}.tally_span set best = best * 2 where best > 0`],
    ['a span that ends elsewhere', `update {live}.control_span set known_to = known_from + interval '1 day'`],
  ])('sees %s', async (_what, statement) => {
    await tamper(statement);
    const { otherRows, ...rest } = await verdict();
    expect(otherRows).not.toEqual([]);
    expect({ ...rest, otherRows: [] }).toEqual(clean);
  });

  it('sees an event that is parked', async () => {
    await tamper(`insert into {live}.parked_event (partition, "offset", event_id, event_type, reason, body, source,
      event_time, recorded_at) values (0, 3, 'x', 'x', 'x', '', '', '', now())`);
    const { otherRows, ...rest } = await verdict();
    // It is in the rows as well: what is parked must not be.
    const [parked, applied] = otherRows;
    expect([otherRows.length, parked]).toEqual([2, 'parked: The bytes parked for 0-3 are not the log’s.']);
    expect(applied).toMatch(/^place \S+ extra: /);
    expect({ ...rest, otherRows: [] }).toEqual({ ...clean, parked: 1 });
  });
});
