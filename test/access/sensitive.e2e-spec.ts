import { default_sensitivity } from '#platform';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { type SqlReader, sqlReader } from '../harness/sql-reader.js';
import { quick } from '../watches/quick-pace.js';
import { KeyedClient } from './keyed-client.js';
import {
  bytesOf,
  counted,
  elsewhere,
  higher,
  lower,
  linked,
  open,
  questionsOf,
  registered,
  report,
  secrets,
  withheld,
} from './withheld-report.js';

describe.each(logKinds())('a report that is withheld, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let sql: SqlReader;
  let [below, at] = ['', ''];
  let id = '';
  let watch = '';
  beforeAll(async () => {
    const sensitivity = { ...default_sensitivity, places: { house: 'restricted' } };
    sitrep = await startSitrep(kind, undefined, { anonymous: 'write' }, { watchPace: quick, sensitivity });
    client = await KeyedClient.of(sitrep);
    for (const [path, bodies] of registered)
      for (const body of bodies) expect((await client.ask('POST', path, undefined, body)).status).toBe(201);
    await sitrep.settled();
    [below, at] = [
      await client.keyFor(['editor', 'analyst'], { clearance: 'internal' }),
      await client.keyFor(['editor']),
    ];
    const kinds = ['changedHands', 'firstReported', 'refined', 'condition', 'amendment', 'contradiction'];
    const asked = { name: 'all', question: { kinds } };
    watch = ((await (await client.ask('POST', '/v1/watches', at, asked)).json()) as { id: string }).id;
    const { id: visible } = (await (await client.ask('POST', '/v1/reports', at, open)).json()) as { id: string };
    const sent = await client.ask('POST', '/v1/reports', at, withheld);
    id = ((await sent.json()) as { id: string }).id;
    expect(sent.status).toBe(201);
    await sitrep.settled();
    expect((await client.ask('POST', '/v1/incidents/links', at, linked([id, visible]))).status).toBe(201);
    await sitrep.settled();
    sql = await sqlReader(sitrep);
  });
  afterAll(async () => {
    await sql?.close();
    await sitrep?.stop();
  });

  const ogc = ['places', 'reports', 'control', 'control-history', 'conditions'].flatMap((name) => [
    `/ogc/collections/${name}/items?limit=100`,
    `/ogc/collections/${name}/items/${id}`,
  ]);

  it('is nowhere in any byte of any answer, in any format, below its level; and all of it is at its level', async () => {
    const description = await client.ask('GET', '/openapi.json');
    const { paths } = (await description.json()) as { readonly paths: Parameters<typeof questionsOf>[0] };
    const asked = [...questionsOf(paths, id, watch), ...ogc];
    expect(asked.length).toBeGreaterThan(100);
    const found = new Set<string>();
    const leaks: string[] = [];
    let answered = 0;
    for (const question of asked) {
      const shown = await bytesOf(await client.ask('GET', question, at));
      for (const secret of [...secrets, id]) if (shown.includes(secret)) found.add(secret);
      const answer = await client.ask('GET', question, below);
      expect(answer.status, question).toBeLessThan(500);
      if (answer.status === 200) answered += 1;
      const text = (await bytesOf(answer)).replaceAll(
        question.includes('zarqunite') ? /[?&"]q(?:=|":\s*")zarqunite/g : '\0',
        '',
      );
      const own = question.includes(id) ? secrets : [...secrets, id, id.slice(0, 8)];
      for (const secret of own) if (text.includes(secret)) leaks.push(`${question}: ${secret}`);
    }
    expect(leaks).toEqual([]);
    expect(answered).toBeGreaterThan(80);
    expect([...found].sort()).toEqual([...secrets, id].sort());
  }, 120_000);

  const json = async (path: string, key = below): Promise<Record<string, unknown>> =>
    (await (await client.ask('GET', path, key)).json()) as Record<string, unknown>;
  type Items = readonly Record<string, unknown>[];

  it('counts all the same, and the answer says that it is withheld', async () => {
    const [tallies, full] = [await json('/v1/tallies?measure=killed'), await json('/v1/tallies?measure=killed', at)];
    const numbers = (answer: Record<string, unknown>) => (answer['items'] as Items).map(({ combined }) => combined);
    expect(numbers(tallies)).toEqual(numbers(full));
    expect([tallies['withheld'], full['withheld']]).toEqual([1, undefined]);
    const held = (await json('/v1/control?place=house'))['items'] as Items;
    expect(held).toMatchObject([{ status: 'held', holders: ['blues'] }]);
    expect((held[0]?.['reports'] as Items)[0]).toMatchObject({ externalId: null, withheld: true });
  });

  it('reads coarsened in a list, by place, time, source and count', async () => {
    const { items, withheld: many } = await json('/v1/reports');
    const coarse = (items as Items).find((one) => one['withheld'] === true);
    expect(many).toBe(1);
    expect(coarse).toMatchObject({
      summary: 'withheld',
      places: ['plain'],
      occurred: { from: '2020-03-01', precision: 'month' },
      reportedAt: '2020-03-01T00:00:00.000Z',
      knownFrom: '2020-03-01T00:00:00.000Z',
      figures: [],
      control: [],
      source: { outlet: 'withheld', chain: [] },
    });
    expect(coarse).not.toHaveProperty('externalId');
    expect(coarse).not.toHaveProperty('note');
  });

  it.each(['q=zarqunite', 'q=hill', 'outlet=Nightjar Wire', 'externalId=NJ-7781', 'place=house', 'figures=true'])(
    'is not found by what is withheld of it: %s',
    async (filter) => {
      const of = async (key: string) => {
        const answer = await json(`/v1/reports?${filter}&facets=type`, key);
        return { total: answer['total'], ids: (answer['items'] as Items).map((one) => one['id']) };
      };
      const [less, all] = [await of(below), await of(at)];
      expect(all.ids).toContain(id);
      expect(less.total).toBe(less.ids.length);
      expect(less.ids.length).toBe(all.ids.length - 1);
    },
  );

  it('is told by nobody from one that does not exist', async () => {
    const none = '00000000-0000-5000-8000-000000000000';
    for (const path of [
      '/v1/reports/ID',
      '/v1/incidents/ID?knownAt=2021-01-01',
      '/v1/tallies?measure=killed&incident=ID&knownAt=2021-01-01',
      '/v1/reports?incident=ID&knownAt=2021-01-01',
    ]) {
      const [hidden, absent] = await Promise.all(
        [id, none].map(async (one) => {
          const answer = await client.ask('GET', path.replace('ID', one), below);
          return [answer.status, (await answer.text()).replaceAll(one, 'ID')];
        }),
      );
      expect(hidden, path).toEqual(absent);
    }
  });

  it('is in no message of a watch, which says what came of it', async () => {
    await expect
      .poll(async () => (await client.ask('GET', `/v1/watches/${watch}/feed`, at)).text(), { timeout: 20_000 })
      .toContain('A house');
    const rows = await sitrep.database.query<{ text: string }>('select m::text as text from sitrep.watch_message m');
    for (const secret of [...secrets, id]) expect(rows.filter(({ text }) => text.includes(secret))).toEqual([]);
  });

  it('is in no row that is read by SQL', async () => {
    const read = async (from: string) => JSON.stringify(await sql.rows(`select * from sitrep.${from}`));
    const views = ['reports', 'places', 'tallies', 'actors', "control_on('2020-03-18')", "conditions_on('2020-03-18')"];
    const rows = await Promise.all([...views, 'control_history()'].map(read));
    for (const secret of [...secrets, id]) expect(rows.filter((text) => text.includes(secret))).toEqual([]);
    expect(rows[0]).toContain('Seen by O-1');
    expect(rows[4]).toContain('blues');
  });

  it('is withheld from the moment on that a correction raises its level, for all that was known before', async () => {
    const sent = await client.ask('POST', '/v1/reports', at, report('O-2', 'Desk', { summary: 'A quelquechose.' }));
    const { id: raised } = (await sent.json()) as { id: string };
    await sitrep.settled();
    const earlier = `/v1/reports?knownAt=2020-03-18T12:00:00Z`;
    const admin = await client.keyFor(['admin']);
    const order = { name: 'stands', definition: { without: { outlets: ['nobody'] } } };
    expect((await client.ask('POST', '/v1/editions', admin, order)).status).toBe(202);
    const standing = '/v1/reports?edition=stands';
    await expect
      .poll(async () => (await client.ask('GET', standing, below)).text(), { timeout: 20_000 })
      .toContain('quelquechose');
    // Asked again, so that an answer that is kept would be found.
    for (const path of [earlier, standing, earlier, standing])
      expect(JSON.stringify(await json(path))).toContain('quelquechose');
    const { externalId: _own, ...lowered } = report('O-2', 'Desk', { summary: 'A quelquechose.' });
    const again = { ...lowered, sensitivity: 'secret' };
    const correction = { reportedAt: '2020-04-01T00:00:00Z', reason: 'It names people.', report: again };
    expect((await client.ask('POST', `/v1/reports/${raised}/corrections`, at, correction)).status).toBe(201);
    const back = { reportedAt: '2020-04-02T00:00:00Z', reason: 'No.', report: lowered };
    expect((await client.ask('POST', `/v1/reports/${raised}/corrections`, at, back)).status).toBe(201);
    await sitrep.settled();
    for (const path of [earlier, standing, '/v1/reports', `/v1/reports/${raised}`])
      expect(JSON.stringify(await json(path))).not.toContain('quelquechose');
    expect(JSON.stringify(await json(earlier, admin))).toContain('quelquechose');
  });

  it('is withheld where nothing but a figure names a place that is', async () => {
    const { id: one } = (await (await client.ask('POST', '/v1/reports', at, counted)).json()) as { id: string };
    await sitrep.settled();
    expect((await client.ask('GET', `/v1/reports/${one}`, below)).status).toBe(404);
    expect(JSON.stringify(await json('/v1/reports'))).not.toContain('chambrette');
    expect(JSON.stringify(await sql.rows('select * from sitrep.reports'))).not.toContain('chambrette');
    expect(JSON.stringify(await json('/v1/reports', at))).toContain('chambrette');
  });

  it('is in nobody’s queue as a draft who is not cleared for every reading of it, whatever names the level', async () => {
    const ids: string[] = [];
    for (const one of [higher, elsewhere]) {
      const sent = await client.ask('POST', '/v1/reports?draft=true', at, one);
      ids.push(((await sent.json()) as { id: string }).id);
    }
    await sitrep.settled();
    const revision = { report: lower, reason: 'Less.' };
    expect((await client.ask('POST', `/v1/drafts/${ids[0]}/revisions`, at, revision)).status).toBe(201);
    await sitrep.settled();
    const queue = async (key: string) => JSON.stringify((await json('/v1/drafts', key))['items']);
    for (const draft of ids) {
      expect(await queue(below)).not.toContain(draft);
      expect(await queue(at)).toContain(draft);
      for (const [method, path] of [
        ['GET', ''],
        ['POST', '/preview'],
        ['POST', '/approval'],
      ] as const) {
        const body = path === '/approval' ? {} : undefined;
        expect((await client.ask(method, `/v1/drafts/${draft}${path}`, below, body)).status).toBe(404);
      }
      expect((await client.ask('GET', `/v1/drafts/${draft}`, at)).status).toBe(200);
    }
    const twice = await client.ask('POST', '/v1/drafts/approvals', at, { ids: [...ids, ...ids] });
    expect(await twice.json()).toMatchObject({ approved: 2, more: false });
  });

  it.each(['?draft=true', '?draft=true&dryRun=false'])(
    'is recorded by its id where a draft names it: %s',
    async (as) => {
      const draft = { ...report(`D-3${as.length}`, 'Desk', {}), places: ['plain'] };
      const sent = await client.ask('POST', `/v1/reports${as}`, below, { ...draft, contradicts: [id] });
      const { id: one } = (await sent.json()) as { id: string };
      await sitrep.settled();
      const contradicts = async () => (await json(`/v1/drafts/${one}`, at))['report'];
      expect(await contradicts()).toMatchObject({ contradicts: [id] });
      const revision = { report: { ...draft, summary: 'Other words.', contradicts: [id] }, reason: 'Words.' };
      expect((await client.ask('POST', `/v1/drafts/${one}/revisions`, below, revision)).status).toBe(201);
      await sitrep.settled();
      expect(await contradicts()).toMatchObject({ summary: 'Other words.', contradicts: [id] });
    },
  );

  it('names one of the levels that are set, or is refused with them', async () => {
    const answer = await client.ask('POST', '/v1/reports', at, { ...open, externalId: 'O-3', sensitivity: 'hush' });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/sensitivity', code: 'unknown_level' }] });
  });

  it('has no cursor that can be read, changed, or sent with another question', async () => {
    const page = await json('/v1/reports?limit=1', at);
    const { href = '' } =
      (page['links'] as readonly { rel: string; href: string }[]).find(({ rel }) => rel === 'next') ?? {};
    const after = new URL(href, 'http://x').searchParams.get('after') ?? '';
    expect(Buffer.from(after, 'base64url').toString('latin1')).not.toMatch(/reports|[0-9a-f]{8}-/);
    expect((await client.ask('GET', href, at)).status).toBe(200);
    for (const other of [`/v1/incidents?after=${after}`, `/v1/reports?after=${after.slice(0, -2)}AA`])
      expect((await client.ask('GET', other, at)).status).toBe(400);
    const search = (body: object, query: string) => client.ask('POST', `/v1/reports/search${query}`, at, body);
    const first = (await (await search({ q: 'hill' }, '?limit=1')).json()) as typeof page;
    const next =
      (first['links'] as readonly { rel: string; href: string }[]).find(({ rel }) => rel === 'next')?.href ?? '';
    const at_next = next.slice(next.indexOf('?'));
    expect((await search({ q: 'hill' }, at_next)).status).toBe(200);
    expect((await search({ q: 'column' }, at_next)).status).toBe(400);
  });
});
