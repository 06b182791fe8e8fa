import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { type Feature, type FeaturePage, readOgc } from './ogc-client.js';

const run = promisify(execFile);
const most_bytes = 1 << 28;
const hasGdal = spawnSync('ogr2ogr', ['--version']).status === 0;

// A machine of CI has it: .ci/run installs it.
describe.skipIf(!hasGdal && process.env.CI !== 'true')('GDAL as a client of /ogc', () => {
  let sitrep: RunningSitrep;
  let url: string;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await recordCampaign(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep.stop());

  const dated = '/ogc/at/2017-03-09/known/2017-03-12';

  /** What ogr2ogr makes of a collection, two features a page. */
  async function throughGdal(landing: string, collection: string, ...options: readonly string[]) {
    const source = [`OAPIF:${url}${landing}`, collection, '-oo', 'PAGE_SIZE=2', ...options];
    const { stdout } = await run('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', ...source], { maxBuffer: most_bytes });
    const { features } = JSON.parse(stdout) as FeaturePage;
    // GDAL writes the id of a feature among its properties; reports have one there anyway.
    return collection === 'reports' ? features : features.map(withoutId);
  }

  it.each([
    ['control', '/v1/control', { validAt: '2017-03-09', knownAt: '2017-03-12' }],
    ['conditions', '/v1/conditions', { validAt: '2017-03-09', knownAt: '2017-03-12' }],
    ['incidents', '/v1/incidents', { knownAt: '2017-03-12' }],
    ['reports', '/v1/reports', { knownAt: '2017-03-12' }],
  ])('reads %s with the rows and attributes of %s', async (collection, path, query) => {
    const { features } = await readOgc<FeaturePage>(sitrep, `${path}.geojson`, query);
    const read = await throughGdal(dated, collection);
    expect(read).toHaveLength(features.length);
    expect(read.map(comparable)).toEqual(features.map(comparable));
  });

  it('reads every period of control-history', async () => {
    const { features } = await readOgc<FeaturePage>(sitrep, `${dated}/collections/control-history/items?limit=1000`);
    expect((await throughGdal(dated, 'control-history')).map(comparable)).toEqual(features.map(comparable));
  });

  it('knows the types of columns that begin empty from the schema', async () => {
    const read = await throughGdal(dated, 'control');
    for (const column of ['evidence_age_days', 'parts', 'parts_contested']) {
      const numbers = read.flatMap(({ properties }) => properties[column] ?? []);
      expect(numbers.length, column).toBeGreaterThan(1);
      expect(
        numbers.filter((one) => !Number.isInteger(one)),
        column,
      ).toEqual([]);
    }
    const days = read.flatMap(({ properties }) => properties['last_evidence'] ?? []);
    expect(days.filter((one) => !/^\d{4}-\d\d-\d\d$/.test(String(one)))).toEqual([]);
  });

  it('asks for a box, and gets what lies in it', async () => {
    const box = ['42.53', '36.07', '43.51', '37.09'];
    const { features } = await readOgc<FeaturePage>(sitrep, '/v1/control.geojson', {
      validAt: '2017-03-09',
      knownAt: '2017-03-12',
      bbox: box.join(),
    });
    const read = await throughGdal(dated, 'control', '-spat', ...box);
    expect(read.map(({ properties }) => properties['place'])).toEqual(
      features.map(({ properties }) => properties['place']),
    );
  });
});

function withoutId({ properties: { id: _own, ...properties }, ...feature }: Feature): Feature {
  return { ...feature, properties };
}

/** GDAL keeps neither what is null nor how a moment is written, and reads JSON that is text. */
function comparable({ geometry, properties }: Feature): unknown {
  const kept = Object.entries(properties).filter(([, value]) => value !== null);
  return { geometry, properties: Object.fromEntries(kept.map(([name, value]) => [name, plain(name, value)])) };
}

function plain(name: string, value: unknown): unknown {
  // It has no truth of its own, but numbers.
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // Where some are instants GDAL takes days for midnights.
  if (name.startsWith('occurred_')) return text.slice(0, 'yyyy-mm-dd'.length).replaceAll('/', '-');
  if (/^\d{4}.\d\d.\d\d[T ]\d/.test(text)) return Date.parse(text.replaceAll('/', '-'));
  return /^\[/.test(text) ? (JSON.parse(text) as unknown) : text.replace(/^(\d{4})\/(\d\d)\/(\d\d)$/, '$1-$2-$3');
}
