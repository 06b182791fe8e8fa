import { strToU8, zipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const folder = join(import.meta.dirname, '../campaign/lanthe-strait');
const files = ['campaign.json', 'places.ndjson', 'actors.ndjson', 'reports.ndjson'] as const;
type Line = Readonly<Record<string, unknown>> & { readonly refused?: object };

describe('uploading lines and campaign folders', () => {
  let sitrep: RunningSitrep;
  let texts: Record<(typeof files)[number], string>;

  beforeEach(async () => {
    sitrep = await startSitrep('postgres');
    const read = files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const);
    texts = Object.fromEntries(await Promise.all(read)) as typeof texts;
  });
  afterEach(() => sitrep.stop());

  const zipped = (entries: Record<string, string>): Buffer =>
    Buffer.from(zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)]))));
  const countOf = (file: (typeof files)[number]): number => texts[file].trimEnd().split('\n').length;
  const reports = async (): Promise<number> =>
    ((await sitrep.http.get('/v1/reports').query({ limit: '1000' })).body as { items: object[] }).items.length;

  async function upload(file: Buffer, name: string, fields: Record<string, string> = {}): Promise<readonly Line[]> {
    const request = sitrep.http.post('/v1/imports').attach('file', file, name);
    for (const [field, value] of Object.entries(fields)) void request.field(field, value);
    const { text, status } = await request.buffer(true);
    if (status !== 200) return [{ status, ...(JSON.parse(text) as object) }];
    await sitrep.settled();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }

  it('takes a campaign packed as ZIP, says beforehand what would happen, and changes nothing the second time', async () => {
    const inFolder = Object.fromEntries(files.map((file) => [`lanthe strait/${file}`, texts[file]]));
    const zip = zipped({ ...inFolder, '__MACOSX/lanthe strait/places.ndjson': 'x' });
    const counts = {
      registered: { places: countOf('places.ndjson'), actors: countOf('actors.ndjson'), present: 0 },
      reports: { recorded: countOf('reports.ndjson'), present: 0, refused: 0 },
    };
    const dry = await upload(zip, 'lanthe.zip', { dryRun: 'true' });
    expect(dry.at(-1)).toMatchObject({ done: true, format: 'campaign', dryRun: true, ...counts });
    expect(await reports()).toBe(0);
    expect((await upload(zip, 'lanthe.zip')).at(-1)).toMatchObject({ format: 'campaign', dryRun: false, ...counts });
    expect(await reports()).toBe(counts.reports.recorded);
    expect((await upload(zip, 'mine.bin', { format: 'campaign' })).at(-1)).toMatchObject({
      registered: { places: 0, actors: 0, present: counts.registered.places + counts.registered.actors },
      reports: { recorded: 0, present: counts.reports.recorded },
    });
  });

  it('counts drafts apart, when they are tried as when they are sent', async () => {
    const zip = zipped(Object.fromEntries(files.map((file) => [file, texts[file]])));
    const drafts = { reports: { recorded: 0 }, drafts: { recorded: countOf('reports.ndjson'), revised: 0 } };
    expect((await upload(zip, 'lanthe.zip', { draft: 'true', dryRun: 'true' })).at(-1)).toMatchObject(drafts);
    const sent = (await upload(zip, 'lanthe.zip', { draft: 'true' })).at(-1);
    expect(sent).toMatchObject({ ...drafts, bundle: expect.stringMatching(/^import-/) as string });
    expect(await reports()).toBe(0);
    const lines = texts['reports.ndjson'].replace(/"summary":"/, '"summary":"Otherwise: ');
    const again = { reports: { present: countOf('reports.ndjson') - 1 }, drafts: { recorded: 0, revised: 1 } };
    for (const dryRun of ['true', 'false'])
      expect((await upload(Buffer.from(lines), 'a.ndjson', { draft: 'true', dryRun })).at(-1)).toMatchObject(again);
  });

  it('takes lines, names the refused ones, and counts amendments by what they are', async () => {
    const names = (['places.ndjson', 'actors.ndjson'] as const).flatMap((file) =>
      texts[file]
        .trimEnd()
        .split('\n')
        .map((line) => `{"kind":"${file.slice(0, -'s.ndjson'.length)}","body":${line}}`),
    );
    const own = { ...(JSON.parse(texts['reports.ndjson'].split('\n')[0]!) as object), externalId: 'mine' };
    const id = '7d9f1d3e-3a3b-4c55-9f0e-0c8d6a3f2b11';
    const grade = { grade: { reliability: 'C', credibility: 3 }, reportedAt: '2018-04-02T00:00:00Z' };
    const lines = [...names, JSON.stringify({ ...own, id }), JSON.stringify({ kind: 'grade', id, body: grade })];
    const sent = Buffer.from([...lines, '{"type":"clash"', ''].join('\r\n'));
    const answer = await upload(sent, 'all.ndjson', { draft: 'false' });
    expect(answer.flatMap(({ refused }) => refused ?? [])).toMatchObject([
      { file: 'all.ndjson', line: lines.length + 1, column: '', reason: expect.stringContaining('JSON') as string },
    ]);
    expect(answer.at(-1)).toMatchObject({
      format: 'ndjson',
      registered: { places: countOf('places.ndjson') },
      reports: { recorded: 1, amended: 1, refused: 1 },
    });
  });

  it('refuses as a whole an archive that is a bomb, cut, no campaign, or two', async () => {
    const whole = zipped(Object.fromEntries(files.map((file) => [file, texts[file]])));
    const bomb = Buffer.from(zipSync({ 'places.ndjson': Buffer.alloc(70 * 1024 * 1024) }));
    const twice = zipped({ 'a/places.ndjson': '', 'b/places.ndjson': '' });
    const refusals: (Line | undefined)[] = [];
    for (const file of [bomb, whole.subarray(0, whole.length - 40), zipped({ 'a.csv': 'a,b' }), twice])
      refusals.push((await upload(file, 'c.zip'))[0]);
    expect(refusals.map((refused) => [refused?.['status'], refused?.['detail']])).toEqual([
      [422, expect.stringMatching(/^c\.zip unpacks to more than 64 MiB: import the folder with sitrep import/)],
      [422, expect.stringMatching(/^c\.zip is no ZIP archive, or was cut/)],
      [422, expect.stringMatching(/^c\.zip has no places\.ndjson: a campaign holds/)],
      [422, expect.stringMatching(/^c\.zip has two files places\.ndjson/)],
    ]);
  });

  it('takes a dump of GeoNames, which says its format in the form', async () => {
    const dump = await readFile(join(import.meta.dirname, 'geonames-sample.txt'));
    const [last] = (await upload(dump, 'IQ.txt', { format: 'geonames' })).slice(-1);
    expect(last).toMatchObject({ format: 'geonames', reports: { recorded: 0, refused: 0 } });
    expect((last?.['registered'] as { places: number }).places).toBeGreaterThan(3);
  });
});
