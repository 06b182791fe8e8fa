import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { parse } from 'csv-parse/sync';
import { bookWith } from './made-workbooks.js';
import type { ImportProposalDto } from '../../apps/api/src/imports/import-proposal.dto.js';
import { readOne } from '../harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const sample = (name: string): Promise<Buffer> => readFile(join(import.meta.dirname, name));

interface Line {
  readonly done?: true;
  readonly refused?: { readonly line: number; readonly column: string; readonly reason: string };
  readonly reports?: object;
}

describe.each(logKinds())('uploading a file, when the log is %s', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  async function upload(file: Buffer, name: string, fields: Record<string, string> = {}): Promise<readonly Line[]> {
    const request = sitrep.http.post('/v1/imports').attach('file', file, name);
    for (const [field, value] of Object.entries(fields)) void request.field(field, value);
    const { text } = await request
      .buffer(true)
      .expect(200)
      .expect('content-type', /^application\/x-ndjson/);
    await sitrep.settled();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }
  const refusal = async (file: Buffer | string, fields: Record<string, string> = {}): Promise<string> => {
    const request = sitrep.http.post('/v1/imports').attach('file', Buffer.from(file), 'mine.csv');
    for (const [field, value] of Object.entries(fields)) void request.field(field, value);
    const { status, body } = await request;
    return `${status} ${(body as { errors?: { pointer: string; detail: string }[] }).errors?.map(({ pointer, detail }) => `${pointer}: ${detail}`).join()}`;
  };
  const zone = { timeZone: 'Europe/Athens' };

  it('says beforehand what would happen, does it, and changes nothing when it is sent again', async () => {
    const file = await sample('acled-sample.csv');
    const dry = await upload(file, 'acled.csv', { ...zone, dryRun: 'true' });
    expect(dry.at(-1)).toMatchObject({
      done: true,
      format: 'acled',
      dryRun: true,
      reports: { recorded: 6, refused: 0 },
    });
    expect((await sitrep.http.get('/v1/reports')).body).toMatchObject({ items: [] });
    const lines = await upload(file, 'acled.csv', zone);
    expect(lines).toContainEqual({ phase: 'rows', rows: 6, of: 6 });
    expect(lines.at(-1)).toMatchObject({
      done: true,
      dryRun: false,
      stopped: false,
      reports: { recorded: 6, refused: 0 },
    });
    expect((await readOne<{ combined: object }>(sitrep, '/v1/tallies', { measure: 'killed' })).combined).toMatchObject({
      best: 15,
    });
    const before = await sitrep.eventLog.head();
    expect((await upload(file, 'acled.csv', zone)).at(-1)).toMatchObject({ reports: { recorded: 0, present: 6 } });
    expect(await sitrep.eventLog.head()).toEqual(before);
  });

  it('takes a table with its mapping, as CSV and as a workbook, and says which rows it refuses', async () => {
    const mapping = String(await sample('kobo.mapping.yaml'));
    const csv = await sample('kobo.csv');
    const lines = await upload(csv, 'kobo.csv', { mapping });
    expect(lines.flatMap(({ refused }) => refused ?? [])).toMatchObject([
      { line: 4, column: 'incident/type_of_incident', pointer: '/type' },
      {
        line: 5,
        column: 'incident/killed',
        pointer: '/figures/0/best',
        reason: expect.stringMatching(/^"some" is no number\./) as string,
      },
    ]);
    expect(lines.at(-1)).toMatchObject({ done: true, format: 'table', reports: { recorded: 2, refused: 2 } });
    const workbook = await writeXlsx(parse(csv, { delimiter: ';' }) as never).toBuffer();
    expect((await upload(workbook, 'kobo.xlsx', { mapping })).at(-1)).toMatchObject({
      reports: { recorded: 0, present: 2, refused: 2 },
    });
  });

  it('reads the sheet that is shown, or the one that is asked for, and says which', async () => {
    const rows = [
      ['No', 'Where'],
      ['1', 'Qayyarah'],
    ];
    const book = bookWith(
      { name: 'Log', rows },
      { name: 'Old log', rows: [['Log of February', null], ...rows], merged: ['A1:B1'] },
    );
    const propose = async (fields: Record<string, string>): Promise<ImportProposalDto> => {
      const request = sitrep.http.post('/v1/imports/proposals').attach('file', book, 'book.xlsx');
      return (await request.field(fields)).body as ImportProposalDto;
    };
    expect(await propose({})).toMatchObject({
      notices: ['The sheet Log is read, of Log, Old log.'],
      mapping: { sheet: 'Log' },
    });
    const old = await propose({ sheet: 'Old log', headLine: '2' });
    expect(old.columns.map(({ name }) => name)).toEqual(['No', 'Where']);
    expect(old.mapping).toMatchObject({ sheet: 'Old log', headLine: 2 });
    const report = {
      type: 'clash',
      summary: 'A clash.',
      occurred: {},
      reportedAt: '2021-03-07',
      source: { outlet: 'Sheets' },
    };
    const mapping = JSON.stringify({ report: { ...report, externalId: { column: 'No' } } });
    expect((await upload(book, 'book.xlsx', { mapping, sheet: 'Old log', dryRun: 'true' })).at(-1)).toMatchObject({
      notices: ['The sheet Old log is read, of Log, Old log.', 'The names of the columns are those in row 2.'],
    });
    expect(await refusal(book, { sheet: 'New log' })).toMatch(
      /^422 \/file: mine.csv has no sheet "New log"; it has: Log, Old log/,
    );
    expect(await refusal(book, { headLine: 'two' })).toMatch(/^400 \/headLine: It is "two"; send the line/);
  });

  it('proposes what the columns mean, and gives refused rows with their cells', async () => {
    const csv = await sample('kobo.csv');
    const propose = async (file: Buffer, name: string): Promise<ImportProposalDto> => {
      const { status, body } = await sitrep.http.post('/v1/imports/proposals').attach('file', file, name);
      expect(status).toBe(200);
      return body as ImportProposalDto;
    };
    const { format, columns, mapping, unused } = await propose(csv, 'kobo.csv');
    expect({ format, unused }).toMatchObject({
      format: 'table',
      unused: expect.arrayContaining(['username']) as string[],
    });
    expect(columns.find(({ name }) => name === 'incident/town')?.samples).toEqual(['Qayyarah', 'Old Mill']);
    expect(mapping).toMatchObject({
      report: { externalId: { column: '_id' }, summary: { column: 'incident/what_happened' } },
    });
    expect(await propose(await sample('acled-sample.csv'), 'a.csv')).toMatchObject({ format: 'acled', mapping: null });
    const empty = await sitrep.http.post('/v1/imports/proposals').attach('file', Buffer.from(''), 'mine.csv');
    expect([empty.status, (empty.body as { detail: string }).detail]).toEqual([422, expect.stringMatching(/is empty/)]);
    const unknown = await sitrep.http
      .post('/v1/imports/proposals')
      .field('format', 'excel')
      .attach('file', csv, 'kobo.csv');
    expect([unknown.status, (unknown.body as { detail: string }).detail]).toEqual([
      422,
      expect.stringMatching(/^There is no format excel; there are ucdp-ged, acled/),
    ]);
    const given = String(await sample('kobo.mapping.yaml'));
    const lines = await upload(csv, 'kobo.csv', { mapping: given, dryRun: 'true', cells: 'true' });
    const [refused] = lines.flatMap((line) => line.refused ?? []);
    expect(refused).toMatchObject({ line: 4, cells: { _id: '503' } });
  });

  it.each([
    ['', {}, /^422 \/file: mine\.csv is empty/],
    ['a,a\n1,2\n', {}, /^422 \/file: mine\.csv has two columns named a/],
    ['a,b\n1,2\n', {}, /^422 \/file: mine\.csv is of no format that is known here: send a mapping/],
    ['a,b\n1,2\n', { mapping: '{{' }, /^422 \/mapping: The mapping is no mapping/],
    [
      'a,b\n1,2\n',
      { mapping: '{ language: xx, report: {} }' },
      /^422 \/mapping: .*language is "xx"; send one .* such as fr/,
    ],
    [
      'a,b\n1,2\n',
      { mapping: 'report: {summary: {column: c}}' },
      /^422 \/mapping: The mapping does not fit the table: there is no column "c"/,
    ],
    ['a,b\n1,2\n', { format: 'excel' }, /^422 \/file: There is no format excel; there are ucdp-ged, acled/],
    ['a,b\n1,2\n', { dryRun: 'perhaps' }, /^400 \/dryRun: It is "perhaps"; send true or false/],
    ['a,b\n1,2\n', { cells: 'all' }, /^400 \/cells: It is "all"; send true or false/],
    ['a,b\n1,2\n', { leaf: '2' }, /^400 \/leaf: There are the parts file, mapping/],
  ])('refuses %j with %j as a whole and says why', async (file, fields, reason) => {
    const before = await sitrep.eventLog.head();
    expect(await refusal(file, fields)).toMatch(reason);
    expect(await sitrep.eventLog.head()).toEqual(before);
  });

  it('names the bundle of its drafts, and none where there are no drafts', async () => {
    const rows = 'id,what,when\n1,Shots,2017-03-07\n';
    const mapping = `report:
  externalId: { column: id }
  type: clash
  summary: { column: what }
  occurred: { from: { column: when, as: day }, to: { column: when, as: day } }
  reportedAt: '2017-03-08T10:00:00Z'
  source: { outlet: Our team }
`;
    const [last, again] = [
      (await upload(Buffer.from(rows), 'a.csv', { mapping })).at(-1),
      (await upload(Buffer.from(rows.replace('1,Shots', '2,More')), 'a.csv', { mapping, draft: 'true' })).at(-1),
    ];
    expect(last).toMatchObject({ reports: { recorded: 1, refused: 0 } });
    expect(last).not.toHaveProperty('bundle');
    expect(again).toMatchObject({
      reports: { recorded: 0, refused: 0 },
      drafts: { recorded: 1 },
      bundle: expect.stringMatching(/^import-/) as string,
    });
    expect((await upload(Buffer.from(rows), 'a.csv', { mapping, dryRun: 'true' })).at(-1)).not.toHaveProperty('bundle');
  });

  it.each(['/v1/imports', '/v1/imports/proposals'])('reads two files at once and no third at %s', async (path) => {
    if (!sitrep.app.getHttpServer().listening) await sitrep.app.listen(0, '127.0.0.1');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const begun = ['/v1/imports', '/v1/imports/proposals'].map((one) => {
      const upload = request(`http://127.0.0.1:${(sitrep.app.getHttpServer().address() as AddressInfo).port}${one}`, {
        method: 'POST',
        headers,
      }).on('error', () => undefined);
      upload.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n');
      return upload;
    });
    const third = async () => (await sitrep.http.post(path).attach('file', Buffer.from('a,b\n1,2\n'), 'a.csv')).status;
    await expect.poll(third, { timeout: 10_000 }).toBe(409);
    for (const one of begun) one.destroy();
    await expect.poll(third, { timeout: 10_000 }).not.toBe(409);
  });

  it('refuses what is larger than it reads, what has no file, and what is no form', async () => {
    const huge = Buffer.alloc(33 * 1024 * 1024, 'a,b\n');
    expect(await refusal(huge)).toMatch(/^413/);
    await sitrep.http.post('/v1/imports').field('format', 'acled').expect(400);
    await sitrep.http.post('/v1/imports').send({ file: 'a,b' }).expect(415);
    await sitrep.http.post('/v1/reports').field('type', 'clash').expect(415);
    await sitrep.http
      .post('/v1/imports')
      .attach('file', Buffer.from('a'), 'a.csv')
      .set('Idempotency-Key', 'k')
      .expect(400);
  });
});
