import { sendCampaign } from '../harness/campaign-over-http.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { officialSuite, runOfficialSuite } from './official-suite.js';

const found = await officialSuite();
if ('missing' in found)
  process.stderr.write(`\n*** THE SUITE OF THE OGC DID NOT RUN: ${found.missing.slice(0, 300)} ***\n\n`);

describe.skipIf('missing' in found)('the suite of the OGC for OGC API – Features 1.0', () => {
  let sitrep: RunningSitrep;
  let url: string;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await sendCampaign(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep.stop());

  it('finds nothing wrong', async () => {
    const { classPath } = found as { readonly classPath: string };
    const { total, passed, failures } = await runOfficialSuite(classPath, `${url}/ogc/at/2017-03-09/known/2017-03-12`);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(20);
    expect(total).toBeGreaterThanOrEqual(passed);
  });
});
