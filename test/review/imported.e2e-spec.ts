import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../import/running-import.js';
import { logKinds } from '../harness/running-sitrep.js';
import { Desk } from './desk.js';

type Who = keyof Desk['keys'];
interface Ended {
  readonly bundle: string;
  readonly reports: object;
  readonly drafts: object;
  readonly reasons: readonly { readonly reason: string }[];
}

const mapping = (outlet: string): string =>
  JSON.stringify({
    timeZone: 'Asia/Baghdad',
    report: {
      externalId: { column: 'No' },
      type: 'clash',
      summary: { column: 'What' },
      occurred: { from: { column: 'Day', as: 'day' }, to: { column: 'Day', as: 'day' } },
      reportedAt: '2017-03-09T10:00:00Z',
      places: ['mosul'],
      source: { outlet },
    },
  });

describe.each(logKinds())('a file whose rows are drafts, on the %s log', (kind) => {
  let desk: Desk;
  let folder: string;
  beforeAll(async () => {
    desk = await Desk.open(kind);
    folder = await mkdtemp(join(tmpdir(), 'sitrep-drafts-'));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
    await desk.stop();
  });

  const fileOf = async (outlet: string, ...whats: string[]): Promise<string> => {
    const file = join(folder, `${outlet}.csv`);
    const rows = whats.map((what, index) => `${outlet}-${index + 1},2017-03-07,${what}`);
    await writeFile(file, ['No,Day,What', ...rows].join('\n'));
    await writeFile(`${file}.json`, mapping(outlet));
    return file;
  };
  /** By the command line, with the key of somebody. */
  const imports = async (who: Who, outlet: string, whats: readonly string[], ...more: string[]) => {
    vi.stubEnv('SITREP_KEY', desk.keys[who]);
    const file = await fileOf(outlet, ...whats);
    const { out, err } = await runImport(
      desk.sitrep,
      desk.client.url,
      file,
      '--map',
      `${file}.json`,
      '--json',
      ...more,
    );
    return { ended: JSON.parse(out) as Ended, err };
  };
  const summariesOf = async (outlet: string, state = 'new,needs_work,approved,rejected') => {
    const { items } = await desk.get(`/v1/drafts?limit=100&outlet=${outlet}&state=${state}`, 'edith');
    const named = (items as { externalId: string; summary: string }[]).map((one) => [one.externalId, one.summary]);
    return Object.fromEntries(named) as Record<string, string>;
  };
  const idsOf = async (outlet: string): Promise<readonly string[]> => {
    const { items } = await desk.get(`/v1/drafts?limit=100&outlet=${outlet}`, 'edith');
    const inOrder = (items as { id: string; externalId: string }[]).toSorted((a, b) =>
      a.externalId < b.externalId ? -1 : 1,
    );
    return inOrder.map(({ id }) => id);
  };
  const none = { recorded: 0, present: 0, corrected: 0, retracted: 0, refused: 0 };

  it('says of drafts that they are drafts, and how to approve them, whoever made them wait', async () => {
    for (const [who, outlet, more] of [
      ['rita', 'setting', []],
      ['edith', 'asked', ['--draft']],
    ] as const) {
      const { ended, err } = await imports(who, outlet, ['Shots', 'Shells'], ...more);
      expect(ended.reports).toMatchObject(none);
      expect(ended.drafts).toEqual({ recorded: 2, revised: 0 });
      expect(err).toContain(
        `2 drafts recorded, 0 revised. Approve the new ones: sitrep review approve --bundle ${ended.bundle}`,
      );
      expect((await desk.get(`/v1/drafts?bundle=${ended.bundle}`, 'edith')).items).toHaveLength(2);
    }
    const { ended, err } = await imports('edith', 'outright', ['Shots']);
    expect([ended.reports, ended.drafts]).toMatchObject([{ recorded: 1 }, { recorded: 0, revised: 0 }]);
    expect(err).not.toContain('review');
    const tried = await imports('edith', 'tried', ['Shots'], '--draft', '--dry-run');
    expect(tried.ended).toMatchObject({ drafts: { recorded: 1, revised: 0 }, reports: none });
  });

  it('revises the drafts of rows that have changed, and nothing else, however often it is imported', async () => {
    await imports('rita', 'wire', ['Shots', 'Shells', 'Smoke']);
    const [first, second] = await idsOf('wire');
    // What an editor has made of a draft stays, as long as the file says nothing new of it.
    const { report } = await desk.get(`/v1/drafts/${second}`, 'edith');
    const edited = { report: { ...report, summary: 'Shells fell.' }, reason: 'A sentence.' };
    await desk.post(`/v1/drafts/${second}/revisions`, 'edith', edited, 201);
    await desk.post(`/v1/drafts/${first}/state`, 'edith', { state: 'needs_work' }, 200);
    await desk.sitrep.settled();
    const changed = ['Shots at the bridge', 'Shells', 'Smoke'];
    const { ended: tried } = await imports('rita', 'wire', changed, '--dry-run');
    const { ended, err } = await imports('rita', 'wire', changed);
    expect([tried.reports, tried.drafts]).toEqual([ended.reports, ended.drafts]);
    expect(ended.reports).toMatchObject({ ...none, present: 2 });
    expect(ended.drafts).toEqual({ recorded: 0, revised: 1 });
    expect(err).toContain('0 drafts recorded, 1 revised. They wait for an approval: sitrep review list');
    const reading = { 'wire-1': 'Shots at the bridge', 'wire-2': 'Shells fell.', 'wire-3': 'Smoke' };
    expect(await summariesOf('wire')).toEqual(reading);
    const shown = await desk.get(`/v1/drafts/${first}`, 'edith');
    expect(shown).toMatchObject({ state: 'new', revisions: 1 });
    expect(shown.readings).toMatchObject([{}, { by: { name: 'Rita' }, reason: 'It was sent again in other words.' }]);
    for (const who of ['rita', 'ritaToo'] as const)
      expect((await imports(who, 'wire', changed)).ended).toMatchObject({
        reports: { ...none, present: 3 },
        drafts: { recorded: 0, revised: 0 },
      });
    // And what the file says now and said before is new again.
    await imports('rita', 'wire', ['Shots', 'Shells', 'Smoke']);
    expect(await summariesOf('wire')).toEqual({ ...reading, 'wire-1': 'Shots' });
  });

  it('refuses rows that have changed since somebody decided, and says why', async () => {
    await imports('rita', 'late', ['Shots', 'Shells']);
    const [first, second] = await idsOf('late');
    await desk.post(`/v1/drafts/${first}/approval`, 'edith', {}, 201);
    await desk.post(`/v1/drafts/${second}/rejection`, 'edith', { reason: 'A rumour.' }, 201);
    await desk.sitrep.settled();
    const unchanged = await imports('rita', 'late', ['Shots', 'Shells']);
    expect(unchanged.ended.reports).toMatchObject({ ...none, present: 2 });
    const { ended: tried } = await imports('rita', 'late', ['Shots!', 'Shells!'], '--dry-run');
    const { ended, err } = await imports('rita', 'late', ['Shots!', 'Shells!']);
    expect([tried.reports, tried.reasons]).toEqual([ended.reports, ended.reasons]);
    expect(ended.reports).toMatchObject({ ...none, refused: 2 });
    expect(err).toContain('changes nothing that counts');
    expect(err).toContain('stands for a draft with other content, which is rejected: "A rumour."');
    const { ended: theirs, err: said } = await imports('omar', 'late', ['Shots', 'Shells!']);
    expect(theirs.reports).toMatchObject({ ...none, present: 1, refused: 1 });
    expect(said).toContain('which is rejected. Send the report under another externalId.');
    const asked = await imports('edith', 'late', ['Shots!', 'Shells!'], '--draft');
    expect(asked.ended.reports).toMatchObject({ ...none, refused: 2 });
    expect(asked.err).toContain('no correction or retraction waits for an approval. Import it without draft.');
    expect(await summariesOf('late')).toEqual({ 'late-1': 'Shots', 'late-2': 'Shells' });
  });

  it('does not touch the draft of somebody whose drafts the importer does not see', async () => {
    await imports('rita', 'hers', ['Shots']);
    const { ended, err } = await imports('omar', 'hers', ['Shots!']);
    expect([ended.reports, ended.drafts]).toMatchObject([
      { ...none, refused: 1 },
      { recorded: 0, revised: 0 },
    ]);
    expect(err).toContain('stands for a draft with other content');
    expect(await summariesOf('hers')).toEqual({ 'hers-1': 'Shots' });
    const { ended: by } = await imports('edith', 'hers', ['Shots!'], '--draft');
    expect(by.drafts).toEqual({ recorded: 0, revised: 1 });
    expect(await summariesOf('hers')).toEqual({ 'hers-1': 'Shots!' });
  });

  it('is uploaded with the same outcome, and lines are sent so alone that ask for it', async () => {
    const upload = async (...whats: string[]): Promise<Ended> => {
      const form = new FormData();
      form.set('file', new Blob([`No,Day,What\nup-1,2017-03-07,${whats.join()}`]), 'up.csv');
      form.set('mapping', new Blob([mapping('up')]), 'up.json');
      form.set('draft', 'true');
      const headers = { authorization: `Bearer ${desk.keys.edith}` };
      const response = await fetch(`${desk.client.url}/v1/imports`, { method: 'POST', headers, body: form });
      const lines = (await response.text()).trimEnd().split('\n');
      await desk.sitrep.settled();
      return JSON.parse(lines.at(-1) ?? '') as Ended;
    };
    expect((await upload('Shots')).drafts).toEqual({ recorded: 1, revised: 0 });
    expect((await upload('Shots!')).drafts).toEqual({ recorded: 0, revised: 1 });
    expect((await upload('Shots!')).drafts).toEqual({ recorded: 0, revised: 0 });
    const report = desk.report();
    const [sent] = await desk.batch('edith', [report]);
    await desk.sitrep.settled();
    const other = { ...report, summary: 'Other words.' };
    expect(await desk.batch('edith', [other])).toMatchObject([{ status: 409 }]);
    const revised = await desk.batch('edith', [other, { ...other, type: 'rumour' }], 'draft=true&revise=true');
    expect(revised).toMatchObject([{ status: 201, id: sent.id, review: 'new', revised: true }, { status: 422 }]);
    expect(await desk.batch('edith', [other], 'revise=true')).toMatchObject([{ status: 200, review: 'new' }]);
    // At once: what was sent a line ago is a draft, too, tried as sent; without an end of nothing behind what is refused.
    const twice = [desk.report({ externalId: 'twice' }), desk.report({ externalId: 'twice', summary: 'Other words.' })];
    const became = [{ status: 201 }, { status: 201, revised: true }, { status: 200 }];
    for (const dryRun of ['true', 'false'])
      expect(
        await desk.batch('edith', [...twice, ...twice.slice(1)], `draft=true&revise=true&dryRun=${dryRun}`),
      ).toMatchObject(became);
    await desk.post('/v1/reports', 'edith', desk.report({ externalId: 'outright' }), 201);
    await desk.sitrep.settled();
    const [taken] = await desk.batch(
      'edith',
      [desk.report({ externalId: 'outright', summary: 'Other.' })],
      'draft=true&revise=true',
    );
    expect(taken).toMatchObject({
      status: 409,
      problem: { detail: expect.stringMatching(/corrections\.$/) as string },
    });
  });
});
