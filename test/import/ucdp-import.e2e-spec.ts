import { parse } from 'csv-parse/sync';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswer, readOne } from '../harness/read-answers.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

const sample = join(import.meta.dirname, 'ucdp-sample.csv');

interface Tally {
  readonly group: string;
  readonly combined: { readonly low: number; readonly best: number; readonly high: number };
  readonly flags: readonly string[];
}

describe('importing a dataset of UCDP, of invented events', () => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-import-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  const run = (...args: string[]) => runImport(sitrep, url, ...args, '--time-zone', 'Europe/Athens');
  const counted = async (...args: string[]): Promise<object> => {
    const { out } = await run(...args, '--json');
    const { reports } = JSON.parse(out) as { reports: object };
    return reports;
  };
  const killed = (query: Record<string, string>): Promise<Tally> =>
    readOne<Tally>(sitrep, '/v1/tallies', { measure: 'killed', group: 'anyone', ...query });
  const nothing = { recorded: 0, present: 0, corrected: 0, retracted: 0, amended: 0, refused: 0, vanished: [] };

  it('says first what it would do, and does nothing', async () => {
    expect(await counted(sample, '--published', '2022-01-01', '--dry-run')).toEqual({
      ...nothing,
      recorded: 6,
      refused: 1,
    });
    expect((await readAnswer<{ items: unknown[] }>(sitrep, '/v1/reports')).items).toEqual([]);
  });

  it('refuses a moment that has not come, row by row, and exits with 5', async () => {
    const { exitCode, out } = await run(sample, '--published', '2999-01-01');
    expect(exitCode).toBe(5);
    expect(out).toContain('0 reports recorded, 0 already there, 0 corrected, 7 refused');
  });

  it('records the rows once, keeps crooked ones and flags them, and writes the refused ones to be mended', async () => {
    const rejects = join(folder, 'rejects.csv');
    const { exitCode, out } = await run(sample, '--published', '2022-01-01', '--rejects', rejects);
    expect(exitCode).toBe(5);
    expect(out).toContain('6 reports recorded, 0 already there, 0 corrected, 1 refused');
    expect(out).toContain('1 × deaths_a: It is "…"; a whole number is needed, such as 8.');
    // 8 + 5 + 1 + 30 + 40 + 7, long events among them: each is a count of its own.
    expect(await killed({})).toMatchObject({
      combined: { low: 83, best: 91, high: 123 },
      flags: ['low_above_best', 'low_above_high'],
    });
    expect((await killed({ within: 'lanthe-est-province-orme-district' })).combined).toEqual({
      low: 11,
      best: 14,
      high: 16,
    });
    expect((await killed({ group: 'civilians' })).combined).toMatchObject({ best: 8 });
    const mended = (await readFile(rejects, 'utf8')).replace(',two,', ',2,');
    await writeFile(rejects, mended);
    expect((parse(mended, { columns: true, bom: true }) as object[])[0]).toMatchObject({
      sitrep_line: '9',
      sitrep_column: 'deaths_a',
      id: '1007',
    });
    expect(await counted(rejects, '--published', '2022-01-01')).toMatchObject({ recorded: 1, refused: 0 });
    expect((await killed({})).combined.best).toBe(93);
  });

  it('changes nothing when it is imported again', async () => {
    expect(await counted(sample, '--published', '2022-01-01')).toEqual({
      ...nothing,
      present: 6,
      refused: 1,
      vanished: [],
    });
    expect(
      (await readAnswer<{ items: { version: number }[] }>(sitrep, '/v1/reports')).items.map(({ version }) => version),
    ).toEqual(Array.from({ length: 7 }, () => 1));
  });

  it('makes corrections of a later edition, as known from its publication on, and lists what has vanished', async () => {
    const lines = (await readFile(sample, 'utf8'))
      .split('\n')
      .filter((line) => !line.startsWith('1005,') && !line.startsWith('1007,'));
    const later = join(folder, 'later.csv');
    await writeFile(later, lines.join('\n').replace(',0,0,7,0,7,7,7', ',0,0,9,0,9,9,9'));
    expect(await counted(later, '--published', '2023-01-01')).toEqual({
      ...nothing,
      present: 4,
      corrected: 1,
      vanished: ['1005', '1007'],
    });
    expect((await killed({ group: 'civilians', knownAt: '2022-06-01' })).combined.best).toBe(8);
    expect((await killed({ group: 'civilians' })).combined.best).toBe(10);
    expect(await counted(later, '--published', '2023-01-01')).toMatchObject({ present: 5, corrected: 0, recorded: 0 });
  });

  it('puts what is known only roughly into an area, never into a village', async () => {
    const { items } = await readAnswer<{ items: { id: string; kind: string; parent?: string; location?: object }[] }>(
      sitrep,
      '/v1/places',
    );
    expect(items.map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
      ['lanthe', 'country', undefined],
      ['lanthe-est-province', 'governorate', 'lanthe'],
      ['lanthe-est-province-around-orme-town', 'region', 'lanthe-est-province-orme-district'],
      ['lanthe-est-province-orme-district', 'district', 'lanthe-est-province'],
      ['lanthe-est-province-orme-town', 'city', 'lanthe-est-province-orme-district'],
      ['lanthe-northern-lanthe-area', 'region', 'lanthe'],
    ]);
    expect(items[1]).toMatchObject({ location: { lat: 10, lon: 20, precisionKm: 150 } });
  });

  it('splits its sources, and takes 1753-01-01 for no date', async () => {
    const { items } = await readAnswer<{
      items: { externalId: string; source: { chain: string[] }; verification?: string }[];
    }>(sitrep, '/v1/reports');
    const report = (id: string) => items.find(({ externalId }) => externalId === id)!;
    expect(report('1001').source.chain).toEqual(['harbour master', 'Strait Wire', 'UCDP GED']);
    expect(report('1001').verification).toContain('Strait Wire, 2021-04-02, Clashes at the harbour, eight dead');
    expect(report('1002').source.chain).toEqual(['UCDP GED']);
    expect(report('1002').verification).toMatch(/Strait Wire, 2021-04-04, .*; Coast Radio, no date, Five dead$/);
  });

  it.each([
    [
      'cut in a row',
      (text: string) => text.slice(0, text.length - 40),
      /line 9: a row has more or fewer cells than the head/,
    ],
    [
      'cut in a quote',
      (text: string) => text.slice(0, text.indexOf('Clashes')),
      /a quoted cell never ends: the file was cut/,
    ],
    [
      'without a column',
      (text: string) => text.replace('date_prec', 'date_precision'),
      /it lacks the column date_prec/,
    ],
  ])('of a file %s says so and sends nothing', async (_what, damage, reason) => {
    const damaged = join(folder, 'damaged.csv');
    await writeFile(damaged, damage((await readFile(sample, 'utf8')).replaceAll('100', '200')));
    await expect(run(damaged, '--as', 'ucdp-ged')).rejects.toThrow(reason);
    expect((await readAnswer<{ items: unknown[] }>(sitrep, '/v1/reports')).items).toHaveLength(7);
  });

  it('calls nothing vanished of countries and days that a file is not about', async () => {
    const text = await readFile(sample, 'utf8');
    const rows = text.split('\n').slice(2);
    const [head, tags] = text.split('\n');
    const written = async (row: string): Promise<string> => {
      const path = join(folder, 'another.csv');
      await writeFile(path, [head, tags, row, ''].join('\n'));
      return path;
    };
    const elsewhere = rows[0]!.replace('1001,', '2001,').replace(',Lanthe,LNT', ',Wherever,WHV');
    expect(await counted(await written(elsewhere))).toMatchObject({ recorded: 1, vanished: [] });
    const before = rows[0]!.replace('1001,', '2002,').replaceAll('2021-04-01', '2020-04-01');
    expect(await counted(await written(before))).toMatchObject({ recorded: 1, vanished: [] });
    expect(await counted(await written(rows[0]!), '--dry-run')).toMatchObject({ vanished: ['1004', '1005'] });
  });
});
