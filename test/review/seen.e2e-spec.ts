import { default_sensitivity } from '#platform';
import { claim, figure } from '../harness/api-client.js';
import { logKinds } from '../harness/running-sitrep.js';
import { sealedCursor } from '../harness/sealed-cursor.js';
import { Desk } from './desk.js';

type Who = keyof Desk['keys'];

describe.each(logKinds())('who sees which drafts, on the %s log', (kind) => {
  let desk: Desk;
  beforeAll(async () => {
    const sensitivity = { ...default_sensitivity, outlets: { Whisper: 'secret' }, places: { house: 'restricted' } };
    desk = await Desk.open(kind, sensitivity);
    const house = { id: 'house', name: 'house', kind: 'building', parent: 'mosul', timeZone: 'Asia/Baghdad' };
    await desk.post('/v1/places', 'edith', house, 201);
    await desk.sitrep.settled();
  });
  afterAll(() => desk.stop());

  const idsFor = async (who: Who, query = ''): Promise<readonly string[]> =>
    (await desk.get(`/v1/drafts?limit=1000${query}`, who)).items.map(({ id }: { id: string }) => id);
  const secret = { sensitivity: 'restricted', summary: 'A resident saw it.', figures: [] };

  it('is a person, whichever of two keys of one name asks, sends, decides or is assigned', async () => {
    const id = await desk.drafted();
    const { sentBy } = (await desk.get(`/v1/drafts/${id}`, 'rita')) as { sentBy: { id: string } };
    for (const who of ['rita', 'ritaToo'] as const) {
      expect(await idsFor(who)).toContain(id);
      expect(await idsFor(who, '&sentBy=me')).toContain(id);
      expect(await idsFor(who, `&sentBy=${sentBy.id}`)).toContain(id);
    }
    expect(await idsFor('omar')).not.toContain(id);
    expect(await idsFor('edith', '&sentBy=me')).not.toContain(id);
    await desk.post(`/v1/drafts/${id}/assignment`, 'edith', { assignee: 'me' }, 200);
    expect(await idsFor('edithToo', '&assignee=me')).toContain(id);
    expect(await idsFor('egon', '&assignee=me')).not.toContain(id);
    await desk.post(`/v1/drafts/${id}/approval`, 'edith', { note: 'Seen.' }, 201);
    await desk.sitrep.settled();
    await desk.post(`/v1/drafts/${id}/approval`, 'edithToo', { note: 'Seen.' }, 200);
    await desk.post(`/v1/drafts/${id}/approval`, 'edithToo', { note: 'Not seen.' }, 409);
    await desk.post(`/v1/drafts/${id}/approval`, 'egon', { note: 'Seen.' }, 409);
  });

  it('sees nothing more with the cursor of somebody else, or with one of another list', async () => {
    for (const day of ['08', '09', '10']) await desk.drafted({ reportedAt: `2017-03-${day}T10:00:00Z` });
    const { id: own } = await desk.post(
      '/v1/reports',
      'omar',
      desk.report({ reportedAt: '2017-03-11T10:00:00Z' }),
      201,
    );
    await desk.sitrep.settled();
    const { links } = await desk.get('/v1/drafts?limit=1', 'rita');
    const next = new URL(links[1].href as string, desk.client.url);
    const { items } = await desk.get(`${next.pathname}${next.search}`, 'omar');
    expect(items.map(({ id }: { id: string }) => id)).toEqual([own]);
    const { links: others } = await desk.get('/v1/places?limit=1', 'rita');
    const after = new URL(others[1].href as string, desk.client.url).searchParams.get('after') ?? '';
    const made = await sealedCursor(desk.sitrep.editions, '/v1/drafts', `x.${own}`);
    expect((await desk.ask('GET', `/v1/drafts?after=${after}`, 'omar')).body.errors).toMatchObject([
      { code: 'not_a_cursor' },
    ]);
    expect((await desk.ask('GET', `/v1/drafts?after=${made}`, 'omar')).body.errors).toMatchObject([
      { parameter: 'after', code: 'not_understood' },
    ]);
  });

  it('is who sent it, in full and whatever its level, before it is decided about and after', async () => {
    const id = await desk.drafted(secret);
    const other = await desk.drafted({ ...secret, contradicts: [id] });
    const full = { id, summary: secret.summary, outlet: 'Reuters', sentBy: { name: 'Rita' } };
    const seen = async (who: Who, more: object): Promise<void> => {
      const answer = await desk.get(`/v1/drafts/${id}`, who);
      expect(answer).toMatchObject({ ...full, ...more, report: { summary: secret.summary } });
      expect(answer.readings).toMatchObject([{ report: { summary: secret.summary, sensitivity: 'restricted' } }]);
      expect(JSON.stringify(answer)).not.toContain('withheld');
      const { items } = await desk.get('/v1/drafts?state=new,approved&limit=1000', who);
      expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({ ...full, ...more });
    };
    for (const who of ['rita', 'ritaToo', 'edith'] as const) await seen(who, { state: 'new', decision: null });
    await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201);
    await desk.sitrep.settled();
    const decision = { kind: 'approved', by: { name: 'Edith' } };
    for (const who of ['rita', 'ritaToo'] as const) await seen(who, { state: 'approved', decision });
    // The report is another matter: of that the levels say who reads it.
    expect((await desk.ask('GET', `/v1/reports/${id}`, 'rita')).status).toBe(404);
    const { text } = await desk.ask('GET', '/v1/reports', 'rita');
    expect(text).not.toContain(id);
    expect(text).not.toContain(secret.summary);
    for (const one of [id, other]) {
      expect(await idsFor('omar', '&state=new,approved')).not.toContain(one);
      expect((await desk.ask('GET', `/v1/drafts/${one}`, 'omar')).status).toBe(404);
    }
  });

  it('is nobody else who is not cleared for each of its readings, whatever names the level', async () => {
    const control = [{ ...claim, place: 'house' }];
    const condition = [{ place: 'house', state: 'damaged', effective: '2017-03-07', confidence: 'high' }];
    const figures = [{ ...figure, place: 'house' }];
    const [plain, none] = [await desk.drafted(), { control: [], figures: [] }];
    const over = await Promise.all(
      [
        { sensitivity: 'secret' },
        { source: { outlet: 'Whisper' } },
        { ...none, places: ['house'] },
        { ...none, control },
        { ...none, type: 'infrastructure_condition', condition },
        { ...none, figures },
      ].map((more) => desk.drafted(more)),
    );
    const revised = await desk.drafted();
    const restricted = desk.report({ sensitivity: 'restricted' });
    const { report } = await desk.get(`/v1/drafts/${revised}`, 'ada');
    const { externalId } = report as { externalId: string };
    for (const words of [{ ...restricted, externalId }, desk.report({ externalId })]) {
      await desk.post(`/v1/drafts/${revised}/revisions`, 'ada', { report: words, reason: 'Level.' }, 201);
      await desk.sitrep.settled();
    }
    const found = await idsFor('internal');
    expect(found).toContain(plain);
    for (const id of [...over, revised]) {
      expect(found).not.toContain(id);
      expect(await idsFor('ada')).toContain(id);
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['POST', '/preview', {}],
        ['POST', '/approval', {}],
        ['POST', '/comments', { text: 'What is it?' }],
      ] as const)
        expect((await desk.ask(method, `/v1/drafts/${id}${path}`, 'internal', body)).status).toBe(404);
    }
  });

  it('is to whom it is assigned: nobody but who may decide about that draft', async () => {
    const id = await desk.drafted(secret);
    const path = `/v1/drafts/${id}/assignment`;
    const known = new Map((await desk.client.keys.list()).map((key) => [key.name, `key:${key.id}`]));
    const gone = await desk.client.keys.create({ name: 'Gone', roles: ['editor'], outlets: [], places: [] });
    await desk.client.keys.revoke(gone.id, 'operator');
    for (const [assignee, code, why] of [
      ['Egon', 'unknown_person', 'Egon'],
      ['key:000000000000', 'unknown_person', 'key:000000000000'],
      ['oidc:nobody', 'unknown_person', 'oidc:nobody'],
      [known.get('Rita'), 'no_reviewer', 'Rita may not decide'],
      [known.get('Ravi'), 'no_reviewer', 'Ravi may not decide'],
      [known.get('Bea'), 'no_reviewer', 'Bea may not see'],
      [known.get('Ines'), 'no_reviewer', 'Ines may not see'],
      [`key:${gone.id}`, 'no_reviewer', 'revoked'],
    ] as const) {
      const refused = await desk.post(path, 'edith', { assignee }, 422);
      expect(refused.errors).toMatchObject([{ pointer: '/assignee', code }]);
      expect(refused.errors[0].detail).toContain(why);
    }
    expect((await desk.get(`/v1/drafts/${id}`, 'edith')).assignee).toBeNull();
    await desk.post(path, 'edith', { assignee: known.get('Egon') }, 200);
    expect((await desk.get(`/v1/drafts/${id}`, 'edith')).assignee).toMatchObject({ name: 'Egon' });
    await desk.post(path, 'edith', {}, 200);
    expect((await desk.get(`/v1/drafts/${id}`, 'edith')).assignee).toBeNull();
  });
});

describe.each(logKinds())('what may be a duplicate, on the %s log', (kind) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open(kind);
  });
  afterAll(() => desk.stop());

  /** More than are compared with one report, a week and more apart from all others. */
  const crowd = (days: { occurred: { from: string; to: string }; reportedAt: string }): readonly object[] =>
    Array.from({ length: 520 }, (_, index) =>
      desk.report({ summary: `Shelling ${index}`, control: [], figures: [], ...days }),
    );
  const sendAll = async (lines: readonly object[], query: string): Promise<void> => {
    const answers = await desk.batch('edith', lines, query);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    await desk.sitrep.settled();
  };
  const idsOf = (list: readonly { report: { report: { id: string } } }[]): readonly string[] =>
    list.map((one) => one.report.report.id);

  it('is found behind however many drafts of other days, and reports that were made known since', async () => {
    const { id: published } = await desk.post('/v1/reports', 'edith', desk.report({ figures: [] }), 201);
    const early = { occurred: { from: '2017-02-07', to: '2017-02-07' }, reportedAt: '2017-02-08T10:00:00Z' };
    const late = { occurred: { from: '2017-04-07', to: '2017-04-07' }, reportedAt: '2017-04-08T10:00:00Z' };
    await sendAll(crowd(early), 'draft=true');
    await sendAll(crowd(late), 'draft=false');
    const one = await desk.drafted({ figures: [] });
    const other = await desk.drafted({ figures: [] });
    const shown = await desk.get(`/v1/drafts/${other}`, 'egon');
    expect(idsOf(shown.likelyDuplicateDrafts)).toEqual([one]);
    expect(idsOf(shown.likelyDuplicates)).toEqual([published]);
  });
});
