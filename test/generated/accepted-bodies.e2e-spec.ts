import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionDigests, live_edition, parkedEvents } from '#editions';
import { exportCampaign } from '../../apps/cli/src/export/run-export.js';
import { importCampaign } from '../../apps/cli/src/import/import-campaign.js';
import { noProgress } from '../../apps/cli/src/import/import-progress.js';
import { sendBatch } from '../harness/batch-client.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { arbitraryBody, bodyActors, bodyPlaces } from './arbitrary-body.js';

const bodies_total = Number(process.env['SITREP_GENERATED_BODIES'] ?? 1_000);
const seed = Number(process.env['SITREP_GENERATED_SEED'] ?? 20_261_130);
const bodies_a_batch = 500;
const kinds = ['country', 'governorate', 'city', 'village', 'road', 'bridge', 'building'] as const;
const zones = ['Asia/Baghdad', 'Asia/Kathmandu', 'America/New_York', 'UTC'] as const;

/** Accepted means projectable, exportable and importable (law 4). */
describe(`of ${bodies_total} bodies that were made up`, () => {
  const running: RunningSitrep[] = [];
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sitrep-bodies-'));
  });
  afterAll(async () => {
    for (const sitrep of running) await sitrep.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<RunningSitrep & { readonly url: string }> => {
    const sitrep = await startSitrep('postgres');
    running.push(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    return Object.assign(sitrep, { url: await sitrep.app.getUrl() });
  };
  const liveOf = async ({ editions }: RunningSitrep) => editions.scope((await editions.find(live_edition))!);

  it('every one that is accepted is projected, exported, and imported again to the same answers', async () => {
    const first = await start();
    for (const id of bodyActors) await first.http.post('/v1/actors').send({ id, name: id, kind: 'state' }).expect(201);
    for (const [index, id] of bodyPlaces.entries()) {
      const parent = index === 0 ? {} : { parent: bodyPlaces[index - 1] };
      const body = { id, name: id, kind: kinds[index], timeZone: zones[index % zones.length], ...parent };
      await first.http.post('/v1/places').send(body).expect(201);
    }
    await first.settled();
    const accepted = new Set<string>();
    const codes = new Map<string, number>();
    for (let sent = 0; sent < bodies_total; sent += bodies_a_batch) {
      const count = Math.min(bodies_a_batch, bodies_total - sent);
      const bodies = Array.from({ length: count }, (_, index) => {
        const [body] = fc.sample(arbitraryBody(sent + index), { numRuns: 1, seed: seed + sent + index });
        return body ?? {};
      });
      const { results, end } = await sendBatch(first.url, bodies);
      expect(end?.lines, `the batch from ${sent} on`).toBe(count);
      for (const { status, id, problem } of results) {
        expect(status, JSON.stringify(bodies[0])).toBeLessThan(500);
        if (status < 300 && id !== undefined) accepted.add(id);
        for (const { code } of problem?.errors ?? []) codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    }
    process.stdout.write(`${accepted.size} of ${bodies_total} accepted; refused for ${codes.size} reasons\n`);
    expect(accepted.size).toBeGreaterThan(bodies_total / 10);
    expect(codes.size).toBeGreaterThan(15);
    await first.settled();

    expect(await parkedEvents(await liveOf(first), { limit: 10 })).toEqual([]);
    const { schema } = await liveOf(first);
    const stored = await first.database.query<{ id: string }>(
      `select distinct report_id as id from "${schema}".report_version`,
    );
    expect(new Set(stored.map(({ id }) => id))).toEqual(accepted);

    const target = join(folder, 'campaign');
    expect(await exportCampaign(target, first, {})).toMatchObject({ unread: 0, drafts: 0 });
    const second = await start();
    const tallies = await importCampaign(target, { url: second.url, progress: noProgress });
    expect(tallies.flatMap((tally) => tally.complaints())).toEqual([]);
    await second.settled();
    expect(await parkedEvents(await liveOf(second), { limit: 10 })).toEqual([]);
    expect(await editionDigests(await liveOf(second))).toEqual(await editionDigests(await liveOf(first)));
    for (const question of ['control', 'tallies?measure=killed', 'reports?limit=1000', 'conditions', 'incidents'])
      expect((await first.http.get(`/v1/${question}`)).status, question).toBe(200);
  }, 3_600_000);
});
