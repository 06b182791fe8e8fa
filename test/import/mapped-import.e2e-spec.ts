import { parse } from 'csv-parse/sync';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import writeXlsx from 'write-excel-file/node';
import { parse as parseYaml } from 'yaml';
import { compiled } from '../harness/compiled-apps.js';
import { readAnswer, readOne } from '../harness/read-answers.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { bookWith } from './made-workbooks.js';
import { runImport } from './running-import.js';

const here = (name: string): string => join(import.meta.dirname, name);

interface Report {
  readonly externalId: string;
  readonly version: number;
  readonly type: string;
  readonly reportedAt: string;
  readonly occurred: object;
  readonly places: readonly string[];
  readonly actors: readonly { readonly actor: string }[];
  readonly figures: readonly { readonly measure: string; readonly best: number }[];
  readonly source: { readonly chain: readonly string[] };
}

describe('importing a table by a mapping', () => {
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

  const run = (...args: string[]) => runImport(sitrep, url, ...args);
  const counted = async (...args: string[]): Promise<object> =>
    (JSON.parse((await run(...args, '--json')).out) as { reports: object }).reports;
  const reports = async (outlet: string): Promise<readonly Report[]> =>
    (await readAnswer<{ items: Report[] }>(sitrep, '/v1/reports', { outlet, limit: '1000' })).items;

  it('takes a form of KoboToolbox, says which rows it cannot take and why, and takes them once they are mended', async () => {
    const rejects = join(folder, 'rejects.csv');
    const { out, err, exitCode } = await run(
      here('kobo.csv'),
      '--map',
      here('kobo.mapping.yaml'),
      '--rejects',
      rejects,
    );
    expect(exitCode).toBe(5);
    expect(out).toContain('2 reports recorded, 0 already there, 0 corrected, 2 refused');
    expect(err).toContain(
      'line 4: column incident/type_of_incident, /type: "looting_of_shops" is not in the vocabulary.',
    );
    expect(err).toContain('line 5: column incident/killed, /figures/0/best: "some" is no number.');
    const [market, mill] = await reports('Field teams');
    expect(market).toMatchObject({
      externalId: 'b6d1',
      type: 'shelling',
      places: ['qayyarah'],
      reportedAt: '2021-03-07T16:31:40.007+03:00',
      occurred: { from: '2021-03-07', to: '2021-03-07', precision: 'day' },
      source: { chain: ['team-a', 'Field teams'] },
    });
    expect(market!.figures.map(({ measure, best }) => [measure, best])).toEqual([
      ['killed', 3],
      ['wounded', 7],
    ]);
    expect(mill!.actors.map(({ actor }) => actor)).toEqual(['group-a', 'group-b']);
    expect(mill!.figures.map(({ measure }) => measure)).toEqual(['wounded']);
    const mended = (await readFile(rejects, 'utf8'))
      .replace(',looting_of_shops,', ',looting,')
      .replace(',some,', ',1,');
    await writeFile(rejects, mended);
    expect(await counted(rejects, '--map', here('kobo.mapping.yaml'))).toMatchObject({ recorded: 2, refused: 0 });
    const item = await readOne<{ combined: object }>(sitrep, '/v1/tallies', { measure: 'killed' });
    expect(item.combined).toMatchObject({ best: 4 });
  });

  it('takes answers of a Google form, from CSV and from a workbook alike', async () => {
    const args = ['--map', here('google-forms.mapping.yaml')];
    const { out, err } = await run(here('google-forms.csv'), ...args);
    expect(out).toContain('2 reports recorded, 0 already there, 0 corrected, 1 refused');
    expect(err).toContain('"31/8/2021" is not a date of the calendar, such as M/D/YYYY.');
    expect((await reports('Tip form'))[0]).toMatchObject({
      externalId: '3/7/2021 18:05:33 Amal',
      reportedAt: '2021-03-07T18:05:33+03:00',
      figures: [{ best: 1002 }, { best: 14 }],
    });
    const rows = parse(await readFile(here('google-forms.csv')));
    const workbook = join(folder, 'answers.xlsx');
    await writeXlsx(rows as never).toFile(workbook);
    expect(await counted(workbook, ...args)).toMatchObject({ recorded: 0, present: 2, corrected: 0, refused: 1 });
    const changed = join(folder, 'changed.csv');
    await writeFile(changed, (await readFile(here('google-forms.csv'), 'utf8')).replace('at night', 'at dawn'));
    expect(await counted(changed, ...args)).toMatchObject({ present: 1, corrected: 1 });
    expect((await reports('Tip form')).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('refuses two rows of one number, and what nobody has registered, before anything is sent', async () => {
    const mapping = join(folder, 'bare.yaml');
    const report = {
      externalId: { column: 'id' },
      type: 'clash',
      summary: 'A clash.',
      reportedAt: '2021-03-08T00:00:00Z',
      occurred: { from: '2021-03-07', to: '2021-03-07' },
      places: [{ column: 'place' }],
      source: { outlet: 'Bare' },
    };
    await writeFile(mapping, JSON.stringify({ report }));
    const table = join(folder, 'bare.csv');
    await writeFile(table, 'id,place\n1,qayyarah\n1,old-mill\n2,atlantis\n');
    const { out, err, exitCode } = await run(table, '--map', mapping, '--dry-run');
    expect(exitCode).toBe(5);
    expect(out).toContain('1 reports would be recorded, 0 already there, 0 would be corrected, 2 would be refused');
    expect(err).toContain('line 3: column id, /externalId: Line 2 has the same id, 1: give each row one of its own.');
    expect(err).toContain('line 4: column place, /places/0: No place is registered as atlantis.');
    expect((await run(table, '--map', mapping)).out).toContain(
      '1 reports recorded, 0 already there, 0 corrected, 2 refused',
    );
    await expect(run(table)).rejects.toThrow(/send a mapping that says what its columns mean/);
  });

  it('says beforehand what only the server refuses, too', async () => {
    const mapping = join(folder, 'server.yaml');
    const report = {
      externalId: { column: 'id' },
      type: 'clash',
      summary: 'A clash.',
      reportedAt: { column: 'when', as: 'instant' },
      occurred: {},
      places: [{ column: 'place', as: 'slug' }],
      source: { outlet: 'Server' },
    };
    const place = {
      id: { column: 'place', as: 'slug' },
      name: { column: 'place' },
      kind: { column: 'kind' },
      timeZone: 'UTC',
    };
    await writeFile(mapping, JSON.stringify({ places: [place], report }));
    const table = join(folder, 'server.csv');
    await writeFile(
      table,
      'id,when,place,kind\n1,2021-03-07,Good,site\n2,2999-03-07,Good,site\n3,2021-03-07,Bad,castle\n',
    );
    const became = async (...more: string[]): Promise<object> => {
      const {
        registered,
        reports: counts,
        reasons,
      } = JSON.parse((await run(table, '--map', mapping, '--json', ...more)).out) as Record<string, object>;
      return { registered, counts, reasons };
    };
    const tried = await became('--dry-run');
    expect(tried).toMatchObject({ registered: { places: 1 }, counts: { recorded: 1, refused: 3 } });
    expect(await became()).toEqual(tried);
  });

  it('proposes a mapping from the names of the columns, which a person then checks', async () => {
    const { out } = await run(here('kobo.csv'), '--suggest-mapping');
    expect(out).toMatch(/^# A proposal/);
    expect(parseYaml(out)).toMatchObject({
      report: {
        externalId: { column: '_id' },
        type: { column: 'incident/type_of_incident', vocabulary: 'types' },
        occurred: { from: { column: 'incident/date_of_incident', as: 'day' } },
        places: [{ column: 'incident/town', as: 'slug' }],
        figures: [{ measure: 'killed', best: { column: 'incident/killed' } }, { best: { column: 'incident/injured' } }],
      },
    });
    const google = parseYaml((await run(here('google-forms.csv'), '--suggest-mapping')).out) as { report: object };
    expect(google.report).toMatchObject({
      occurred: { from: { column: 'When did it happen?', as: 'day' } },
      reportedAt: { column: 'Timestamp', format: 'D/M/YYYY H:mm:ss or M/D/YYYY H:mm:ss?' },
      summary: { column: 'What happened?' },
    });
  });

  it('reads a workbook as a desk makes it, refuses the rows that nobody can tell, and takes them once they are mended', async () => {
    const [workbook, mapping, rejects] = ['desk.xlsx', 'desk.yaml', 'desk.csv'].map((name) => join(folder, name));
    const rows = [
      ['Incidents', null, null, null, null],
      ['No', 'District', 'Day', 'Casualties', null],
      [null, null, null, 'Killed', 'Wounded'],
      ['d1', 'Qayyarah', '2021-03-07', 3, 4],
      ['d2', null, '2021-03-08', 5, null],
      ['d3', null, '2021-03-09', 2, null],
    ];
    const merged = ['A1:E1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'B4:B6', 'D4:D5', 'D6:E6'];
    await writeFile(workbook!, bookWith({ state: 'hidden', rows: [['x']] }, { name: 'Log', rows, merged }));
    const dead = { measure: 'killed', group: 'anyone', basis: 'incremental' };
    const report = {
      externalId: { column: 'No' },
      type: 'clash',
      summary: { text: 'A clash in {District}.' },
      occurred: { from: { column: 'Day', as: 'day' }, to: { column: 'Day', as: 'day' } },
      reportedAt: { column: 'Day', as: 'instant' },
      places: [{ column: 'District', as: 'slug' }],
      figures: [
        { ...dead, best: { column: 'Casualties/Killed', as: 'number' } },
        { ...dead, measure: 'wounded', best: { column: 'Casualties/Wounded', as: 'number' } },
      ],
      source: { outlet: 'Desk' },
    };
    const district = { column: 'District', as: 'slug' };
    const places = [{ id: district, name: { column: 'District' }, kind: 'district', timeZone: 'UTC' }];
    await writeFile(mapping!, JSON.stringify({ sheet: 'Log', headLine: 2, places, report }));
    const { out, err } = await run(workbook!, '--map', mapping!, '--rejects', rejects!);
    expect(err).toContain('The sheet Log is read, of S1 (hidden), Log.\nThe names of the columns are those in row 2.');
    expect(err).toContain('line 4: column Casualties/Killed, /figures/0/best: The cells D4:D5 are merged over several');
    expect(err).toContain(
      'line 6: column Casualties/Killed, /figures/0/best: The cells D6:E6 are merged over the columns',
    );
    expect(out).toContain('0 reports recorded, 0 already there, 0 corrected, 3 refused');
    await writeFile(rejects!, (await readFile(rejects!, 'utf8')).replace('2021-03-08,3', '2021-03-08,'));
    expect(await counted(rejects!, '--map', mapping!)).toMatchObject({ recorded: 3, refused: 0 });
    expect((await reports('Desk')).map(({ places, figures }) => [places[0], figures.map(({ best }) => best)])).toEqual([
      ['qayyarah', [3, 4]],
      ['qayyarah', []],
      ['qayyarah', [2]],
    ]);
  });

  it('goes on where a killed import ended, and records every row once', { timeout: 60_000 }, async () => {
    const mapping = join(folder, 'many.yaml');
    const report = {
      externalId: { column: 'id' },
      type: 'clash',
      summary: { text: 'Clash {id}.' },
      reportedAt: '2021-03-08T00:00:00Z',
      occurred: { from: '2021-03-07', to: '2021-03-07' },
      places: ['qayyarah'],
      source: { outlet: 'Many' },
    };
    await writeFile(mapping, JSON.stringify({ report }));
    const table = join(folder, 'many.csv');
    const ids = Array.from({ length: 10_000 }, (_none, index) => index + 1);
    await writeFile(table, `id\n${ids.join('\n')}\n`);
    const program = compiled('test/import/import-process.ts');
    const args = [program, 'import', table, '--map', mapping, '--url', url];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while ((await reports('Many')).length === 0) await delay(20);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const after = (await counted(table, '--map', mapping)) as { recorded: number; present: number };
    expect(after.recorded + after.present).toBe(10_000);
    expect(after.present).toBeGreaterThan(0);
    expect(after.recorded).toBeGreaterThan(0);
    expect(await counted(table, '--map', mapping)).toMatchObject({ recorded: 0, present: 10_000, refused: 0 });
  });
});
