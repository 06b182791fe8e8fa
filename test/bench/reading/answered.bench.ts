// How long after a report is acknowledged an answer has it: api and projector in processes of their own, first with
// nothing else to do, then while an edition of the whole log is built. KAFKA_BROKERS: on that log.
import { desk_shares, generatedEvents } from '../../generated/generated-events.js';
import { withApis } from '../bench-api.js';
import { fillLog, withStorage } from '../bench-storage.js';
import { Findings, quantile } from '../findings.js';

const [reports = 3_000, places = 300] = process.argv.slice(3).map(Number);
const asked = 200;
const run = Date.now().toString(36);
const target = { atMost: process.env['KAFKA_BROKERS'] === undefined ? 100 : 250 };

let number = 0;
const draft = (): object => {
  number += 1;
  const place = `place-${(number * 7) % places}`;
  return {
    externalId: `${run}-${number}`,
    type: 'area_seized',
    summary: `The place changed hands, said a spokesman (${number}).`,
    occurred: { from: '2017-03-07', to: '2017-03-07' },
    reportedAt: '2017-03-08T10:00:00+03:00',
    places: [place],
    actors: [{ role: 'by', actor: 'party-1' }],
    control: [{ place, effect: 'gained', holders: ['party-1'], effective: '2017-03-07', confidence: 'high' }],
    figures: [],
    source: { outlet: 'Agency' },
    grade: { reliability: 'B', credibility: 2 },
  };
};

async function sent(url: string, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** Milliseconds from an acknowledgement to an answer that rests on the report. */
async function untilAnsweredMs(url: string): Promise<number> {
  const { position } = (await sent(url, '/v1/reports', draft())) as { position: { partition: number; offset: string } };
  const begunMs = performance.now();
  const place = `place-${(number * 7) % places}`;
  const path = `/v1/reports?place=${place}&limit=1000&minPosition=${position.partition}:${position.offset}`;
  for (;;) {
    const answer = await fetch(`${url}${path}`);
    const text = await answer.text();
    if (text.includes(`"${run}-${number}"`)) return performance.now() - begunMs;
    // Behind the log for longer than a question waits: asked again, as a reader would.
    if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  }
}

const findings = new Findings('answered');
await withStorage(async (storage) => {
  const events = generatedEvents({ seed: 4, reports, places, shares: desk_shares, isWorldwide: true });
  findings.say(`${await fillLog(storage, events)} events in the log`);
  await withApis(
    storage.url,
    async ({ api }) => {
      const live = await storage.editions.prepareLive(storage.eventLog);
      if (!(await storage.editions.reached(live, await storage.eventLog.head(), 170_000)))
        throw new Error('The live edition has not caught up.');
      const take = async (what: string): Promise<void> => {
        const took: number[] = [];
        for (let index = 0; index < asked; index += 1) took.push(await untilAnsweredMs(api));
        findings.add(`acknowledged, then answered, ${what}`, 'ms', took);
        findings.add(`acknowledged, then answered, ${what}, p99`, 'ms', [quantile(took, 0.99)], { target });
      };
      for (let warm = 0; warm < 20; warm += 1) await untilAnsweredMs(api);
      await take('nothing else to do');
      await sent(api, '/v1/editions', { name: 'beside' });
      await take('while an edition is built');
    },
    { projects: true },
  );
});
findings.end();
