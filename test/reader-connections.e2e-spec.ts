import { live_edition } from '#editions';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

/** More than there are connections for readers. */
const questions = 12;

/** So many of them read at once. */
const reader_connections = 8;

const reportedAt = '2017-03-08T10:00:00Z';
const report = {
  externalId: 'R1',
  type: 'area_seized',
  summary: 'The village was taken.',
  reportedAt,
  occurred: { from: '2017-03-07', to: '2017-03-07' },
  places: ['village'],
  actors: [{ role: 'by', actor: 'north' }],
  source: { outlet: 'Agency', chain: ['Agency'], anonymity: 'named' },
  grade: { reliability: 'B', credibility: 2 },
};
const writings = [
  ['/v1/actors', { id: 'north', name: 'North', kind: 'state' }],
  ['/v1/places', { id: 'land', name: 'Land', kind: 'country', timeZone: 'UTC' }],
  ['/v1/places', { id: 'village', name: 'Village', kind: 'village', parent: 'land', timeZone: 'UTC' }],
  ['/v1/reports', report],
] as const;

async function waitingForLocks({ database }: RunningSitrep): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int count from pg_stat_activity
     where wait_event_type = 'Lock' and datname = current_database() and application_name like '%-readers'`,
  );
  return row?.count ?? 0;
}

describe('questions that take too long', () => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
  });
  afterAll(() => sitrep.stop());

  it('are refused after a while, and keep no report waiting', async () => {
    const { schema } = (await sitrep.editions.find(live_edition))!;
    const answered: string[] = [];
    const asking: Promise<void>[] = [];
    await sitrep.database.transaction(async (sql) => {
      await sql.query(`lock table "${schema}".control_span in access exclusive mode`);
      for (let asked = 0; asked < questions; asked += 1)
        asking.push(
          sitrep.http.get('/v1/control').then(({ status, body, headers }) => {
            answered.push(`${status} ${(body as { code: string }).code} ${headers['retry-after']}`);
          }),
        );
      // From then on no question of a reader is answered for seconds.
      await vi.waitFor(async () => expect(await waitingForLocks(sitrep)).toBe(reader_connections), 5_000);
      for (const [path, body] of writings) {
        const { status, text } = await sitrep.http.post(path).send(body);
        expect([path, status, text]).toEqual([path, 201, text]);
      }
      await Promise.all(asking);
    });
    // A lock that somebody holds makes no question dear: asking for less would not help.
    expect(new Set(answered)).toEqual(new Set(['503 unavailable 1']));
    expect((await sitrep.http.get('/v1/control')).status).toBe(200);
  });
});
