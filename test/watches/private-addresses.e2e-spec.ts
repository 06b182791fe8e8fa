import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { quick } from './quick-pace.js';
import { WebhookReceiver } from './receiver.js';

describe('a watch whose receiver is in a private network', () => {
  let sitrep: RunningSitrep;
  let receiver: WebhookReceiver;
  let port: string;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, undefined, { watchPace: quick });
    receiver = new WebhookReceiver();
    port = new URL(await receiver.listen()).port;
  });
  afterAll(async () => {
    await sitrep.stop();
    await receiver.close();
  });

  it('is refused when it is made, however the address is written', async () => {
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]', '169.254.169.254', '[fd00::1]']) {
      const webhook = { url: `http://${host}:${port}/` };
      const { body } = await sitrep.http.post('/v1/watches').send({ name: 'a', question: {}, webhook }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/webhook/url', code: 'private_address' }]);
    }
  });

  it('is refused again as the connection is made, where a name has come to lead there', async () => {
    const webhook = { url: 'https://nowhere.invalid/' };
    const { body } = await sitrep.http.post('/v1/watches').send({ name: 'a', question: {}, webhook }).expect(201);
    for (const host of ['localhost', '127.0.0.1']) {
      const url = `http://${host}:${port}/`;
      await sitrep.database.query(`update sitrep.watch set target = $1::jsonb where id = $2`, [{ url }, body.id]);
      const tried = (await sitrep.http.post(`/v1/watches/${body.id}/test`).expect(200)).body;
      expect(tried).toMatchObject({
        outcome: 'failed',
        status: null,
        detail: expect.stringContaining('a loopback address'),
      });
    }
    expect(receiver.received).toEqual([]);
  });
});
