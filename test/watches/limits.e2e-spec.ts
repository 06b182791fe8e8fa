import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { allowingPrivate, quick } from './quick-pace.js';
import { fails, takes, until, WebhookReceiver } from './receiver.js';

const most_a_minute = 5;
const watchPace = {
  ...quick,
  mostAMinute: most_a_minute,
  mostEvents: 20,
  backoff: { ...quick.backoff, giveUpAfterMs: 400 },
};

/** The hill is taken by one or the other: a message each. */
const gain = (index: number) => ({
  externalId: `G${index}`,
  type: 'area_seized',
  summary: `Gain ${index}`,
  occurred: { from: '2020-01-01' },
  reportedAt: '2020-12-31T00:00:00Z',
  places: ['hill'],
  control: [
    {
      place: 'hill',
      effect: 'gained',
      status: 'held',
      holders: [index % 2 === 0 ? 'reds' : 'blues'],
      takenFrom: index % 2 === 0 ? 'blues' : 'reds',
      effective: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
    },
  ],
  source: { outlet: 'Desk' },
});

describe('the limits of watches', () => {
  let sitrep: RunningSitrep;
  let receiver: WebhookReceiver;
  let url: string;
  let number = 0;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, undefined, { ...allowingPrivate, watchPace });
    for (const id of ['reds', 'blues'])
      await sitrep.http.post('/v1/actors').send({ id, name: id, kind: 'militia' }).expect(201);
    await sitrep.http
      .post('/v1/places')
      .send({ id: 'hill', name: 'Hill', kind: 'position', timeZone: 'UTC' })
      .expect(201);
  });
  beforeEach(async () => {
    receiver = new WebhookReceiver();
    url = await receiver.listen();
  });
  afterEach(() => receiver.close());
  afterAll(() => sitrep.stop());

  const create = async (): Promise<string> => {
    await sitrep.settled();
    const watch = { name: 'hill', question: { kinds: ['changedHands'] }, webhook: { url } };
    return (await sitrep.http.post('/v1/watches').send(watch).expect(201)).body.id as string;
  };
  const shown = async (id: string) => (await sitrep.http.get(`/v1/watches/${id}`).expect(200)).body;
  const report = () => sitrep.http.post('/v1/reports').send(gain((number += 1)));

  it('hold a loop back: a receiver that reports with each message gets so many a minute, and the watch says so', async () => {
    const id = await create();
    receiver.behaviour = (response, one) => void report().then(() => takes(response, one));
    await report().expect(201);
    await until(async () => (await shown(id)).sending.slowed === true, 'it is slowed');
    const { length } = receiver.received;
    expect(length).toBe(most_a_minute);
    await new Promise((resolve) => setTimeout(resolve, 10 * quick.tickMs));
    expect(receiver.received).toHaveLength(length);
    expect(await shown(id)).toMatchObject({ state: 'active', sending: { waiting: 1 } });
    await sitrep.http.delete(`/v1/watches/${id}`).expect(204);
    await sitrep.http.get(`/v1/watches/${id}`).expect(404);
  });

  it('pause a watch whose receiver has failed for too long, and say what it answered', async () => {
    const id = await create();
    receiver.behaviour = fails;
    await report().expect(201);
    await until(async () => (await shown(id)).state === 'paused', 'it is paused');
    const { paused } = await shown(id);
    expect(paused).toMatchObject({
      code: 'receiver_gone',
      detail: expect.stringMatching(/has failed \d+ times.*answered 500/),
    });
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
  });

  it('make one message of more events at once than are reckoned one by one', async () => {
    const id = await create();
    const lines = Array.from({ length: 60 }, () => JSON.stringify(gain((number += 1)))).join('\n');
    await sitrep.http
      .post('/v1/reports/batch')
      .set('content-type', 'application/x-ndjson')
      .send(`${lines}\n`)
      .expect(200);
    await sitrep.settled();
    await until(() => receiver.received.length > 0, 'a message has come');
    const [resync] = receiver.received.filter(({ kind }) => kind === 'resync');
    const [answer] = resync!.content.links;
    expect((await sitrep.http.get(answer!.href)).status).toBe(200);
    expect((await shown(id)).state).toBe('active');
  });
});
