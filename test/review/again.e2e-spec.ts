import { AppendUnconfirmed } from '#event-log';
import { SystemClock } from '#platform';
import { some_uuid } from '../harness/api-client.js';
import { logKinds } from '../harness/running-sitrep.js';
import { type Answer, Desk } from './desk.js';

describe.each(logKinds())('what is sent again to a review, on the %s log', (kind) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.open(kind);
  });
  afterAll(() => desk.stop());
  afterEach(() => vi.restoreAllMocks());

  const readingsOf = async (id: string): Promise<readonly string[]> =>
    (await desk.get(`/v1/drafts/${id}`, 'edith')).readings.map((one: { eventId: string }) => one.eventId);
  const revisedBy = (report: object, more: object = {}): object => ({ report, reason: 'As asked.', ...more });

  describe('a revision', () => {
    let report: object;
    let id: string;
    let path: string;
    beforeEach(async () => {
      report = desk.report({ summary: 'The city fell.' });
      ({ id } = await desk.post('/v1/reports', 'rita', report, 201));
      path = `/v1/drafts/${id}/revisions`;
      await desk.sitrep.settled();
    });

    it.each([true, false])(
      'whose answer was lost is recorded once, though it names what it was made of: %s',
      async (names) => {
        const sent = revisedBy({ ...report, summary: 'The west fell.' }, names ? { revision: id } : {});
        const first = await desk.post(path, 'rita', sent, 201);
        // Before the live edition has it, and after.
        expect(await desk.post(path, 'rita', sent, 200)).toMatchObject({
          eventId: first.eventId,
          alreadyRecorded: true,
        });
        await desk.sitrep.settled();
        await desk.post(`/v1/drafts/${id}/state`, 'edith', { state: 'needs_work' }, 200);
        const again = await desk.post(path, 'rita', sent, 200);
        expect(again).toMatchObject({ eventId: first.eventId, revision: first.eventId, state: 'needs_work' });
        await desk.sitrep.settled();
        expect(await readingsOf(id)).toEqual([id, first.eventId]);
        // Nothing was said, so nothing is new.
        expect((await desk.get(`/v1/drafts/${id}`, 'rita')).state).toBe('needs_work');
        const other = await desk.post(path, 'rita', revisedBy({ ...report, summary: 'The east fell.' }), 201);
        await desk.sitrep.settled();
        expect(await desk.get(`/v1/drafts/${id}`, 'rita')).toMatchObject({ state: 'new', revision: other.eventId });
      },
    );

    it('that the live edition has not seen yet leaves the state of the draft as it is, sent again', async () => {
      const sent = revisedBy({ ...report, summary: 'The west fell.' });
      const coordinates = { partition: 0, offset: 0n, recordedAtMs: Date.now() };
      // The log takes it, and nothing of it is projected.
      vi.spyOn(desk.sitrep.eventLog, 'append').mockResolvedValueOnce([coordinates]);
      const first = await desk.post(path, 'rita', sent, 201);
      await desk.post(`/v1/drafts/${id}/state`, 'edith', { state: 'needs_work' }, 200);
      const again = { eventId: first.eventId, alreadyRecorded: true, state: 'needs_work' };
      expect(await desk.post(path, 'rita', sent, 200)).toMatchObject(again);
      expect((await desk.get(`/v1/drafts/${id}`, 'rita')).state).toBe('needs_work');
    });

    it('that takes words back is another one', async () => {
      const [one, other] = [report, { ...report, summary: 'The west fell.' }];
      const events: string[] = [];
      for (const words of [other, one, other]) {
        events.push((await desk.post(path, 'rita', revisedBy(words), 201)).eventId);
        await desk.sitrep.settled();
      }
      expect(new Set(events).size).toBe(3);
      expect(await readingsOf(id)).toEqual([id, ...events]);
    });

    it('comes after the reading that it was made of, whatever the clock says', async () => {
      const clock = vi.spyOn(SystemClock.prototype, 'nowMs');
      const events: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        clock.mockReturnValue(Date.parse('2026-11-30T12:00:00Z') - round * 1_000);
        events.push((await desk.post(path, 'rita', revisedBy({ ...report, summary: `Round ${round}.` }), 201)).eventId);
        await desk.sitrep.settled();
      }
      clock.mockRestore();
      expect(await readingsOf(id)).toEqual([id, ...events]);
      expect((await desk.get(`/v1/drafts/${id}`, 'rita')).report.summary).toBe('Round 5.');
    });

    it('that cannot be meant is refused for that, and one of a decided draft for the decision', async () => {
      const none = revisedBy({ ...report, places: ['nowhere'] });
      expect((await desk.post(path, 'rita', none, 422)).errors).toMatchObject([{ pointer: '/report/places/0' }]);
      await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'No.' }, 201);
      await desk.post(path, 'rita', none, 409);
    });

    it('of words that somebody has revised since is refused, and records nothing', async () => {
      const mine = revisedBy({ ...report, summary: 'The west fell.' }, { revision: id });
      const theirs = await desk.post(path, 'egon', revisedBy({ ...report, summary: 'The east fell.' }), 201);
      // At once: nobody revises words that were revised a moment ago.
      const refused = await desk.post(path, 'rita', mine, 409);
      expect(refused).toMatchObject({ code: 'conflict', errors: [{ pointer: '/revision', code: 'revised_since' }] });
      expect(refused.detail).toContain(theirs.eventId);
      await desk.post(path, 'rita', { ...mine, revision: theirs.eventId }, 201);
      await desk.post(path, 'rita', { ...mine, revision: some_uuid }, 409);
      await desk.sitrep.settled();
      expect(await readingsOf(id)).toHaveLength(3);
    });

    const statusesOf = async (...sent: readonly [path: string, who: 'rita' | 'edith' | 'egon', body: object][]) => {
      const answers = await Promise.all(sent.map(([path, who, body]) => desk.ask('POST', path, who, body)));
      await desk.sitrep.settled();
      return answers.map(({ status }) => status);
    };
    const other = (summary: string, more: object = {}): object => revisedBy({ ...report, summary }, more);

    it('is made once of each reading: of two at once that name it one is recorded', async () => {
      const [west, east] = [other('West.', { revision: id }), other('East.', { revision: id })];
      const statuses = await statusesOf([path, 'rita', west], [path, 'egon', east]);
      expect(statuses.sort()).toEqual([201, 409]);
      expect(await readingsOf(id)).toHaveLength(2);
      // Who names nothing may come after the other one.
      const free = await statusesOf([path, 'rita', other('North.')], [path, 'egon', other('South.')]);
      const made = free.filter((status) => status === 201).length;
      expect([made > 0, free.every((status) => [201, 409].includes(status))]).toEqual([true, true]);
      expect(await readingsOf(id)).toHaveLength(2 + made);
    });

    it('and a decision at once: one of the two is recorded, and the other is told so', async () => {
      for (let round = 0; round < 4; round += 1) {
        const { id: one } = await desk.post('/v1/reports', 'rita', desk.report({ summary: `Round ${round}.` }), 201);
        await desk.sitrep.settled();
        const { report: words } = await desk.get(`/v1/drafts/${one}`, 'rita');
        const [revised, approved] = await statusesOf(
          [`/v1/drafts/${one}/revisions`, 'rita', revisedBy({ ...words, summary: 'Otherwise.' }, { revision: one })],
          [`/v1/drafts/${one}/approval`, 'edith', { revision: one }],
        );
        expect([revised, approved].sort()).toEqual([201, 409]);
        const after = await desk.get(`/v1/drafts/${one}`, 'rita');
        expect([after.state, after.report.summary]).toEqual(
          approved === 201 ? ['approved', `Round ${round}.`] : ['new', 'Otherwise.'],
        );
      }
    });

    it('is told of as recorded where the draft was revised and decided about since', async () => {
      const mine = revisedBy({ ...report, summary: 'The west fell.' }, { revision: id });
      const { eventId } = await desk.post(path, 'rita', mine, 201);
      await desk.post(path, 'egon', revisedBy({ ...report, summary: 'The east fell.' }), 201);
      await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201);
      await desk.sitrep.settled();
      expect(await desk.post(path, 'rita', mine, 200)).toMatchObject({ eventId, state: 'approved' });
      await desk.post(path, 'rita', { ...mine, reason: 'Other.' }, 409);
    });
  });

  it('counts as approved or refused once alone: what was approved before is neither', async () => {
    const ids = [await desk.drafted(), await desk.drafted()];
    const [first] = ids;
    await desk.post(`/v1/drafts/${first}/approval`, 'edith', {}, 201);
    await desk.sitrep.settled();
    const all = await desk.post('/v1/drafts/approvals', 'edith', { ids: [...ids, some_uuid] }, 200);
    expect(all.results.map(({ status }: Answer) => status)).toEqual([200, 201, 404]);
    expect(all).toMatchObject({ approved: 1, refused: 1 });
  });

  it('goes on with a bundle behind the last draft that was told of', async () => {
    const lines = ['2017-03-08', '2017-03-09', '2017-03-10'].map((day) =>
      desk.report({ reportedAt: `${day}T10:00:00Z` }),
    );
    const ids = (await desk.batch('egon', lines, `draft=true&bundle=walk-${kind}`)).map(({ id }) => id as string);
    await desk.sitrep.settled();
    const bundle = `walk-${kind}`;
    const refused = await desk.post('/v1/drafts/approvals', 'egon', { bundle }, 200);
    expect(refused.results.map(({ id }: { id: string }) => id)).toEqual(ids);
    const behind = await desk.post('/v1/drafts/approvals', 'edith', { bundle, after: ids[1] }, 200);
    expect(behind.results).toMatchObject([{ id: ids[2], status: 201 }]);
    for (const [body, code] of [
      [{ ids, after: ids[0] }, 'no_bundle'],
      [{ bundle, after: some_uuid }, 'unknown_draft'],
    ] as const)
      expect(await desk.post('/v1/drafts/approvals', 'edith', body, 422)).toMatchObject({
        errors: [{ pointer: '/after', code }],
      });
  });

  it('names the drafts in one way', async () => {
    const id = await desk.drafted();
    for (const [body, error] of [
      [{}, { pointer: '', code: 'not_one' }],
      [
        { ids: [id], bundle: 'b' },
        { pointer: '', code: 'not_one' },
      ],
      [{ ids: [] }, { pointer: '/ids', code: 'too_few' }],
    ] as const)
      expect(await desk.post('/v1/drafts/approvals', 'edith', body, 422)).toMatchObject({ errors: [error] });
  });

  describe('a decision that the log did not confirm', () => {
    const fail = (): void => {
      vi.spyOn(desk.sitrep.eventLog, 'append').mockRejectedValueOnce(new AppendUnconfirmed('no answer'));
    };
    /** As if so long had passed since somebody began to decide. */
    const later = async (id: string): Promise<void> => {
      const { database } = desk.sitrep;
      const ago = `interval '11 minutes'`;
      await database.query(
        `update sitrep.draft_work set deciding_since = deciding_since - ${ago} where report_id = $1`,
        [id],
      );
      await database.query(`update sitrep.draft_successor set since = since - ${ago} where report_id = $1`, [id]);
    };

    it('is recorded when the same is sent again, and keeps others from deciding meanwhile', async () => {
      const id = await desk.drafted();
      fail();
      await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 503);
      expect(await desk.post(`/v1/drafts/${id}/rejection`, 'egon', { reason: 'No.' }, 409)).toMatchObject({
        code: 'decided',
      });
      await desk.post(`/v1/drafts/${id}/state`, 'egon', { state: 'in_review' }, 409);
      await desk.post(`/v1/drafts/${id}/approval`, 'edith', {}, 201);
    });

    it('does not hold the draft for good: after a while others revise it and decide', async () => {
      const report = desk.report();
      const { id } = await desk.post('/v1/reports', 'rita', report, 201);
      await desk.sitrep.settled();
      fail();
      await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'No.' }, 503);
      await later(id);
      // Whoever tries again has it for another while.
      fail();
      await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'No.' }, 503);
      await desk.post(`/v1/drafts/${id}/approval`, 'egon', {}, 409);
      await later(id);
      await desk.post(`/v1/drafts/${id}/revisions`, 'rita', revisedBy({ ...report, summary: 'All.' }), 201);
      await desk.post(`/v1/drafts/${id}/approval`, 'egon', {}, 201);
      await desk.sitrep.settled();
      expect(await desk.get(`/v1/drafts/${id}`, 'rita')).toMatchObject({ decision: { by: { name: 'Egon' } } });
      // What the log has is decided, however long ago.
      await later(id);
      await desk.post(`/v1/drafts/${id}/rejection`, 'edith', { reason: 'No.' }, 409);
    });
  });
});
