import { Webhook } from 'standardwebhooks';
import { sendReports } from '../harness/campaign-over-http.js';
import { campaignLines } from '../harness/campaign-events.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { allowingPrivate, quick } from './quick-pace.js';
import { fails, hangs, takes, until, WebhookReceiver } from './receiver.js';

interface SentReport {
  readonly externalId: string;
  readonly reportedAt: string;
}

/** The reports that were made known on this day, and those before it. */
const reports = campaignLines<SentReport>('reports.ndjson');
const ninth = reports.filter(({ reportedAt }) => reportedAt.startsWith('2017-03-09'));
const earlier = reports.filter(({ reportedAt }) => reportedAt < '2017-03-09');

let number = 0;
/** A report about one place; in the hands of `holder` on a day. */
const gain = (place: string, holder: string, day: string, from?: string) => ({
  externalId: `W${(number += 1)}`,
  type: 'area_seized',
  summary: `${holder} took ${place}`,
  occurred: { from: day, to: day, precision: 'day' },
  reportedAt: `${day}T23:00:00+03:00`,
  places: [place],
  actors: [{ role: 'by', actor: holder }],
  control: [
    {
      place,
      effect: 'gained',
      status: 'held',
      holders: [holder],
      effective: day,
      ...(from === undefined ? {} : { takenFrom: from }),
    },
  ],
  source: { outlet: 'Watch test' },
  grade: { reliability: 'B', credibility: 2 },
});

describe.each(logKinds())('a watch with a webhook, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const receivers: WebhookReceiver[] = [];
  beforeAll(async () => {
    sitrep = await startSitrep(kind, undefined, undefined, allowingPrivate);
    await recordCampaign(sitrep, earlier);
  });
  afterAll(async () => {
    await sitrep.stop();
    await Promise.all(receivers.map((receiver) => receiver.close()));
  });

  const watch = async (question: object, name = 'a watch') => {
    const receiver = new WebhookReceiver();
    receivers.push(receiver);
    const url = await receiver.listen();
    const { body } = await sitrep.http.post('/v1/watches').send({ name, question, webhook: { url } }).expect(201);
    return { receiver, id: body.id as string, secret: body.secret as string, url };
  };
  const shown = async (id: string) => (await sitrep.http.get(`/v1/watches/${id}`).expect(200)).body;
  const deliveries = async (id: string) =>
    (await sitrep.http.get(`/v1/watches/${id}/deliveries`).expect(200)).body.items as {
      outcome: string;
      status: number | null;
      detail: string;
      messageId: string;
    }[];
  /** Waits until everything that was sent has been looked at and delivered to this watch. */
  const quiet = async (id: string) => {
    await sitrep.settled();
    await until(async () => {
      const [row] = await sitrep.database.query<{ behind: boolean }>(
        `select position <> $1 behind from sitrep.watch_cursor`,
        [(await sitrep.http.get('/v1/desk').expect(200)).body.position],
      );
      return row?.behind === false && (await shown(id)).sending.waiting === 0;
    }, 'everything is delivered');
  };

  it('reports Moalimin on 9 March once, and nothing for Dawasa, which only turns stale', async () => {
    const mosul = await watch({ within: 'mosul' });
    const elsewhere = await watch({ within: 'raqqa-city', kinds: ['changedHands'] });
    await sendReports(sitrep, ninth);
    await quiet(mosul.id);
    const about = (place: string) => mosul.receiver.received.filter(({ content }) => content.place?.id === place);
    expect(about('moalimin').filter(({ kind: one }) => one !== 'contradiction')).toMatchObject([
      {
        kind: 'changedHands',
        content: {
          at: '2017-03-09',
          before: { holders: ['islamic-state'] },
          after: { status: 'held', holders: ['iraq'] },
          reports: [{ externalId: 'D094' }],
        },
      },
    ]);
    expect(about('dawasa')).toEqual([]);
    expect(about('moalimin')[0]!.content.text).toContain('changed hands');
    const [answer] = about('moalimin')[0]!.content.links;
    const { body } = await sitrep.http.get(answer!.href).expect(200);
    expect(body.items).toMatchObject([{ place: { id: 'moalimin' }, status: 'held', holders: ['iraq'] }]);
    expect(mosul.receiver.received.map(({ sequence }) => sequence)).toEqual(
      mosul.receiver.received.map((_one, index) => String(index + 1)),
    );
    expect(elsewhere.receiver.received).toEqual([]);
  });

  it('signs as Standard Webhooks says', async () => {
    const { receiver, id, secret } = await watch({ within: 'mosul', kinds: ['changedHands'] });
    await sendReports(sitrep, [gain('dawasa', 'iraq', '2017-03-10', 'islamic-state')]);
    await quiet(id);
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]];
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'sitrep.watch.changed_hands' });
    const forged = { ...headers, 'webhook-id': 'msg_other' };
    expect(() => new Webhook(secret).verify(body, forged)).toThrow();
    expect(await shown(id)).toMatchObject({ state: 'active', lastSequence: '1', sending: { waiting: 0, failures: 0 } });
    expect(JSON.stringify(await shown(id))).not.toContain(secret);
  });

  it('reports what became known late of a day that is over, a retraction of it, and nothing twice', async () => {
    const { receiver, id } = await watch({
      within: 'mosul',
      kinds: ['changedHands', 'firstReported', 'lapsed', 'amendment'],
    });
    const late = gain('mosul-museum', 'islamic-state', '2016-11-01');
    await sendReports(sitrep, [late]);
    await sitrep.http.post('/v1/reports').send(late).expect(200);
    await quiet(id);
    expect(receiver.received).toMatchObject([
      {
        kind: 'firstReported',
        content: { place: { id: 'mosul-museum' }, at: '2016-11-01', before: { status: 'unknown' } },
      },
    ]);
    const [report] = receiver.received[0]!.content.reports;
    const retraction = { reportedAt: '2017-03-11T10:00:00Z', reason: 'It was another museum.' };
    await sitrep.http.post(`/v1/reports/${report!.id}/retractions`).send(retraction).expect(201);
    await quiet(id);
    expect(receiver.received.slice(1)).toMatchObject([
      {
        kind: 'lapsed',
        content: {
          place: { id: 'mosul-museum' },
          before: { holders: ['islamic-state'] },
          after: { status: 'unknown' },
        },
      },
      { kind: 'amendment', content: { amendment: 'report_retracted', reason: 'It was another museum.', after: null } },
    ]);
  });

  it('counts over a number, once each time it comes over', async () => {
    const { receiver, id } = await watch({
      within: 'mosul',
      kinds: [],
      count: { measure: 'killed', group: 'anyone', over: 1_000_000, from: '2017-04-01', to: '2017-04-30' },
    });
    const counted = (best: number, day: string) => ({
      ...gain('mosul', 'iraq', day),
      type: 'casualties_reported',
      control: [],
      figures: [{ measure: 'killed', group: 'anyone', best, basis: 'incremental', unit: 'people' }],
    });
    await sendReports(sitrep, [counted(600_000, '2017-04-01')]);
    await quiet(id);
    expect(receiver.received).toEqual([]);
    await sendReports(sitrep, [counted(600_000, '2017-04-02')]);
    await quiet(id);
    await sendReports(sitrep, [counted(5, '2017-04-03')]);
    await quiet(id);
    expect(receiver.received).toMatchObject([
      { kind: 'count', content: { after: { best: 1_200_000 }, count: { over: 1_000_000 } } },
    ]);
  });

  it('sends again, in order and under the same id, where the receiver fails, hangs, redirects or answers late', async () => {
    const { receiver, id } = await watch({ within: 'mosul', kinds: ['changedHands', 'firstReported'] });
    const answers = [
      fails,
      hangs,
      (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
      (response) => void setTimeout(() => response.writeHead(204).end(), quick.timeoutMs + 200),
    ] satisfies WebhookReceiver['behaviour'][];
    receiver.behaviour = (response, one) => (answers.shift() ?? takes)(response, one);
    await sendReports(sitrep, [gain('silo-district', 'islamic-state', '2016-12-01')]);
    await sendReports(sitrep, [gain('silo-district', 'iraq', '2016-12-09', 'islamic-state')]);
    await quiet(id);
    expect(receiver.received.map(({ sequence }) => sequence)).toEqual(['1', '1', '1', '1', '1', '2']);
    expect(receiver.once).toHaveLength(2);
    const tries = (await deliveries(id)).reverse();
    expect(tries.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['failed', 500],
      ['failed', null],
      ['failed', 302],
      ['failed', null],
      ['delivered', 204],
      ['delivered', 204],
    ]);
    expect(tries[0]!.detail).toBe('The receiver answered 500: out of order');
    expect(tries[1]!.detail).toBe('The receiver did not answer within 0.3 s.');
    expect(tries[2]!.detail).toContain('redirects are not followed');
  });

  it('pauses and says so when the receiver is gone, and sends what waits once it is resumed', async () => {
    const { receiver, id } = await watch({ within: 'mosul', kinds: ['changedHands'] });
    receiver.behaviour = (response) => void response.writeHead(410).end();
    await sendReports(sitrep, [gain('dawasa', 'islamic-state', '2017-05-01', 'iraq')]);
    await until(async () => (await shown(id)).state === 'paused', 'it is paused');
    expect(await shown(id)).toMatchObject({
      paused: { code: 'receiver_gone', detail: expect.stringContaining('410 Gone') },
      sending: { waiting: 1, nextTryAt: null },
    });
    await sendReports(sitrep, [gain('dawasa', 'iraq', '2017-05-03', 'islamic-state')]);
    await until(async () => (await shown(id)).sending.waiting === 2, 'it goes on to collect');
    expect((await sitrep.http.post(`/v1/watches/${id}/test`).expect(200)).body).toMatchObject({
      outcome: 'failed',
      status: 410,
    });
    receiver.behaviour = takes;
    await sitrep.http.patch(`/v1/watches/${id}`).send({ state: 'active' }).expect(200);
    await quiet(id);
    expect(receiver.once.filter(({ sequence }) => sequence !== null).map(({ sequence }) => sequence)).toEqual([
      '1',
      '2',
    ]);
    expect((await sitrep.http.post(`/v1/watches/${id}/test`).expect(200)).body).toMatchObject({
      outcome: 'delivered',
      status: 204,
    });
  });

  it('collects nothing while somebody has paused it', async () => {
    const { receiver, id } = await watch({ within: 'mosul', kinds: ['changedHands'] });
    await sitrep.http.patch(`/v1/watches/${id}`).send({ state: 'paused' }).expect(200);
    await sendReports(sitrep, [gain('dawasa', 'islamic-state', '2017-06-01', 'iraq')]);
    await sitrep.http.patch(`/v1/watches/${id}`).send({ state: 'active' }).expect(200);
    await sendReports(sitrep, [gain('dawasa', 'iraq', '2017-06-03', 'islamic-state')]);
    await quiet(id);
    expect(receiver.received).toMatchObject([{ content: { at: '2017-06-03' } }]);
  });

  it('narrows by box, side, and type', async () => {
    const there = await watch({
      bbox: '43.1,36.3,43.2,36.4',
      side: 'iraq',
      types: ['area_seized'],
      kinds: ['changedHands'],
    });
    const box = await watch({ bbox: '10,10,11,11', kinds: ['changedHands'] });
    const side = await watch({ within: 'mosul', side: 'sdf', kinds: ['changedHands'] });
    const type = await watch({ within: 'mosul', types: ['airstrike'], kinds: ['changedHands'] });
    await sendReports(sitrep, [gain('dawasa', 'islamic-state', '2017-07-01', 'iraq')]);
    await quiet(there.id);
    expect(there.receiver.received).toHaveLength(1);
    for (const { receiver } of [box, side, type]) expect(receiver.received).toEqual([]);
  });

  it('refuses what it cannot do, and names the field', async () => {
    const refused = async (body: object, pointer: string, code: string) => {
      const answer = await sitrep.http.post('/v1/watches').send({ name: 'a watch', ...body });
      expect([answer.status, answer.body.errors?.[0]?.pointer, answer.body.errors?.[0]?.code]).toEqual([
        answer.status === 400 ? 400 : 422,
        pointer,
        code,
      ]);
    };
    await refused({ question: { within: 'mosull' } }, '/question/within', 'unknown_place');
    await refused({ question: { side: 'nobody-there' } }, '/question/side', 'unknown_actor');
    const count = { measure: 'killed', group: 'civillians', over: 1 };
    await refused({ question: { kinds: [], count } }, '/question/count/group', 'unknown_actor');
    for (const name of ['two\nlines', 'a\u001bb', 'a\tb', '\u200b\u202e', '   '])
      await refused({ name, question: {} }, '/name', 'not_text');
    await refused({ question: {}, webhook: { url: 'http://1.1.1.1:0/' } }, '/webhook/url', 'no_such_port');
    await refused({ question: { kinds: ['everything'] } }, '/question/kinds/0', 'not_one_of');
    await refused({ question: { kinds: [] } }, '/question/kinds', 'nothing_watched');
    await refused({ question: {}, webhook: { url: 'ftp://a' } }, '/webhook/url', 'not_understood');
    await refused({ question: {}, webhook: { url: 'https://a:b@example.org' } }, '/webhook/url', 'password_in_address');
    await refused({ question: {}, mail: { to: ['desk@example.org'] } }, '/mail', 'no_mail');
    await sitrep.http.get('/v1/watches/0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e').expect(404);
  });
});
