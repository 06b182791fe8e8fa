import { sendCampaign } from '../../harness/campaign-over-http.js';
import { type RunningSitrep, startSitrep } from '../../harness/running-sitrep.js';
import { officialSuite, runOfficialSuite } from './suite.js';

describe('the suite of the OGC for OGC API – Features 1.0', () => {
  let sitrep: RunningSitrep;
  let classPath: string;
  let url: string;
  beforeAll(async () => {
    classPath = await officialSuite();
    sitrep = await startSitrep('postgres');
    await sendCampaign(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep?.stop());

  it('finds nothing wrong', async () => {
    const report = await runOfficialSuite(classPath, `${url}/ogc/at/2017-03-09/known/2017-03-12`);
    process.stdout.write(`${report.passed} of ${report.total} checks passed, ${report.skipped} do not apply\n`);
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(20);
    expect(report.passed + report.skipped).toBe(report.total);
  });
});
