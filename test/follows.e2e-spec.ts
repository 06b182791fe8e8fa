import { encodeEvent, reportIdOf } from '#event-log';
import type { Correction, Instant } from '#situation';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Amendment {
  readonly id: string;
  readonly kind: string;
  readonly follows?: readonly string[];
}
interface History {
  readonly versions: readonly { readonly summary: string; readonly knownTo: string | null }[];
  readonly amendments: readonly Amendment[];
  readonly incidents: readonly { readonly incident: string; readonly knownTo: string | null }[];
}
type Reply = Readonly<Record<string, unknown>> & { readonly id: string };

const minute = '2017-03-09T12:00:00Z';
const [small, great] = ['00000000-0000-4000-8000-00000000000a', 'f0000000-0000-4000-8000-00000000000a'] as const;

describe.each(logKinds())('amendments of one minute, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  const draft = (externalId: string, summary = 'A road was cut.') => ({
    externalId,
    type: 'statement',
    summary,
    occurred: {},
    reportedAt: '2017-03-07T12:00:00Z',
    source: { outlet: 'Reuters' },
  });
  const post = async (path: string, body: object, status = 201): Promise<Reply> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    return answer.body as Reply;
  };
  const report = async (number: string): Promise<string> => (await post('/v1/reports', draft(number))).id;
  const correction = (number: string, summary: string, more: object = {}) => ({
    reportedAt: minute,
    reason: 'Misheard.',
    report: draft(number, summary),
    ...more,
  });
  const correct = (number: string, summary: string, more: object = {}, status = 201): Promise<Reply> =>
    post(`/v1/reports/${reportIdOf('Reuters', number)}/corrections`, correction(number, summary, more), status);
  const history = async (id: string): Promise<History> => {
    await sitrep.settled();
    return readAnswer<History>(sitrep, `/v1/reports/${id}`);
  };
  const words = async (id: string): Promise<readonly string[]> =>
    (await history(id)).versions.filter(({ knownTo }) => knownTo === null).map(({ summary }) => summary);

  it('the later of two corrections follows the earlier and stands, whatever their ids', async () => {
    const id = await report('F1');
    const first = await correct('F1', 'One.', { id: great });
    const second = await correct('F1', 'Two.', { id: small });
    expect([first.withoutEffect, second.withoutEffect]).toEqual([undefined, undefined]);
    expect(await words(id)).toEqual(['Two.']);
    const { amendments } = await history(id);
    expect(amendments.find((one) => one.id === great)?.follows).toEqual([id]);
    expect(amendments.find((one) => one.id === small)?.follows).toEqual([great]);
  });

  it('sent again, each is what was recorded, and says that another stands', async () => {
    const id = await report('F2');
    const first = await correct('F2', 'One.');
    const second = await correct('F2', 'Two.');
    expect(await correct('F2', 'One.', {}, 200)).toMatchObject({
      id: first.id,
      alreadyRecorded: true,
      withoutEffect: true,
      supersededBy: second.id,
    });
    const again = await correct('F2', 'Two.', {}, 200);
    expect([again.id, again.withoutEffect]).toEqual([second.id, undefined]);
    expect(await words(id)).toEqual(['Two.']);
    expect((await history(id)).amendments).toHaveLength(2);
  });

  it('many sent at once make one chain, of which the last stands', async () => {
    const id = await report('F3');
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((summary) => correct('F3', summary)));
    const { amendments } = await history(id);
    const followed = amendments.flatMap(({ follows = [] }) => follows);
    expect(new Set(followed).size).toBe(5);
    const last = amendments.find((one) => !followed.includes(one.id));
    expect(amendments.at(-1)?.id).toBe(last?.id);
    expect(await words(id)).toHaveLength(1);
  });

  it('the later of two grades stands, and a grade and a correction both do', async () => {
    const id = await report('F4');
    const grade = (reliability: string, more: object) =>
      post(`/v1/reports/${id}/grades`, { reportedAt: minute, grade: { reliability, credibility: 2 }, ...more });
    await grade('E', { id: great.replace('000a', '000b') });
    await grade('B', { id: small.replace('000a', '000b') });
    const { versions } = (await history(id)) as unknown as { versions: { grade: object; knownTo: string | null }[] };
    expect(versions.at(-1)).toMatchObject({ grade: { reliability: 'B' }, knownTo: null });
  });

  it('of two that do not follow each other one stands, and the other says which', async () => {
    const id = await report('F5');
    const [one, other] = [great.replace('000a', '000c'), small.replace('000a', '000c')];
    expect((await correct('F5', 'One.', { id: one, follows: id })).withoutEffect).toBeUndefined();
    expect(await correct('F5', 'Two.', { id: other, follows: id })).toMatchObject({
      withoutEffect: true,
      supersededBy: one,
    });
    expect(await words(id)).toEqual(['One.']);
  });

  it('in whatever order they arrive in the log, the one that follows stands', async () => {
    const ids = await Promise.all(['F6', 'F7'].map(report));
    await sitrep.settled();
    for (const [index, reportId] of ids.entries()) {
      const { body } = await sitrep.http.get('/v1/reports').query({ externalId: `F${6 + index}` });
      const said = (body as { items: object[] }).items[0];
      const chain = ['One.', 'Two.', 'Three.'].map((summary, turn): Correction => {
        const id = (step: number): string => `${9 - step}0000000-0000-4000-8000-0000000000f${index}`;
        const whole = {
          ...said,
          id: reportId,
          summary,
          reportedAt: minute as Instant,
        } as unknown as Correction['report'];
        const follows = [turn === 0 ? reportId : id(turn - 1)];
        return { id: id(turn), reportId, reportedAt: minute as Instant, reason: 'Misheard.', report: whole, follows };
      });
      const order = index === 0 ? [2, 0, 1] : [1, 2, 0];
      for (const turn of order)
        await sitrep.eventLog.append([encodeEvent({ kind: 'report_corrected', data: chain[turn]! })]);
    }
    for (const id of ids) expect(await words(id)).toEqual(['Three.']);
  });

  describe('a link, an unlink and the same link again', () => {
    const decision = (reportIds: readonly string[], more: object = {}) => ({
      reportIds,
      incident: 'E-ROAD',
      reportedAt: minute,
      reason: 'One road.',
      ...more,
    });
    const belongs = async (id: string): Promise<readonly string[]> =>
      (await history(id)).incidents.filter(({ knownTo }) => knownTo === null).map(({ incident }) => incident);

    it('are three decisions, of which the last stands; each sent again at once is the same one', async () => {
      const ids = [await report('L1'), await report('L2')];
      const link = () => sitrep.http.post('/v1/incidents/links').send(decision(ids));
      const first = await link();
      const retried = await link();
      expect([first.status, retried.status, retried.body.id]).toEqual([201, 200, first.body.id]);
      expect(await belongs(ids[0]!)).toEqual(['E-ROAD']);
      await post('/v1/incidents/unlinks', decision(ids));
      expect(await belongs(ids[0]!)).toEqual([]);
      const again = await link();
      expect([again.status, again.body.superseded]).toEqual([201, undefined]);
      expect(again.body.id).not.toBe(first.body.id);
      expect(await belongs(ids[0]!)).toEqual(['E-ROAD']);
      expect((await link()).body).toMatchObject({ id: again.body.id, alreadyRecorded: true });
    });

    it('about sets of reports that overlap: the later of one minute stands for every report, whatever the ids', async () => {
      const [a, b, c] = [await report('O1'), await report('O2'), await report('O3')] as const;
      const id = (digit: string): string => `${digit}0000000-0000-4000-8000-0000000000a1`;
      await post('/v1/incidents/links', decision([a, b], { id: id('f'), incident: 'E-A' }));
      await post('/v1/incidents/links', decision([b, c], { id: id('9'), incident: 'E-B' }));
      const last = await post('/v1/incidents/links', decision([a, c], { id: id('1'), incident: 'E-C' }));
      expect(last.superseded).toBeUndefined();
      expect(await Promise.all([a, b, c].map(belongs))).toEqual([['E-C'], ['E-B'], ['E-C']]);
      const { amendments } = await history(a);
      expect(amendments.at(-1)).toMatchObject({ id: id('1'), follows: [id('9'), id('f')] });
    });

    it('of two that do not follow each other one stands, and the other says for which reports', async () => {
      const ids = [await report('L3'), await report('L4'), await report('L5')] as const;
      const [one, other] = [great.replace('000a', '001c'), small.replace('000a', '001c')];
      await post('/v1/incidents/links', decision(ids.slice(0, 2), { id: one, follows: ids[0], incident: 'E-A' }));
      const late = { id: other, follows: ids[1], incident: 'E-B' };
      expect(await post('/v1/incidents/links', decision(ids.slice(1), late))).toMatchObject({
        superseded: [{ reportId: ids[1], by: one }],
      });
      expect(await belongs(ids[1])).toEqual(['E-A']);
      expect(await belongs(ids[2])).toEqual(['E-B']);
    });
  });

  describe('a follows that cannot be meant', () => {
    const refused = async (number: string, more: object): Promise<unknown> =>
      (await correct(number, 'Never.', more, 422)).errors;

    it('is refused by name: nothing known, another report’s, the amendment itself', async () => {
      await report('R1');
      const other = await report('R2');
      const nobody = '00000000-0000-4000-8000-00000000ffff';
      const unknown = [{ pointer: '/follows', code: 'unknown_event' }];
      expect(await refused('R1', { follows: nobody })).toMatchObject(unknown);
      expect(await refused('R1', { follows: other })).toMatchObject(unknown);
      expect(await refused('R1', { id: nobody, follows: nobody })).toMatchObject([
        { pointer: '/follows', code: 'itself' },
      ]);
    });

    it('is refused by name where it was made known later, or is one of several that nobody knows', async () => {
      const id = await report('R5');
      const { id: later } = await correct('R5', 'Later.', { reportedAt: '2017-03-09T13:00:00Z' });
      const nobody = '00000000-0000-4000-8000-00000000ffff';
      expect(await refused('R5', { follows: later })).toMatchObject([{ pointer: '/follows', code: 'later_event' }]);
      expect(await refused('R5', { follows: [id, nobody] })).toMatchObject([
        { pointer: '/follows/1', code: 'unknown_event' },
      ]);
      const { id: backdated } = await correct('R5', 'Backdated.');
      await correct('R5', 'Both.', { reportedAt: '2017-03-09T13:00:00Z', follows: [later, backdated] });
      expect(await words(id)).toEqual(['Both.']);
    });

    it('is not a capital letter, an event of a moment ago, or the report of a retraction that waits for it', async () => {
      const id = await report('R3');
      const first = await correct('R3', 'One.');
      await correct('R3', 'Two.', { follows: first.id.toUpperCase() });
      expect(await words(id)).toEqual(['Two.']);
      const waiting = reportIdOf('Reuters', 'R4');
      const retraction = { reportedAt: minute, reason: 'Wrong.', follows: waiting };
      expect(await post(`/v1/reports/${waiting}/retractions`, retraction)).toMatchObject({ waiting: true });
    });
  });
});
