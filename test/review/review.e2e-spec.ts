import { editionDigest, live_edition, verifyEdition } from '#editions';
import { some_uuid } from '../harness/api-client.js';
import { logKinds } from '../harness/running-sitrep.js';
import { Desk } from './desk.js';

describe.each(logKinds())('a draft and its review, on the %s log', (kind) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open(kind);
  });
  afterAll(() => desk.stop());

  const holderOf = async (place: string, query = ''): Promise<unknown> => {
    const { items } = await desk.get(`/v1/control?place=${place}&validAt=2017-03-09${query}`, 'reader');
    return { status: items[0].status, holders: items[0].holders };
  };
  const unknown = { status: 'unknown', holders: [] };
  const taken = { status: 'held', holders: ['iraq'] };

  it('lives from the reporter to the answers, with a question in between', async () => {
    const report = { ...desk.report({ summary: 'The city fell.' }) };
    const { id, position } = await desk.post('/v1/reports', 'rita', report, 201);
    expect(position).toBeDefined();
    const listed = await desk.get(`/v1/drafts?minPosition=${position.partition}:${position.offset}`, 'edith');
    expect(listed.total).toBe(1);
    expect(listed.items).toMatchObject([
      { id, state: 'new', sentBy: { name: 'Rita' }, assignee: null, decision: null },
    ]);
    expect(await holderOf('mosul')).toEqual(unknown);
    await desk.post(`/v1/drafts/${id}/assignment`, 'edith', { assignee: 'me' }, 200);
    await desk.post(`/v1/drafts/${id}/state`, 'edith', { state: 'needs_work', comment: 'All of it?' }, 200);
    expect((await desk.get('/v1/drafts?assignee=me&state=needs_work', 'edith')).items).toHaveLength(1);
    await desk.post(`/v1/drafts/${id}/comments`, 'rita', { text: 'The west of it.' }, 200);
    const revision = { report: { ...report, summary: 'The west of the city fell.' }, reason: 'As asked.' };
    const revised = await desk.post(`/v1/drafts/${id}/revisions`, 'rita', revision, 201);
    await desk.post(`/v1/drafts/${id}/revisions`, 'rita', { ...revision, report: desk.report() }, 422);
    await desk.sitrep.settled();
    const before = await desk.get(`/v1/drafts/${id}`, 'rita');
    expect(before).toMatchObject({
      state: 'new',
      revision: revised.eventId,
      revisions: 1,
      mayApprove: 'not_an_editor',
    });
    expect(
      before.readings.map((one: { changed: readonly { member: string; after: string }[] }) => one.changed),
    ).toMatchObject([[], [{ member: 'summary', after: 'The west of the city fell.' }]]);
    expect(before.readings.map((one: { report: { summary: string } }) => one.report.summary)).toEqual([
      'The city fell.',
      'The west of the city fell.',
    ]);
    expect(before.entries.map(({ kind: what }: { kind: string }) => what)).toEqual([
      'assigned',
      'state',
      'comment',
      'comment',
      'state',
    ]);
    const { effect } = await desk.post(`/v1/drafts/${id}/preview`, 'rita', {}, 200);
    expect(effect).toMatchObject([{ place: { id: 'mosul' }, on: 'control', changes: true, after: taken }]);
    const stale = await desk.post(`/v1/drafts/${id}/approval`, 'edith', { revision: id }, 409);
    expect(stale.errors).toMatchObject([{ code: 'revised_since' }]);
    await desk.post(`/v1/drafts/${id}/approval`, 'edith', { revision: revised.eventId, note: 'Seen.' }, 201);
    await desk.sitrep.settled();
    expect(await holderOf('mosul')).toEqual(taken);
    // Known since the source made it known, which is before anybody approved it.
    expect(await holderOf('mosul', '&knownAt=2017-03-09')).toEqual(taken);
    expect(await holderOf('mosul', '&knownAt=2017-03-07')).toEqual(unknown);
    const { versions, approval } = await desk.get(`/v1/reports/${id}`, 'reader');
    expect(approval).toMatchObject({ note: 'Seen.', by: { name: 'Edith' } });
    expect(versions).toMatchObject([{ summary: 'The west of the city fell.', version: 1 }]);
    expect((await desk.get(`/v1/drafts/${id}`, 'rita')).decision).toMatchObject({
      kind: 'approved',
      by: { name: 'Edith' },
      reason: 'Seen.',
    });
    const repeated = await desk.post('/v1/reports', 'rita', report, 200);
    expect(repeated).toMatchObject({ alreadyRecorded: true, review: 'approved' });
    const { items } = await desk.get('/v1/audit?limit=5', 'ada');
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'draft_approved', subject: `/v1/drafts/${id}`, name: 'Edith' }),
    );
  });

  it('is approved by somebody who neither sent nor revised it', async () => {
    const own = await desk.post('/v1/reports?draft=true', 'edith', desk.report(), 201);
    expect(own.review).toBe('new');
    await desk.sitrep.settled();
    const mayApprove = async (who: keyof Desk['keys']) => (await desk.get(`/v1/drafts/${own.id}`, who)).mayApprove;
    // What may not be done is said before anybody tries.
    expect(await Promise.all([mayApprove('edith'), mayApprove('edithToo'), mayApprove('egon')])).toEqual([
      'second_person',
      'second_person',
      'yes',
    ]);
    const { total, items } = await desk.get('/v1/drafts?limit=1', 'egon');
    expect({ total, shown: items.length }).toEqual({ total: 1, shown: 1 });
    expect((await desk.get('/v1/me', 'rita')).sendsDrafts).toBe(true);
    expect((await desk.get('/v1/me', 'edith')).sendsDrafts).toBe(false);
    expect(await desk.post(`/v1/drafts/${own.id}/approval`, 'edith', {}, 403)).toMatchObject({ code: 'second_person' });
    // Another key of the same name is the same person.
    expect(await desk.post(`/v1/drafts/${own.id}/approval`, 'edithToo', {}, 403)).toMatchObject({
      code: 'second_person',
    });
    expect((await desk.get('/v1/drafts', 'ritaToo')).items).toEqual((await desk.get('/v1/drafts', 'rita')).items);
    const report = desk.report();
    const { id } = await desk.post('/v1/reports', 'rita', report, 201);
    const revised = await desk.post(`/v1/drafts/${id}/revisions`, 'egon', { report, reason: 'Only looked.' }, 201);
    // Nobody decides about words that have been revised a moment ago.
    expect(await desk.post(`/v1/drafts/${id}/approval`, 'egon', {}, 403)).toMatchObject({ code: 'second_person' });
    expect(await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201)).toMatchObject({ revision: revised.eventId });
  });

  it('is decided about once: of two at once one wins, and the other is told who was first', async () => {
    const id = await desk.drafted();
    const [approval, rejection] = await Promise.all([
      desk.ask('POST', `/v1/drafts/${id}/approval`, 'edith', {}),
      desk.ask('POST', `/v1/drafts/${id}/rejection`, 'egon', { reason: 'Of another year.' }),
    ]);
    expect([approval.status, rejection.status].sort()).toEqual([201, 409]);
    const [winner, loser] = approval.status === 201 ? ['Edith', rejection] : ['Egon', approval];
    expect(loser.body).toMatchObject({ code: 'decided' });
    expect(loser.body.detail).toContain(winner);
    await desk.sitrep.settled();
    const late = await desk.post(`/v1/drafts/${id}/rejection`, 'ada', { reason: 'Too late.' }, 409);
    expect(late.detail).toContain(winner);
    const [path, body] = approval.status === 201 ? ['approval', {}] : ['rejection', { reason: 'Of another year.' }];
    const again = winner === 'Edith' ? 'edith' : 'egon';
    expect(await desk.post(`/v1/drafts/${id}/${path}`, again, body, 200)).toMatchObject({ alreadyRecorded: true });
    expect(await desk.post(`/v1/drafts/${id}/state`, 'ada', { state: 'new' }, 409)).toMatchObject({ code: 'decided' });
  });

  it('stays with its reason where it is rejected, and cannot be sent again in other words', async () => {
    const report = desk.ofRaqqa({ summary: 'Raqqa fell.' });
    const { id } = await desk.post('/v1/reports', 'rita', report, 201);
    await desk.sitrep.settled();
    expect((await desk.ask('POST', `/v1/drafts/${id}/rejection`, 'edith', {})).status).toBe(400);
    await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'A rumour.' }, 201);
    await desk.sitrep.settled();
    const { items } = await desk.get('/v1/drafts?state=rejected', 'rita');
    expect(
      items.map((item: { id: string; decision: { reason: string } }) => [item.id, item.decision.reason]),
    ).toContainEqual([id, 'A rumour.']);
    expect(await holderOf('raqqa')).toEqual(unknown);
    const other = await desk.post('/v1/reports', 'edith', { ...report, summary: 'Raqqa fell again.' }, 409);
    expect(other.detail).toContain('rejected');
  });

  it('is no report: nothing amends it, and who sends drafts amends no report', async () => {
    const id = await desk.drafted();
    const retraction = { reportedAt: '2017-03-10T10:00:00Z', reason: 'It was wrong.' };
    const refused = await desk.post(`/v1/reports/${id}/retractions`, 'edith', retraction, 409);
    expect(refused.detail).toContain(`/v1/drafts/${id}/revisions`);
    const link = { reportIds: [id, some_uuid], incident: 'E-X', reportedAt: retraction.reportedAt, reason: 'one' };
    await desk.post('/v1/incidents/links', 'edith', link, 422);
    const { id: sent, review } = await desk.post('/v1/reports', 'edith', desk.report(), 201);
    expect(review).toBeUndefined();
    await desk.sitrep.settled();
    const wrong = { ...retraction, reportedAt: '2999-01-01T00:00:00Z' };
    const correction = { ...wrong, report: desk.report({ places: ['nowhere'] }) };
    for (const [kind, body] of [
      ['retractions', retraction],
      ['retractions', wrong],
      ['reinstatements', wrong],
      ['corrections', correction],
    ] as const) {
      // Who may not is told so, whatever else is wrong.
      const path = `/v1/reports/${sent}/${kind}`;
      expect(await desk.post(path, 'rita', body, 403)).toMatchObject({ code: 'drafts_only' });
      if (body !== retraction) await desk.post(path, 'edith', body, 422);
    }
  });

  it('is shown within bounds: their own to reporters, their outlets and places to editors with bounds', async () => {
    const id = await desk.drafted();
    const { id: inside } = await desk.post('/v1/reports', 'omar', desk.ofRaqqa({ source: { outlet: 'SANA ' } }), 201);
    await desk.sitrep.settled();
    const idsOf = async (who: keyof Desk['keys']): Promise<readonly string[]> =>
      (await desk.get('/v1/drafts', who)).items.map((item: { id: string }) => item.id);
    expect(await idsOf('edith')).toEqual(expect.arrayContaining([id, inside]));
    expect(await idsOf('omar')).toEqual([inside]);
    expect(await idsOf('bounded')).toEqual([inside]);
    for (const who of ['omar', 'bounded'] as const)
      expect((await desk.ask('GET', `/v1/drafts/${id}`, who)).status).toBe(404);
    expect((await desk.ask('GET', '/v1/drafts', 'reader')).status).toBe(403);
    await desk.post(`/v1/drafts/${id}/approval`, 'bounded', {}, 404);
    await desk.post(`/v1/drafts/${inside}/approval`, 'bounded', {}, 201);
    await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'Not needed.' }, 201);
  });

  it('counts in an edition until a moment of recording from its approval on; what was pinned before stays', async () => {
    const { id, recordedAt } = await desk.post('/v1/reports', 'rita', desk.ofRaqqa(), 201);
    await desk.edition(`drafted-${kind}`, { until: { recordedAt: afterwards(recordedAt) } });
    const question = `/v1/control?place=raqqa&validAt=2017-03-09&edition=drafted-${kind}`;
    const before = await desk.get(question, 'reader');
    const counted = before.items[0].reports.length;
    const approval = await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201);
    await desk.sitrep.settled();
    expect((await desk.ask('GET', `/v1/reports/${id}?edition=drafted-${kind}`, 'reader')).status).toBe(404);
    const pinned = question.replace(/edition=.*/, `snapshot=${before.snapshot}`);
    expect((await desk.ask('GET', pinned, 'reader')).body.items).toEqual(before.items);
    await desk.edition(`approved-${kind}`, { until: { recordedAt: afterwards(approval.recordedAt) } });
    await desk.get(`/v1/reports/${id}?edition=approved-${kind}`, 'reader');
    const after = await desk.get(question.replace('drafted', 'approved'), 'reader');
    expect(after.items[0].reports.length).toBeGreaterThan(counted);
    await desk.edition(`known-${kind}`, { until: { knownAt: '2017-03-08T12:00:00Z' } });
    await desk.get(`/v1/reports/${id}?edition=known-${kind}`, 'reader');
    const since = await desk.get(`/v1/changes?sinceRecorded=${before.position}`, 'reader');
    expect(since.known.flatMap(({ reports }: { reports: { id: string }[] }) => reports.map((one) => one.id))).toContain(
      id,
    );
  });

  it('comes in bulk from a batch, and is approved in bulk, each by itself', async () => {
    const lines = [desk.report(), desk.report(), desk.report(), desk.report()];
    const results = await desk.batch('egon', lines, `draft=true&bundle=import-${kind}`);
    expect(results.map(({ review }) => review)).toEqual(['new', 'new', 'new', 'new']);
    await desk.sitrep.settled();
    const bundle = `import-${kind}`;
    const back = results[3]?.id as string;
    await desk.post(`/v1/drafts/${back}/state`, 'edith', { state: 'needs_work' }, 200);
    const [{ sentAt, sentBy }] = (await desk.get(`/v1/drafts?bundle=${bundle}`, 'edith')).items;
    expect(Math.abs(Date.now() - Date.parse(sentAt))).toBeLessThan(600_000);
    expect(sentBy.name).toBe('Egon');
    expect((await desk.get(`/v1/drafts?bundle=${bundle}&limit=2`, 'edith')).links).toMatchObject([{}, { rel: 'next' }]);
    expect(await desk.post('/v1/drafts/approvals', 'egon', { bundle }, 200)).toMatchObject({ approved: 0, refused: 3 });
    const [first] = results;
    const some = await desk.post('/v1/drafts/approvals', 'edith', { ids: [first.id, some_uuid] }, 200);
    expect(some.results.map(({ status }: { status: number }) => status)).toEqual([201, 404]);
    await desk.sitrep.settled();
    expect(await desk.post('/v1/drafts/approvals', 'edith', { bundle, note: 'Checked.' }, 200)).toMatchObject({
      approved: 2,
      refused: 0,
      sentBack: 1,
      more: false,
    });
    await desk.post('/v1/drafts/approvals', 'edith', {}, 422);
    await desk.sitrep.settled();
    expect((await desk.get(`/v1/drafts?bundle=${bundle}`, 'edith')).items).toMatchObject([{ id: back }]);
    const named = await desk.post('/v1/drafts/approvals', 'edith', { ids: [back] }, 200);
    expect(named).toMatchObject({ approved: 1, sentBack: 0 });
    await desk.sitrep.settled();
    expect((await desk.get(`/v1/drafts?bundle=${bundle}`, 'edith')).items).toEqual([]);
  });

  it('has what is like it and what it contradicts beside it', async () => {
    const { id: published } = await desk.post('/v1/reports', 'edith', desk.report({ figures: [] }), 201);
    await desk.sitrep.settled();
    const other = await desk.drafted({ figures: [] });
    const against = [
      {
        place: 'mosul',
        effect: 'gained',
        holders: ['islamic-state'],
        takenFrom: 'iraq',
        effective: '2017-03-07',
        confidence: 'high',
      },
    ];
    const id = await desk.drafted({ contradicts: [published], control: against, figures: [] });
    const shown = await desk.get(`/v1/drafts/${id}`, 'edith');
    expect(shown.likelyDuplicates.length).toBeGreaterThan(0);
    const idsOf = (list: { report: { report: { id: string } } }[]): readonly string[] =>
      list.map((one) => one.report.report.id);
    expect(idsOf(shown.likelyDuplicateDrafts)).toContain(other);
    expect(idsOf(shown.likelyDuplicates)).not.toContain(other);
    expect(shown.contradictions[0]).toMatchObject({ kind: 'declared', reports: [published] });
    expect((await desk.get(`/v1/drafts/${id}`, 'rita')).likelyDuplicateDrafts).toEqual([]);
  });

  it('leaves rows that an independent refold and a build from the log give as well', async () => {
    const live = await desk.sitrep.editions.find(live_edition);
    const { differing, findings } = await verifyEdition(desk.sitrep, live!);
    expect({ differing, findings }).toEqual({ differing: 0, findings: [] });
    await desk.edition(`again-${kind}`, { without: { outlets: ['nobody'] } });
    const again = await desk.sitrep.editions.find(`again-${kind}`);
    const digestOf = (edition: typeof live): Promise<string> => editionDigest(desk.sitrep.editions.scope(edition!));
    expect(await digestOf(again)).toBe(await digestOf(live));
  });
});

/** A moment after one, before anything else is recorded: moments of recording are in whole milliseconds. */
const afterwards = (recordedAt: string): string => new Date(Date.parse(recordedAt) + 1).toISOString();
