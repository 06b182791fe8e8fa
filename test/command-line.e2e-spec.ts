import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { KeyStore } from '#platform';
import { createProgram } from '../apps/cli/src/program.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Run {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

describe.each(logKinds())('the command line beside a Sitrep whose log is %s', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-command-line-'));
    for (const id of ['iraq', 'islamic-state'])
      await sitrep.http
        .post('/v1/actors')
        .send({ id, name: `The ${id}`, kind: 'state' })
        .expect(201);
    const mosul = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' };
    await sitrep.http.post('/v1/places').send(mosul).expect(201);
    await sitrep.settled();
    for (const [name, value] of Object.entries(sitrep.environment)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  async function sitrepCommand(...args: string[]): Promise<Run> {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const terminal = { out, err, exitCode: 0 };
    const texts = { out: '', err: '' };
    out.on('data', (chunk) => (texts.out += String(chunk)));
    err.on('data', (chunk) => (texts.err += String(chunk)));
    await createProgram(terminal).parseAsync(['node', 'sitrep', ...args]);
    return { ...texts, exitCode: terminal.exitCode };
  }
  const ask = (...args: string[]) => sitrepCommand('ask', ...args, '--url', url);

  const gain = [
    '--type',
    'area_seized',
    '--summary',
    'Police took the city',
    '--place',
    'mosul',
    '--on',
    '2017-03-07',
    '--reported-at',
    '2017-03-08T10:00:00+03:00',
    '--gained',
    'mosul:iraq:islamic-state',
    '--outlet',
    'Reuters',
    '--count',
    'killed:islamic-state:3-5',
    '--external-id',
    'R-17',
  ];

  it('shows what a report would do, and then files it, once', async () => {
    const report = (...args: string[]) => sitrepCommand('report', ...gain, ...args, '--url', url);
    const preview = await report('--dry-run');
    expect(preview.out).toMatch(/mosul +control +unknown +held iraq +yes/);
    expect(preview.err).toContain('Nothing is recorded');
    expect(await report()).toMatchObject({ exitCode: 0, out: expect.stringContaining('is recorded') as string });
    await sitrep.settled();
    expect((await report()).out).toContain('was already recorded');
  });

  it('takes a report from a file, and ends with 5 and the reason when it is refused', async () => {
    const file = join(folder, 'draft.json');
    await writeFile(
      file,
      JSON.stringify({ type: 'rumour', externalId: 'R-18', summary: 'x', source: { outlet: 'Reuters' } }),
    );
    const refused = await sitrepCommand('report', file, '--on', '2017-03-07', '--url', url);
    expect(refused.exitCode).toBe(5);
    expect(refused.err).toMatch(/^Refused: \/type: /);
  });

  it('prints a table that a person can read, and on stderr what it rests on', async () => {
    const { out, err } = await ask('control', '--at', '2017-03-08', '--known', '2017-03-09');
    expect(out).toMatch(/^PLACE +ID +STATUS +HELD BY +CONDITIONS +CONFIDENCE +LAST EVIDENCE +AGE\n/);
    expect(out).toMatch(/^Mosul +mosul +held +The iraq +- +low +2017-03-07 +1 d$/m);
    expect(err).toMatch(/^# as of 2017-03-08, as known at 2017-03-09T23:59:59.999Z, edition live, position [\d-]+\n$/);
    expect((await ask('control', '--at', '2017-03-08', '--known', '2017-03-07')).out).toMatch(
      /^Mosul +mosul +unknown/m,
    );
  });

  it.each([
    [['conditions', '--at', '2017-03-08'], /Mosul/],
    [
      ['tallies', '--measure', 'killed', '--from', '2017-03-01', '--to', '2017-03-10'],
      /killed +The islamic-state +3–5 +people/,
    ],
    [['isolation', 'mosul', '--at', '2017-03-08'], /^FOR +VERDICT/],
    [
      ['changes', '--from', '2017-03-06', '--to', '2017-03-08'],
      /Mosul +- +inferred The islamic-state +held The iraq|Mosul/,
    ],
    [['contradictions'], /^STATE +KIND/],
    [['reports', '--outlet', 'Reuters'], /R-17 .*Police took the city/],
  ])('answers %j', async (args, shown) => expect((await ask(...args)).out).toMatch(shown));

  it('prints the same rows as CSV and as JSON of a version', async () => {
    const { out } = await ask('control', '--at', '2017-03-08', '--csv');
    expect(out.split(/\r?\n/)[0]).toMatch(/^place,place_name,place_pcode,status,holders,/);
    expect(out).toContain('mosul,Mosul,,held,iraq,');
    const json = JSON.parse((await ask('control', '--at', '2017-03-08', '--json')).out) as object;
    expect(json).toMatchObject({
      version: 1,
      question: 'control',
      validAt: '2017-03-08',
      edition: 'live',
      more: false,
      items: [{ place: { id: 'mosul' }, status: 'held', holders: ['iraq'] }],
    });
  });

  describe('with the key of a reader, who may take no files', () => {
    beforeAll(async () => {
      const order = { name: 'Rita', roles: ['reader'], outlets: [], places: [] } as const;
      vi.stubEnv('SITREP_KEY', (await new KeyStore(sitrep.database).create(order)).text);
    });
    afterAll(() => void vi.stubEnv('SITREP_KEY', undefined));

    it.each([
      [['control', '--at', '2017-03-08'], /^Mosul +mosul +held +The iraq +- +low +2017-03-07 +1 d$/m],
      [['conditions', '--at', '2017-03-08'], /^PLACE +ID +KIND/],
      [
        ['tallies', '--measure', 'killed', '--from', '2017-03-01', '--to', '2017-03-10'],
        /killed +The islamic-state +3–5 +people +\S+ +R-17/,
      ],
      [
        ['changes', '--from', '2017-03-06', '--to', '2017-03-08'],
        /^changedHands +Mosul .*inferred The islamic-state +held The iraq +R-17$/m,
      ],
      [['contradictions'], /^STATE +KIND/],
      [['reports', '--outlet', 'Reuters'], /^R-17 .*area_seized +mosul +Reuters +F6 +Police took the city$/m],
      [['places'], /^Mosul +mosul +city +- +- +- +Asia\/Baghdad$/m],
      [['actors', '--limit', '1'], /^The iraq +iraq +state +-$/m],
    ])('answers %j with a table', async (args, shown) => expect((await ask(...args)).out).toMatch(shown));

    it('answers with JSON, and refuses CSV', async () => {
      const { out, err } = await ask('actors', '--limit', '1', '--json');
      expect(JSON.parse(out)).toMatchObject({
        question: 'actors',
        edition: 'live',
        items: [{ id: 'iraq' }],
        more: true,
      });
      expect(err).toContain('There are more than 1');
      await expect(ask('actors', '--csv')).rejects.toThrow(/exports:read/);
    });
  });

  it('writes the briefing between two dates as the API does, to stdout or to a file', async () => {
    const dates = ['2017-03-06', '2017-03-08'];
    const brief = (...args: string[]) => sitrepCommand('brief', ...dates, ...args, '--url', url);
    const address = `/v1/briefings?from=${dates[0]}&to=${dates[1]}&lang=fr`;
    const printed = await brief('--lang', 'fr');
    expect(printed.out).toBe((await sitrep.http.get(`${address}&format=md`)).text);
    expect(printed.out).toContain('Mosul');
    const json = await brief('--format', 'json', '--published-at', '2017-03-07T00:00:00Z', '--known', '2017-03-09');
    expect(JSON.parse(json.out)).toMatchObject({ version: 1, from: dates[0], knownAt: '2017-03-09T23:59:59.999Z' });
    expect(JSON.parse(json.out).sections.map(({ name }: { name: string }) => name)).toContain('revised');
    const file = join(folder, 'briefing.docx');
    const written = await brief('--within', 'mosul', '--format', 'docx', '--out', file);
    expect(written.out).toBe('');
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
    await expect(brief('--within', 'atlantis')).rejects.toThrow(/--within/);
    await expect(brief('--out', join(folder, 'none', 'x.md'))).rejects.toThrow(/cannot be written/);
  });

  it('says which option is wrong, what is right, and where nobody answers', async () => {
    await expect(ask('control', '--at', 'yesterday')).rejects.toThrow(/^--valid-at: Send a day, such as "2017-03-07"/);
    await expect(ask('control', '--limit', '0')).rejects.toThrow(/--limit is "0"; it must be/);
    await expect(sitrepCommand('ask', 'control', '--url', 'http://127.0.0.1:1')).rejects.toThrow(/does not answer/);
  });

  it('says how things stand', async () => {
    // A broker may take its time to answer.
    await vi.waitFor(
      async () => {
        const { out, exitCode } = await sitrepCommand('status', '--url', url);
        expect(exitCode).toBe(0);
        expect(out).toMatch(/^ready +yes\n(.|\n)*^lag +0 events, 0 s$(.|\n)*^parked +0$(.|\n)*^jobs +none$/m);
        const json = JSON.parse((await sitrepCommand('status', '--json', '--url', url)).out) as object;
        expect(json).toMatchObject({ version: 1, ready: true, jobs: [], progress: { lag: 0, lagSeconds: 0 } });
      },
      { timeout: 60_000, interval: 500 },
    );
  });

  it('finds what is wrong and nothing else, and says what to do about it', async () => {
    const { out, exitCode } = await sitrepCommand('doctor', '--url', url);
    expect(exitCode).toBe(4);
    // The server of the suites forgoes safety for speed, and the doctor notices.
    expect(out.split('\n').filter((line) => /WRONG|LOOK/.test(line))).toEqual([
      expect.stringMatching(/^postgres durability +WRONG +fsync off, synchronous_commit on +Set both to on/),
    ]);
    expect(out).toMatch(kind === 'kafka' ? /topic +OK +sitrep\.test-\S+ keeps everything/ : /^kafka +- /m);
    vi.stubEnv('KAFKA_BROKERS', '127.0.0.1:1');
    vi.stubEnv('DATABASE_URL', 'postgres://nobody:none@127.0.0.1:1/none');
    const ill = await sitrepCommand('doctor', '--json', '--url', 'http://127.0.0.1:1');
    for (const [name, value] of Object.entries({ KAFKA_BROKERS: '', ...sitrep.environment })) vi.stubEnv(name, value);
    expect(ill.exitCode).toBe(4);
    const { checks } = JSON.parse(ill.out) as {
      readonly checks: readonly { name: string; state: string; advice?: string }[];
    };
    const found = checks.filter(({ state }) => state === 'wrong' || state === 'look');
    expect(found.map(({ name }) => name)).toEqual(['postgres', 'kafka', 'api']);
    expect(found.every(({ advice = '' }) => advice !== '')).toBe(true);
  });

  it('prints the log, a line an event, and goes on where it ended while more comes', async () => {
    const { out, err } = await sitrepCommand('tail', '--no-follow');
    expect(out.trimEnd().split('\n')).toHaveLength(4);
    expect(out).toMatch(/^\S+Z \d+-\d+ area_seized \/outlets\/Reuters mosul: Police took the city$/m);
    const [, position = ''] = /--after ([\d-]+)/.exec(err) ?? [];
    const program = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
    let printed = '';
    program.out.on('data', (chunk) => (printed += String(chunk)));
    const ended = createProgram(program).parseAsync(['node', 'sitrep', 'tail', '--after', position, '--json']);
    const more = { reportedAt: '2017-03-09T00:00:00Z', reason: 'It was not so.' };
    const { body } = await sitrep.http.get('/v1/reports').query({ externalId: 'R-17' });
    const { id } = (body as { items: { id: string }[] }).items[0] ?? {};
    await sitrep.http.post(`/v1/reports/${id}/retractions`).send(more).expect(201);
    await vi.waitFor(() => expect(printed).toContain('\n'), { timeout: 60_000, interval: 100 });
    process.emit('SIGINT');
    await ended;
    expect(
      printed
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([expect.objectContaining({ version: 1, type: expect.stringMatching(/report_retracted/) as string })]);
  });

  it('refuses to go on behind what is no position of this log', async () => {
    await expect(sitrepCommand('tail', '--after', '1-2-x')).rejects.toThrow(
      /--after is "1-2-x"; it must be 0 or a position/,
    );
  });

  it('imports a table with the key of a reporter, who may take no files', async () => {
    const order = { name: 'Remi', roles: ['reporter'], outlets: ['Our desk'], places: [] } as const;
    const [table, mapping] = ['desk.csv', 'desk.yaml'].map((name) => join(folder, name)) as [string, string];
    await writeFile(table, 'number,what\nD-1,A road was cut\n');
    const report = {
      externalId: { column: 'number' },
      type: 'clash',
      summary: { column: 'what' },
      places: ['mosul'],
      occurred: { from: '2017-03-07' },
      reportedAt: '2017-03-08T10:00:00Z',
      source: { outlet: 'Our desk' },
    };
    await writeFile(mapping, JSON.stringify({ report }));
    vi.stubEnv('SITREP_KEY', (await new KeyStore(sitrep.database).create(order)).text);
    const run = () => sitrepCommand('import', table, '--map', mapping, '--url', url);
    const first = await run();
    expect(first).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^1 reports recorded, 0 already there/m) as string,
    });
    await sitrep.settled();
    const again = await run();
    vi.stubEnv('SITREP_KEY', undefined);
    expect([again.exitCode, again.out]).toEqual([0, expect.stringMatching(/^0 reports recorded, 1 already there/m)]);
  });
});
