import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswer, readOne } from '../harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

const here = (name: string): string => join(import.meta.dirname, name);
const at = (seconds: number): string => new Date(seconds * 1_000).toISOString();

interface Report {
  readonly externalId: string;
  readonly version: number;
  readonly figures: readonly { readonly best: number }[];
}

// The events are invented: the data of ACLED may not be passed on.
describe.each(logKinds())('importing an export of ACLED, when the log is %s', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-acled-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  const run = (...args: string[]) => runImport(sitrep, url, ...args, '--time-zone', 'Europe/Athens');
  const counted = async (path: string): Promise<object> =>
    (JSON.parse((await run(path, '--json')).out) as { reports: object }).reports;
  const reports = async (asked: Record<string, string> = {}): Promise<readonly Report[]> =>
    (await readAnswer<{ items: Report[] }>(sitrep, '/v1/reports', { outlet: 'ACLED', limit: '100', ...asked })).items;
  const killed = async (asked: Record<string, string> = {}): Promise<object> =>
    (await readOne<{ combined: object }>(sitrep, '/v1/tallies', { measure: 'killed', ...asked })).combined;
  const revised = async (name: string, change: (text: string) => string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, change(await readFile(here('acled-sample.csv'), 'utf8')));
    return path;
  };

  it('takes each event once, as its latest row tells it, with its one number of dead', async () => {
    const { out, err, exitCode } = await run(here('acled-sample.csv'));
    expect(out).toContain('\n6 reports recorded, 0 already there, 0 corrected, 0 refused\n');
    expect(err).toContain('ACLED does not let its data be passed on');
    expect(exitCode).toBe(0);
    expect(await killed()).toMatchObject({ low: null, best: 15, high: null });
    const found = [...(await reports())].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
    expect(found[0]).toMatchObject({
      type: 'clash',
      reportedAt: at(1615800000),
      occurred: { from: '2021-03-07', to: '2021-03-07', precision: 'day' },
      places: ['lanthe-east-orme-at-orme'],
      actors: [
        { role: 'by', actor: 'military-forces-of-lanthe-2015' },
        { role: 'facing', actor: 'harbour-front' },
        { role: 'with', actor: 'dock-militia' },
        { role: 'with', actor: 'pilots' },
      ],
      source: { outlet: 'ACLED', chain: ['ACLED'] },
    });
    expect(found[1]).toMatchObject({ type: 'shelling', places: ['lanthe-east-orme-around-old-mill'] });
    expect(found[2]).toMatchObject({
      occurred: { from: '2021-03-06', to: '2021-03-12', precision: 'week' },
      places: ['lanthe-east'],
    });
    expect(found[3]).toMatchObject({
      occurred: { from: '2021-03-01', to: '2021-03-17', precision: 'month' },
      source: { chain: ['Coast Radio', 'ACLED'] },
    });
    // 0 stands for none and for none reported alike: it is no figure.
    expect(found.map(({ figures }) => figures.map(({ best }) => best))).toEqual([[3], [], [], [10], [], [2]]);
  });

  it('changes nothing when it is imported again', async () => {
    const before = await sitrep.eventLog.head();
    expect(await counted(here('acled-sample.csv'))).toMatchObject({
      recorded: 0,
      present: 6,
      corrected: 0,
      refused: 0,
    });
    expect(await sitrep.eventLog.head()).toEqual(before);
  });

  it('corrects what ACLED revised, from its timestamp on, and lets no older export undo that', async () => {
    const newer = await revised('newer.csv', (text) =>
      text.replace('Three were killed.",3,,1615800000', 'Five were killed.",5,,1616200000'),
    );
    expect(await counted(newer)).toMatchObject({ recorded: 0, present: 5, corrected: 1 });
    expect(await killed()).toMatchObject({ best: 17 });
    expect(await killed({ knownAt: at(1616100000) })).toMatchObject({ best: 15 });
    const before = await sitrep.eventLog.head();
    expect(await counted(here('acled-sample.csv'))).toMatchObject({ recorded: 0, present: 6, corrected: 0 });
    expect(await sitrep.eventLog.head()).toEqual(before);
  });

  it('retracts what ACLED deleted, once and for good', async () => {
    expect(await counted(here('acled-deleted-sample.csv'))).toMatchObject({ retracted: 1, present: 1, refused: 0 });
    expect(await killed()).toMatchObject({ best: 7 });
    expect(await killed({ knownAt: at(1616300000) })).toMatchObject({ best: 17 });
    expect(await counted(here('acled-deleted-sample.csv'))).toMatchObject({ retracted: 0, present: 2 });
    await run(here('acled-sample.csv'));
    expect((await reports()).map(({ externalId }) => externalId)).not.toContain('LNT104');
  });

  it('names the column of what it cannot take', async () => {
    const crooked = await revised('crooked.csv', (text) =>
      text
        .replace(',3,,1615800000', ',three,,1615800000')
        .replace('Shelling/artillery/missile attack,', 'x,')
        .replace('Explosions/Remote violence', 'Rain'),
    );
    const { err, exitCode } = await run(crooked, '--dry-run');
    expect(exitCode).toBe(5);
    expect(err).toContain(
      'line 2: column fatalities, /figures/0/best: It is "three"; a whole number is needed, or nothing.',
    );
    expect(err).toContain('line 3: column event_type, /type: It is "Rain"; there are Battles, ');
  });
});
