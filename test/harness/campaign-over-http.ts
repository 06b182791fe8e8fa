import { campaignLines } from './campaign-events.js';
import type { RunningSitrep } from './running-sitrep.js';

/** Parents stand before their parts in the file, and must be there before them. */
const entries_at_once = 1;
const reports_at_once = 16;

/** Sends the sample campaign as any client would, and waits until it is projected. */
export async function sendCampaign(sitrep: RunningSitrep): Promise<void> {
  await sendAll(sitrep, '/v1/places', campaignLines<object>('places.ndjson'), entries_at_once);
  await sendAll(sitrep, '/v1/actors', campaignLines<object>('actors.ndjson'), entries_at_once);
  await sendReports(sitrep, campaignLines<object>('reports.ndjson'));
}

/** Sends reports, and waits until they are projected. */
export async function sendReports(sitrep: RunningSitrep, reports: readonly object[]): Promise<void> {
  await sendAll(sitrep, '/v1/reports', reports, reports_at_once);
  await sitrep.settled();
}

async function sendAll(
  { http }: RunningSitrep,
  path: string,
  bodies: readonly object[],
  atOnce: number,
): Promise<void> {
  for (let start = 0; start < bodies.length; start += atOnce) {
    const sent = bodies.slice(start, start + atOnce).map(async (body) => {
      const answer = await http.post(path).send(body);
      if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    });
    await Promise.all(sent);
  }
}
