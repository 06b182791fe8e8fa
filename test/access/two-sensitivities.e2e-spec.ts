import { default_sensitivity, PinoLogger, type SensitivitySettings, StartupRefused, SystemClock } from '#platform';
import { createApi } from '../../apps/api/src/index.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

describe('two processes of one database', () => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
  });
  afterAll(() => sitrep?.stop());

  const another = async (sensitivity: SensitivitySettings) => {
    const app = await createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: { timeZone: 'UTC', access: {}, sensitivity },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    await app.init();
    return app;
  };
  const rule = async () => (await sitrep.database.query('select * from sitrep.sensitivity_rule'))[0];

  it('read by one rule: who has another does not start, until nobody runs by the one that stands', async () => {
    const same = await another(default_sensitivity);
    await same.close();
    const before = await rule();
    const looser = { ...default_sensitivity, clearances: { ...default_sensitivity.clearances, sql: 'secret' } };
    const refused = another(looser);
    await expect(refused).rejects.toThrow(StartupRefused);
    await expect(refused).rejects.toThrow('stop all of them');
    expect(await rule()).toEqual(before);
    await sitrep.app.close();
    const alone = await another(looser);
    expect(await rule()).toMatchObject({ sql_clearance: 'secret' });
    await alone.close();
  });
});
