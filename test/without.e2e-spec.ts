import { setTimeout as delay } from 'node:timers/promises';
import type { MatchedDto } from '../apps/api/src/editions/edition-answer.dto.js';
import { campaignLines } from './harness/campaign-events.js';
import { sendCampaign } from './harness/campaign-over-http.js';
import { readAnswer, readPages } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const deadline_ms = 60_000;

interface Ordered {
  readonly edition: { readonly id: string; readonly name: string };
  readonly job: { readonly id: string };
  readonly matched: readonly MatchedDto[];
  readonly notes: readonly string[];
}

interface SentReport {
  readonly externalId: string;
  readonly source: { readonly chain: readonly string[]; readonly speaksFor?: readonly string[]; seenByOutlet: boolean };
}

interface SentActor {
  readonly id: string;
  readonly parents?: readonly (string | { readonly actor: string })[];
}

const sent = campaignLines<SentReport>('reports.ndjson');

/** The actor and all that the sample has below it. */
function partsOf(whole: string): ReadonlySet<string> {
  const actors = campaignLines<SentActor>('actors.ndjson');
  const parts = new Set([whole]);
  for (const part of parts)
    for (const { id, parents = [] } of actors)
      if (parents.some((parent) => (typeof parent === 'string' ? parent : parent.actor) === part)) parts.add(id);
  return parts;
}

describe.each(logKinds())('what if without a source or a side, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let made = 0;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sendCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  async function without(left: object): Promise<Ordered> {
    const order = { name: `without-${(made += 1)}`, definition: { without: left } };
    const { body } = await sitrep.http.post('/v1/editions').send(order).expect(202);
    const until = Date.now() + deadline_ms;
    for (;;) {
      const { status } = await readAnswer<{ status: string }>(sitrep, `/v1/jobs/${body.job.id}`);
      if (status === 'successful') return body as Ordered;
      if (!['accepted', 'running'].includes(status) || Date.now() > until) throw new Error(`the job is ${status}`);
      await delay(50);
    }
  }

  const numbers = async (edition: string): Promise<readonly string[]> => {
    const { items } = await readAnswer<{ items: readonly { externalId: string }[] }>(sitrep, '/v1/reports', {
      ...{ edition, limit: '1000' },
    });
    return items.map(({ externalId }) => externalId).sort();
  };
  const all = sent.map(({ externalId }) => externalId).sort();
  const leftOut = async (left: object): Promise<readonly string[]> => {
    const kept = new Set(await numbers((await without(left)).edition.name));
    return all.filter((number) => !kept.has(number));
  };

  it('a monitor is left out under any of its names, and by its id', async () => {
    const byId = await leftOut({ sources: ['sohr'] });
    expect(byId).toEqual(['D001', 'D004', 'D005', 'D007']);
    for (const name of ['SOHR', 'British-based monitor', 'syrian observatory for human rights', 'SO\u200fHR'])
      expect(await leftOut({ sources: [name] }), name).toEqual(byId);
  });
});
