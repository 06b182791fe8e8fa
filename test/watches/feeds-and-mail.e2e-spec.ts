import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { sendReports } from '../harness/campaign-over-http.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { quick } from './quick-pace.js';
import { until } from './receiver.js';
import { atomFaults, parseXml, type XmlElement } from './well-formed.js';
import { hasJing, jingFaults } from './atom/jing.js';

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A real SMTP server that keeps what it takes. */
class MailSink {
  readonly mails: Mail[] = [];
  /** The answer to every mail; undefined takes it. */
  refusal: string | undefined;
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (this.refusal !== undefined) return done(new Error(this.refusal));
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const text = Buffer.concat(parts).toString('utf8');
        this.mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** The words of a mail, whose lines end where the encoding wants it. */
const unfolded = ({ text }: Mail): string => text.replaceAll('=\r\n', '').replaceAll('\r\n', '\n');

const gain = (place: string, day: string, summary: string) => ({
  externalId: `${place} ${day}`,
  type: 'area_seized',
  summary,
  occurred: { from: day },
  reportedAt: '2017-12-31T00:00:00Z',
  places: [place],
  control: [{ place, effect: 'gained', status: 'held', holders: ['iraq'], takenFrom: 'islamic-state', effective: day }],
  source: { outlet: 'Desk' },
});

describe('the feed and the mail of watches', () => {
  let sitrep: RunningSitrep;
  const sink = new MailSink();
  beforeAll(async () => {
    const smtpUrl = await sink.listen();
    const watches = { allowsPrivate: false, smtpUrl, smtpFrom: 'sitrep@desk.example' };
    sitrep = await startSitrep('postgres', undefined, undefined, { watches, watchPace: quick });
    await recordCampaign(sitrep, []);
  });
  afterAll(async () => {
    await sitrep.stop();
    await sink.close();
  });

  const create = async (watch: object): Promise<string> =>
    (
      await sitrep.http
        .post('/v1/watches')
        .send({ name: 'Mosul <"&"> night', question: { within: 'mosul' }, ...watch })
        .expect(201)
    ).body.id as string;
  const shown = async (id: string) => (await sitrep.http.get(`/v1/watches/${id}`).expect(200)).body;
  const collected = (id: string, count: number) =>
    until(async () => (await shown(id)).lastSequence === String(count), `${count} messages`);
  const feedText = async (id: string): Promise<string> => {
    const answer = await sitrep.http
      .get(`/v1/watches/${id}/feed`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    return (answer.body as Buffer).toString('utf8');
  };
  const feedOf = async (id: string): Promise<XmlElement> => parseXml(await feedText(id));
  const entries = (feed: XmlElement): readonly XmlElement[] => feed.children.filter(({ name }) => name === 'entry');
  const textOf = (element: XmlElement, child: string): string | undefined =>
    element.children.find(({ name }) => name === child)?.text;

  it('is an Atom feed by RFC 4287, empty, and with whatever reports say', async () => {
    const id = await create({});
    expect(atomFaults(await feedOf(id))).toEqual([]);
    await sendReports(sitrep, [
      gain('moalimin', '2017-03-09', '</content><script>alert(1)</script> ]]> & "more" \uFFFE\u202Eevil 😀'),
      gain('dawasa', '2017-03-10', 'المعلمين'),
    ]);
    await collected(id, 2);
    const feed = await feedOf(id);
    expect(atomFaults(feed)).toEqual([]);
    expect(textOf(feed, 'title')).toBe('Mosul <"&"> night');
    const [latest, first] = entries(feed) as [XmlElement, XmlElement];
    expect([textOf(first, 'content'), textOf(latest, 'content')].join('\n')).toContain(
      '</content><script>alert(1)</script> ]]> &',
    );
    expect(textOf(first, 'title')).toContain('changed hands');
    const again = entries(await feedOf(id)).map((entry) => textOf(entry, 'id'));
    expect(again).toEqual([textOf(latest, 'id'), textOf(first, 'id')]);
    expect(await shown(id)).toMatchObject({ channel: 'feed', sending: { waiting: 0 } });
  });

  it.skipIf(!hasJing && process.env.CI !== 'true')('is an Atom feed to Jing, by the grammar of RFC 4287', async () => {
    const id = await create({ name: 'عين <&> ]]>' });
    expect(jingFaults(await feedText(id))).toBe('');
    await sendReports(sitrep, [gain('mosul-museum', '2017-03-09', '<div xmlns="x">]]> & \uFFFE </feed> 😀')]);
    await collected(id, 1);
    const feed = await feedText(id);
    expect(jingFaults(feed)).toBe('');
    expect(jingFaults(feed.replace(/<updated>[^<]*</, '<updated>today<'))).toContain('updated');
  });

  it('gathers changes into one mail an hour, day or week, and sends none where nothing changed', async () => {
    const id = await create({
      name: 'Mosul',
      mail: { to: ['night@desk.example', 'day@desk.example'], digest: 'hour' },
    });
    await sendReports(sitrep, [
      gain('silo-district', '2017-03-09', 'CTS took Silo'),
      gain('dawasa', '2017-04-01', 'Dawasa again'),
    ]);
    await sendReports(sitrep, [gain('moalimin', '2017-02-01', 'Moalimin before')]);
    await until(async () => (await shown(id)).sending.waiting >= 2, 'changes wait for the hour');
    const waiting = (await shown(id)).sending.waiting as number;
    expect(sink.mails).toEqual([]);
    const anHourPasses = () =>
      sitrep.database.query(`update sitrep.watch set created_at = created_at - interval '1 hour' where id = $1`, [id]);
    await anHourPasses();
    await until(() => sink.mails.length === 1, 'the mail has come');
    const [mail] = sink.mails as [Mail];
    expect(mail).toMatchObject({ from: 'sitrep@desk.example', to: ['night@desk.example', 'day@desk.example'] });
    expect(unfolded(mail)).toContain(`Subject: [Sitrep] Mosul: ${waiting} changes`);
    expect(unfolded(mail)).toContain('CTS took Silo');
    expect(unfolded(mail)).toMatch(/Message-ID: <msg_[\w-]+@desk\.example>/);
    await until(async () => (await shown(id)).sending.waiting === 0, 'nothing waits');
    const { body } = await sitrep.http.get(`/v1/watches/${id}/deliveries`).expect(200);
    expect(body.items).toMatchObject([
      { outcome: 'delivered', detail: 'The mail server has taken it for 2 of 2 addresses.' },
    ]);
  });

  it('says what the mail server refused, and tries again', async () => {
    const id = await create({ mail: { to: ['desk@desk.example'] }, question: { within: 'moalimin' } });
    sink.refusal = 'the disk is full';
    const before = sink.mails.length;
    expect((await sitrep.http.post(`/v1/watches/${id}/test`).expect(200)).body).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('the disk is full'),
    });
    sink.refusal = undefined;
    expect((await sitrep.http.post(`/v1/watches/${id}/test`).expect(200)).body).toMatchObject({ outcome: 'delivered' });
    expect(sink.mails).toHaveLength(before + 1);
  });

  it('sends the briefing of the day before once each morning', async () => {
    const id = await create({
      mail: { to: ['boss@desk.example'], digest: 'week' },
      question: { within: 'mosul', kinds: [], briefing: { at: '00:00', lang: 'fr' } },
    });
    const before = sink.mails.length;
    expect((await shown(id)).lastSequence).toBe('0');
    await sitrep.database.query(`update sitrep.watch set briefed_day = briefed_day - 1 where id = $1`, [id]);
    await until(() => sink.mails.length > before, 'the briefing has come');
    expect(unfolded(sink.mails.at(-1)!)).toContain('Ce qui a chang');
    await new Promise((resolve) => setTimeout(resolve, 10 * quick.tickMs));
    expect((await shown(id)).lastSequence).toBe('1');
    const [entry] = entries(await feedOf(id)) as [XmlElement];
    expect(textOf(entry, 'content')).toContain('# Ce qui a changé');
  });
});
