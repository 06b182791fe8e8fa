import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswer } from '../harness/read-answers.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

interface Report {
  readonly id: string;
  readonly externalId: string;
  readonly summary: string;
  readonly version: number;
  readonly grade: object;
}

const of_row = {
  type: 'clash',
  occurred: { from: '2021-03-07', to: '2021-03-07' },
  reportedAt: '2021-03-08T00:00:00Z',
  places: ['mill'],
  source: { outlet: 'Sheet' },
};
const graded = { reliability: 'B', credibility: 2 };

describe('importing a table again after people have amended its reports', () => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-amended-'));
    const place = { id: 'mill', name: 'Mill', kind: 'site', timeZone: 'UTC' };
    const report = { ...of_row, externalId: { column: 'id' }, summary: { column: 'what' } };
    await writeFile(join(folder, 'map.json'), JSON.stringify({ places: [place], report }));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  async function imported(rows: string, ...more: string[]): Promise<object> {
    const table = join(folder, 'table.csv');
    await writeFile(table, `id,what\n${rows}\n`);
    const { out } = await runImport(sitrep, url, table, '--map', join(folder, 'map.json'), '--json', ...more);
    const { recorded, present, corrected } = (JSON.parse(out) as { reports: Record<string, number> }).reports;
    return { recorded, present, corrected };
  }
  const reports = async (): Promise<readonly Report[]> =>
    (await readAnswer<{ items: Report[] }>(sitrep, '/v1/reports', { outlet: 'Sheet' })).items;
  const said = async (): Promise<unknown> =>
    Object.fromEntries((await reports()).map(({ externalId, summary }) => [externalId, summary]));
  async function amend(number: string, kind: string, body: object): Promise<void> {
    const { id } = (await reports()).find(({ externalId }) => externalId === number)!;
    await sitrep.http
      .post(`/v1/reports/${id}/${kind}`)
      .send({ reason: 'Seen again.', ...body })
      .expect(201);
    await sitrep.settled();
  }
  const correct = (number: string, summary: string, reportedAt: string): Promise<void> =>
    amend(number, 'corrections', { reportedAt, report: { ...of_row, externalId: number, summary } });

  it('leaves what they said as it is, as long as the file says nothing else', async () => {
    expect(await imported('1,one\n2,two\n3,three')).toEqual({ recorded: 3, present: 0, corrected: 0 });
    await amend('1', 'grades', { reportedAt: '2021-03-09T00:00:00Z', grade: graded });
    await correct('2', 'two, mended', '2021-03-09T00:00:00Z');
    for (const more of [['--dry-run'], []])
      expect(await imported('1,one\n2,two\n3,three', ...more)).toEqual({ recorded: 0, present: 3, corrected: 0 });
    expect(await said()).toEqual({ 1: 'one', 2: 'two, mended', 3: 'three' });
  });

  it('corrects where the file says something else, keeps a grade, and goes back where the file does', async () => {
    expect(await imported('1,one more\n2,two\n3,three more')).toEqual({ recorded: 0, present: 1, corrected: 2 });
    expect((await reports()).find(({ externalId }) => externalId === '1')).toMatchObject({
      summary: 'one more',
      grade: graded,
    });
    expect(await imported('1,one more\n2,two\n3,three more')).toEqual({ recorded: 0, present: 3, corrected: 0 });
    expect(await imported('1,one more\n2,two\n3,three')).toEqual({ recorded: 0, present: 2, corrected: 1 });
    await correct('3', 'three, mended', new Date().toISOString());
    expect(await imported('1,one\n2,two more\n3,three')).toEqual({ recorded: 0, present: 1, corrected: 2 });
    expect(await said()).toEqual({ 1: 'one', 2: 'two more', 3: 'three, mended' });
  });
});
