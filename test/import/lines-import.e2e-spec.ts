import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

const sample = resolve(import.meta.dirname, '../campaign/lanthe-strait');

describe('importing a campaign folder, and lines', () => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeEach(async () => {
    sitrep = await startSitrep('postgres');
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-import-'));
    await cp(sample, folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  const run = (...args: string[]) => runImport(sitrep, url, ...args);
  const lines = async (file: string): Promise<readonly string[]> =>
    (await readFile(join(folder, file), 'utf8')).trimEnd().split('\n');

  it('says beforehand what would become of each file, and records nothing', async () => {
    const reports = await lines('reports.ndjson');
    const [first = '', second = ''] = reports;
    const unplaced = second
      .replace('{', '{"places":["nowhere-at-all"],')
      .replace(/"places":\["(?!nowhere)[^\]]*\],?/, '');
    await writeFile(join(folder, 'reports.ndjson'), [first, unplaced, '{"type":', ...reports.slice(2)].join('\n'));
    const before = await sitrep.eventLog.head();
    const rejects = join(folder, 'rejects.ndjson');
    const { out, err, exitCode } = await run(folder, '--dry-run', '--rejects', rejects);
    expect(await sitrep.eventLog.head()).toEqual(before);
    const places = (await lines('places.ndjson')).length;
    expect(out).toContain(`${places} places would be recorded, 0 already there, 0 would be refused\n`);
    expect(out).toContain(`${reports.length - 1} reports would be recorded, 0 already there, 2 would be refused\n`);
    expect(err).toContain('reports.ndjson line 2: /places/0: No place is registered as nowhere-at-all.');
    expect(err).toMatch(/reports\.ndjson line 3: .*JSON/);
    expect(exitCode).toBe(5);
    expect((await readFile(rejects, 'utf8')).trimEnd().split('\n')).toEqual([unplaced, '{"type":']);
  });

  it('would change nothing once it is there, and refuses what says something else under the same id', async () => {
    const reports = await lines('reports.ndjson');
    await run(folder);
    const before = await sitrep.eventLog.head();
    expect((await run(folder, '--dry-run')).out).toContain(
      `0 reports would be recorded, ${reports.length} already there, 0 would be refused\n`,
    );
    const other = (reports[0] ?? '').replace(/"summary":"/, '"summary":"Otherwise: ');
    await writeFile(join(folder, 'mine.ndjson'), `${other}\n`);
    const { out, err } = await run(join(folder, 'mine.ndjson'), '--dry-run');
    expect(out).toContain('0 lines would be recorded, 0 already there, 1 would be refused\n');
    expect(err).toMatch(/mine\.ndjson line 1: .*stands for other content/);
    expect(await sitrep.eventLog.head()).toEqual(before);
  });

  it('tries amendments of reports that the same lines would report, and refuses those of others', async () => {
    const [report = ''] = await lines('reports.ndjson');
    const [id, other] = ['7d9f1d3e-3a3b-4c55-9f0e-0c8d6a3f2b11', '00000000-3a3b-4c55-9f0e-0c8d6a3f2b11'];
    const body = { reportedAt: '2018-04-02T00:00:00Z', reason: 'Withdrawn.' };
    const [own, grade] = [
      { ...(JSON.parse(report) as object), id },
      { reliability: 'C', credibility: 3 },
    ];
    const sent = [
      own,
      { kind: 'retraction', id, body },
      { kind: 'grade', id, body: { ...body, grade } },
      { kind: 'grade', id: other, body: { ...body, grade } },
      { kind: 'links', body: { reportIds: [id, other], incident: 'E-1', ...body } },
    ];
    await writeFile(join(folder, 'reports.ndjson'), sent.map((line) => JSON.stringify(line)).join('\n'));
    const { out, err } = await run(folder, '--dry-run');
    expect(out).toContain('3 reports would be recorded, 0 already there, 2 would be refused\n');
    expect(err).toContain(`reports.ndjson line 4: `);
    expect(err).toContain(`reports.ndjson line 5: /reportIds/1: There is no report ${other}.`);
  });
});
