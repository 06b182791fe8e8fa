import { readWholeLog } from './whole-log.js';
import { CrashSite } from './crash-site.js';
import { DeskMessages, entries, type Message } from './desk-messages.js';
import { Dice } from './dice.js';
import { type Answer, OutageClient } from './outage-client.js';
import { KafkaBroker } from '../harness/kafka-broker.js';

const place_count = 3;
const recovery_limit_ms = 60_000;
const refusal: Answer = { status: 503, retryAfter: expect.stringMatching(/^[1-9]\d*$/) as string };
const reads = ['/v1/control', '/v1/reports', '/v1/places', '/v1/tallies?measure=killed'];

/** One desk and the Sitrep that it reports to, which nobody tends. */
class Desk {
  private readonly messages = new DeskMessages(new Dice(7), place_count);
  readonly client: OutageClient;
  private readonly pids: readonly (number | undefined)[];

  constructor(readonly site: CrashSite) {
    this.client = new OutageClient(site.baseUrl);
    this.pids = this.currentPids();
  }

  async begin(): Promise<void> {
    for (const { path, body } of entries(place_count)) expect((await this.client.post(path, body)).status).toBe(201);
    await this.works();
  }

  newReport(): Message {
    for (;;) {
      const message = this.messages.next();
      if (message.path === '/v1/reports') return message;
    }
  }

  /** A new report is recorded and can be read, by the same processes as ever. */
  async works(report = this.newReport()): Promise<void> {
    await this.client.postUntilRecorded('/v1/reports', report.body, recovery_limit_ms);
    await this.client.untilFound(`/v1/reports/${report.id}`, recovery_limit_ms);
    expect(this.currentPids()).toEqual(this.pids);
  }

  async loggedIds(): Promise<ReadonlySet<string>> {
    const storage = await this.site.openStorage();
    try {
      return new Set((await readWholeLog(storage.eventLog)).map(({ id }) => id));
    } finally {
      await storage.close();
    }
  }

  private currentPids(): readonly (number | undefined)[] {
    return [this.site.api.pid, this.site.projector.pid];
  }
}

async function withDesk(broker: KafkaBroker | undefined, work: (desk: Desk) => Promise<void>): Promise<void> {
  const site = await CrashSite.start(broker);
  try {
    const desk = new Desk(site);
    await desk.begin();
    await work(desk);
  } finally {
    await site.dispose();
  }
}

/** PostgreSQL goes away and comes back. */
async function surviveDatabaseOutage(desk: Desk): Promise<void> {
  const { client, site } = desk;
  const report = desk.newReport();
  await site.postgres.kill();
  for (let tries = 0; tries < 3; tries += 1) expect(await client.post('/v1/reports', report.body)).toEqual(refusal);
  for (const path of reads) expect(await client.get(path)).toEqual(refusal);
  expect((await client.get('/readyz')).status).toBe(503);
  expect((await client.get('/livez')).status).toBe(200);
  await site.postgres.startAgain();
  expect(await desk.loggedIds()).not.toContain(report.id);
  await desk.works(report);
  await client.untilFound('/readyz', recovery_limit_ms);
}

describe('a Sitrep with its log in PostgreSQL during an outage', () => {
  it('refuses with Retry-After and acknowledges nothing while the database is down, then goes on by itself', async () => {
    await withDesk(undefined, surviveDatabaseOutage);
  }, 180_000);
});

describe('a Sitrep with its log in Kafka during an outage', () => {
  let broker: KafkaBroker | undefined;

  beforeAll(async () => {
    broker = await KafkaBroker.startIfPossible();
  });
  afterAll(async () => {
    await broker?.stop();
  });

  it('refuses and acknowledges nothing while the database is down, then goes on by itself', async ({ skip }) => {
    if (!broker) return skip();
    await withDesk(broker, surviveDatabaseOutage);
  }, 180_000);

  it('refuses reports and keeps answering while the broker is down, then goes on by itself', async ({ skip }) => {
    if (!broker) return skip();
    const running = broker;
    await withDesk(broker, async (desk) => {
      const { client } = desk;
      const reports = [desk.newReport(), desk.newReport(), desk.newReport()];
      await running.kill();
      const refusals = Promise.all(reports.map(({ body }) => client.post('/v1/reports', body)));
      for (const path of reads) expect((await client.get(path)).status).toBe(200);
      expect(await refusals).toEqual(reports.map(() => refusal));
      for (const path of reads) expect((await client.get(path)).status).toBe(200);
      await running.startAgain();
      for (const report of reports) await desk.works(report);
    });
  }, 240_000);
});
