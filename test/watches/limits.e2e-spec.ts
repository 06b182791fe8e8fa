import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { gain } from './hill.js';
import { allowingPrivate, quick } from './quick-pace.js';
import { fails, takes, until, WebhookReceiver } from './receiver.js';

const most_a_minute = 5;
/** Every receiver here answers, so none is to be taken for silent where the machine is busy. */
const answer_timeout_ms = 20_000;
const watchPace = {
  ...quick,
  timeoutMs: answer_timeout_ms,
  mostAMinute: most_a_minute,
  mostEvents: 20,
  backoff: { ...quick.backoff, giveUpAfterMs: 400 },
};

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

  it('send five tests of a watch in a minute, which count as messages do', async () => {
    const [id, other] = [await create(), await create()];
    for (let test = 0; test < 5; test += 1) await sitrep.http.post(`/v1/watches/${id}/test`).expect(200);
    const { body, headers } = await sitrep.http.post(`/v1/watches/${id}/test`).expect(429);
    expect(body).toMatchObject({ code: 'too_many_requests', detail: expect.stringContaining('At most 5 tests') });
    expect(Number(headers['retry-after'])).toBeGreaterThan(30);
    await sitrep.http.post(`/v1/watches/${other}/test`).expect(200);
    await sitrep.http.delete(`/v1/watches/${other}`).expect(204);
    expect(receiver.received).toHaveLength(6);
    await report().expect(201);
    await until(async () => (await shown(id)).sending.slowed === true, 'it is slowed');
    expect(receiver.received).toHaveLength(6);
    await sitrep.http.delete(`/v1/watches/${id}`).expect(204);
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

  it('hold no watch up where a receiver answers what no database stores, and take it out of what is said', async () => {
    const id = await create();
    receiver.behaviour = (response) => void response.writeHead(500).end('out\u0000of\u001border');
    const detail = 'The receiver answered 500: out of order';
    expect((await sitrep.http.post(`/v1/watches/${id}/test`).expect(200)).body).toMatchObject({ status: 500, detail });
    await report().expect(201);
    await until(async () => (await shown(id)).sending.failures > 0, 'the failure is counted');
    const { body } = await sitrep.http.get(`/v1/watches/${id}/deliveries`).expect(200);
    expect(body.items[0]).toMatchObject({ outcome: 'failed', sequence: '1', detail });
    await sitrep.http.delete(`/v1/watches/${id}`).expect(204);
  });

  const createMany = async (count: number): Promise<readonly string[]> => {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await create());
    return ids;
  };
  const dropAll = (ids: readonly string[]) =>
    Promise.all(ids.map((id) => sitrep.http.delete(`/v1/watches/${id}`).expect(204)));

  it('let newer watches send where sixteen older ones always end in an error of our own', async () => {
    const broken = await createMany(16);
    await sitrep.database.query(`update sitrep.watch set secret = 'whsec_?' where id = any($1::uuid[])`, [broken]);
    const newer = await create();
    await report().expect(201);
    await until(() => receiver.received.length > 0, 'the newer one has sent');
    for (const id of broken)
      await until(async () => (await shown(id)).sending.failures > 1, 'each is tried again, later and later');
    await dropAll([...broken, newer]);
  });

  it('let others have a turn before eight slow receivers have all that waits for them', async () => {
    const slow = new WebhookReceiver();
    slow.behaviour = (response, one) => void setTimeout(() => takes(response, one), 200);
    const own = url;
    url = await slow.listen();
    const held = await createMany(8);
    url = own;
    const other = await create();
    for (let index = 0; index < most_a_minute; index += 1) await report().expect(201);
    await until(() => receiver.received.length > 0, 'the other one has sent');
    expect(slow.received.length).toBeLessThan(8 * most_a_minute);
    for (const id of held) {
      await until(async () => (await shown(id)).sending.waiting === 0, 'the slow ones have everything');
      const { body } = await sitrep.http.get(`/v1/watches/${id}/deliveries`).expect(200);
      expect(body.items.map(({ sequence }: { sequence: string }) => sequence)).toEqual(['5', '4', '3', '2', '1']);
    }
    await dropAll([...held, other]);
    await slow.close();
  });

  it('let a watch be dropped while its delivery is written down', async () => {
    const id = await create();
    let answer: () => void = () => undefined;
    receiver.behaviour = (response, one) => void (answer = () => takes(response, one));
    await report().expect(201);
    await until(() => receiver.received.length > 0, 'the message has come');
    const blocked = async (count: number): Promise<void> =>
      until(async () => {
        const [row] = await sitrep.database.query<{ n: number }>(
          `select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return row?.n === count;
      }, `${count} wait for a lock`);
    const { status } = await sitrep.database.transaction(async (sql) => {
      await sql.query(`select from sitrep.watch_message where watch_id = $1 for update`, [id]);
      answer();
      await blocked(1);
      const dropped = sitrep.http.delete(`/v1/watches/${id}`).then((response) => response);
      await blocked(2);
      return { status: dropped };
    });
    expect((await status).status).toBe(204);
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
