import { randomUUID } from 'node:crypto';
import { encodeEvent, reportIdOf } from '#event-log';
import type { Instant } from '#situation';
import type { WaitingAmendmentDto } from '../apps/api/src/waiting/waiting.dto.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const draft = (externalId: string, summary = 'A road was cut.') => ({
  externalId,
  type: 'statement',
  summary,
  occurred: {},
  reportedAt: '2017-03-07T12:00:00Z',
  source: { outlet: 'Reuters' },
});
const pathOf = (number: string): string => `/v1/reports/${reportIdOf('Reuters', number)}`;
const retraction = { reportedAt: '2017-03-09T12:00:00Z', reason: 'It was wrong.' };

describe.each(logKinds())('amendments whose report is not there, or no longer, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  const post = async (path: string, body: object, status = 201): Promise<Record<string, unknown>> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    return answer.body as Record<string, unknown>;
  };
  const waiting = async (): Promise<readonly string[]> => {
    await sitrep.settled();
    const { body } = await sitrep.http.get('/v1/waiting').expect(200);
    return (body as { items: WaitingAmendmentDto[] }).items.map((one) => `${one.kind} ${one.reportId}`);
  };

  it('a retraction that comes first is taken, says that it waits, is listed, and applies once the report comes', async () => {
    const told = await post(`${pathOf('W1')}/retractions`, retraction);
    expect(told).toMatchObject({ reportId: reportIdOf('Reuters', 'W1'), waiting: true });
    expect(await post(`${pathOf('W1')}/retractions`, retraction, 200)).toMatchObject({
      alreadyRecorded: true,
      waiting: true,
    });
    expect(await waiting()).toEqual([`report_retracted ${reportIdOf('Reuters', 'W1')}`]);
    await sitrep.http.get(pathOf('W1')).expect(404);
    await post('/v1/reports', draft('W1'));
    expect(await waiting()).toEqual([]);
    const { body } = await sitrep.http.get(pathOf('W1')).expect(200);
    expect(body).toMatchObject({ withdrawn: true, versions: [{ knownTo: '2017-03-09T12:00:00.000Z' }] });
  });

  it('corrections, and grades that others wrote, wait too, and are listed page by page', async () => {
    const [reportId, id] = [reportIdOf('Reuters', 'W2'), randomUUID()];
    const corrected = {
      reportedAt: '2017-03-08T12:00:00Z',
      reason: 'Misheard.',
      report: draft('W2', 'No road was cut.'),
    };
    expect(await post(`${pathOf('W2')}/corrections`, corrected)).toMatchObject({ waiting: true });
    const grade = { reliability: 'A', credibility: 1 } as const;
    const reportedAt = '2017-03-10T12:00:00Z' as Instant;
    await sitrep.eventLog.append([encodeEvent({ kind: 'report_graded', data: { id, reportId, reportedAt, grade } })]);
    expect(await waiting()).toEqual([`report_corrected ${reportId}`, `report_graded ${reportId}`]);
    const paged: WaitingAmendmentDto[] = [];
    for (let next: string | undefined = '/v1/waiting?limit=1'; next !== undefined;) {
      const { body } = await sitrep.http.get(next).expect(200);
      const page = body as { items: WaitingAmendmentDto[]; links: { rel: string; href: string }[] };
      paged.push(...page.items);
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    // How sensitive the report is nobody knows yet: this reader does not read every level.
    expect(paged).toMatchObject([
      { kind: 'report_corrected', reportedAt: '2017-03-08T12:00:00.000Z', reason: null },
      { id, kind: 'report_graded', reportId, reason: null },
    ]);
    await post('/v1/reports', draft('W2'));
    expect(await waiting()).toEqual([]);
    const { body } = await sitrep.http.get(pathOf('W2')).expect(200);
    expect(body).toMatchObject({ versions: [{}, { summary: 'No road was cut.' }, { grade }] });
  });

  it('what is said of a report after its retraction says that it changes nothing, and what was said before applies', async () => {
    await post('/v1/reports', draft('W3'));
    const first = await post(`${pathOf('W3')}/retractions`, retraction);
    expect([first.waiting, first.withoutEffect]).toEqual([undefined, undefined]);
    const corrected = (reportedAt: string) => ({ reportedAt, reason: 'Misheard.', report: draft('W3', reportedAt) });
    const late = await post(`${pathOf('W3')}/corrections`, corrected('2017-03-10T12:00:00Z'));
    expect([late.waiting, late.withoutEffect]).toEqual([undefined, true]);
    const early = await post(`${pathOf('W3')}/corrections`, corrected('2017-03-08T12:00:00Z'));
    expect([early.waiting, early.withoutEffect]).toEqual([undefined, undefined]);
    const grade = { reportedAt: '2017-03-10T13:00:00Z', grade: { reliability: 'A', credibility: 1 } };
    expect(await post(`${pathOf('W3')}/grades`, grade)).toMatchObject({ withoutEffect: true });
    await sitrep.settled();
    const { body } = await sitrep.http.get(pathOf('W3')).expect(200);
    const stood = (body as { versions: { knownFrom: string; knownTo: string; summary: string }[] }).versions
      .filter(({ knownFrom, knownTo }) => knownFrom !== knownTo)
      .map(({ summary }) => summary);
    expect(stood).toEqual(['A road was cut.', '2017-03-08T12:00:00Z']);
  });

  it('what is dated before its report is refused once the report is there, and what was accepted before is not', async () => {
    const early = { reportedAt: '2017-03-06T12:00:00Z', reason: 'Mistyped.' };
    await post('/v1/reports', draft('W4'));
    await sitrep.settled();
    const refused = await post(`${pathOf('W4')}/retractions`, early, 422);
    expect(refused).toMatchObject({ errors: [{ pointer: '/reportedAt', code: 'before_report' }] });
    await post(`${pathOf('W5')}/retractions`, early);
    await post('/v1/reports', draft('W5'));
    expect(await post(`${pathOf('W5')}/retractions`, early, 200)).toMatchObject({ alreadyRecorded: true });
  });

  it('refuses a cursor that no page has given', async () => {
    await sitrep.http.get('/v1/waiting?after=yesterday').expect(400);
  });
});
