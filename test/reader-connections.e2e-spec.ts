import { live_edition } from '#editions';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

/** More than there are connections for readers. */
const questions = 12;

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
      const { status } = await sitrep.http.post('/v1/actors').send({ id: 'north', name: 'North', kind: 'state' });
      expect([status, answered]).toEqual([201, []]);
      await Promise.all(asking);
    });
    expect(new Set(answered)).toEqual(new Set(['503 too_dear 1', '503 unavailable 1']));
    expect((await sitrep.http.get('/v1/control')).status).toBe(200);
  });
});
