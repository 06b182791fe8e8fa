import { violationsOf } from '../harness/api-client.js';
import { campaignLines } from '../harness/campaign-events.js';
import { sendReports } from '../harness/campaign-over-http.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { questions as comparable, said } from './several-outlets.js';
import { jobDone } from '../harness/job-done.js';

/** A briefing names the edition in every line, so that it is not compared with another. */
const questions = [...comparable, '/v1/briefings?from=2017-03-08&to=2017-03-09&knownAt=2017-03-11'];

const kept_back = 40;
const reports = campaignLines<{ readonly externalId: string; readonly reportedAt: string }>('reports.ndjson');

/** The same questions as somebody asks them who names no moment: the edition's own end answers. */
const withoutMoments = questions
  .filter((question) => !question.startsWith('/v1/changes'))
  .map((question) => question.replace(/(validAt|knownAt)=[\d-]+&?/g, '').replace(/[?&]$/, ''));

const at = (question: string, source: string): string => `${question}${question.includes('?') ? '&' : '?'}${source}`;

interface Pinned {
  readonly position: string;
  readonly snapshot: string;
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

describe.each(logKinds())('an answer from an edition that does not change any more, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep, reports.slice(0, -kept_back));
  });
  afterAll(() => sitrep.stop());

  const built = async (order: object): Promise<string> => {
    const { edition, job } = (await sitrep.http.post('/v1/editions').send(order).expect(202)).body;
    await jobDone(async () => (await sitrep.http.get(`/v1/jobs/${job.id}`).expect(200)).body);
    return edition.id as string;
  };
  const text = async (address: string): Promise<string> => {
    const answer = await sitrep.http.get(address);
    expect(answer.status, `${address} ${answer.text}`).toBe(200);
    return answer.text;
  };

  it('is the same for ever, byte for byte, whatever it was asked by, and whatever is reported later', async () => {
    const id = await built({ name: 'before-more', definition: { without: { outlets: ['nobody'] } }, pinned: true });
    const report = (await sitrep.http.get('/v1/reports?limit=1')).body.items[0].id;
    const asked = [...questions, ...withoutMoments, `/v1/reports/${report}`];
    const first = new Map<string, string>();
    for (const question of asked) first.set(question, await text(at(question, 'edition=before-more')));
    await sendReports(sitrep, reports.slice(-kept_back));
    await sitrep.http.patch(`/v1/editions/${id}`).send({ name: 'called-otherwise' }).expect(200);
    for (const [question, before] of first) {
      const { snapshot, links } = JSON.parse(before) as Pinned;
      expect(snapshot, question).toMatch(new RegExp(`^${id}\\.`));
      expect(await text(at(question, `snapshot=${snapshot}`)), question).toBe(before);
      expect(await text(at(question, 'edition=called-otherwise')), question).toBe(before);
      expect(await text(at(question, `edition=${id}`)), question).toBe(before);
      const self = links?.find(({ rel }) => rel === 'self')?.href;
      if (self !== undefined) {
        expect(self).toContain(`snapshot=${snapshot}`);
        expect(self).not.toContain('edition=');
        expect(await text(self), self).toBe(before);
      }
    }
    const question = at(asked[0] ?? '', `snapshot=${JSON.parse(first.get(asked[0] ?? '') ?? '').snapshot}`);
    const { headers } = await sitrep.http.get(question);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    await sitrep.http
      .get(question)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
    const changed = await Promise.all(
      questions.map(async (question) => (await text(question)) !== first.get(question)),
    );
    expect(changed.filter(Boolean).length).toBeGreaterThan(8);
  });

  it('is given by every route that reads an edition', async () => {
    const { paths } = (await sitrep.http.get('/openapi.json').expect(200)).body as {
      paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
    };
    const asked = [...questions, '/v1/reports/any'].map((question) => question.replace(/\?.*/, ''));
    const unasked = Object.entries(paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'snapshot'))
      .map(([path]) => path)
      .filter((path) => !asked.some((one) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(one)));
    expect(unasked).toEqual([]);
  });

  it('leads on to pages of the same', async () => {
    await built({ name: 'paged', definition: {} });
    const { items, links } = JSON.parse(await text('/v1/reports?edition=paged&limit=60'));
    const next = links.find(({ rel }: { rel: string }) => rel === 'next').href;
    expect(next).toContain('snapshot=');
    const more = JSON.parse(await text(next)).items;
    expect(new Set([...items, ...more].map(({ id }: { id: string }) => id)).size).toBe(120);
  });

  it('is what the live edition said at that position, which carries no snapshot itself', async () => {
    const { position } = (await sitrep.http.get('/v1/control?limit=1')).body;
    const live = await Promise.all(comparable.map((question) => said(sitrep, question)));
    await built({ name: 'pin', definition: { until: { position } } });
    for (const [index, question] of comparable.entries()) {
      expect(await said(sitrep, at(question, 'edition=pin')), question).toEqual(live[index]);
      const answer = JSON.parse(await text(at(question, 'edition=pin'))) as Pinned;
      expect(answer).toMatchObject({ position, snapshot: expect.stringContaining(`.${position}.`) });
      expect(JSON.parse(await text(question)), question).not.toHaveProperty('snapshot');
    }
  });

  it('is not given when its edition is gone, or not what it was', async () => {
    const id = await built({ name: 'passing', definition: {} });
    const { snapshot, position } = JSON.parse(await text('/v1/control?edition=passing')) as Pinned;
    const ask = (query: string) => sitrep.http.get(`/v1/control?${query}`);
    expect(violationsOf(await ask('snapshot=passing').expect(400))).toEqual(['snapshot not_understood']);
    const other = await ask(`snapshot=${snapshot}&edition=paged`).expect(400);
    expect(violationsOf(other)).toEqual(['edition other_edition']);
    await ask(`snapshot=${snapshot}&edition=passing`).expect(200);
    const version = await sitrep.database.query<{ projection_version: number }>(
      'update sitrep.edition set projection_version = projection_version - 1 where id = $1 returning projection_version',
      [id],
    );
    expect(version).toHaveLength(1);
    expect(violationsOf(await ask('edition=passing').expect(409))).toEqual(['edition other_projections']);
    expect(violationsOf(await ask(`snapshot=${snapshot}`).expect(409))).toEqual(['snapshot snapshot_differs']);
    await sitrep.database.query('update sitrep.edition set projection_version = projection_version + 1 where id = $1', [
      id,
    ]);
    await ask(`snapshot=${snapshot}`).expect(200);
    await sitrep.http.delete(`/v1/editions/${id}`).expect(204);
    const gone = await ask(`snapshot=${snapshot}`).expect(410);
    expect(gone.body).toMatchObject({ code: 'gone', errors: [{ parameter: 'snapshot', code: 'snapshot_gone' }] });
    expect(gone.body.detail).toContain(position);
    // Built anew under the same name it is another edition.
    await built({ name: 'passing', definition: { until: { position } } });
    await ask(`snapshot=${snapshot}`).expect(410);
  });
});
