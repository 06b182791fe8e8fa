import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionDigests, live_edition } from '#editions';
import { reportIdOf } from '#event-log';
import { exportCampaign } from '../apps/cli/src/export/run-export.js';
import { importCampaign } from '../apps/cli/src/import/import-campaign.js';
import { noProgress } from '../apps/cli/src/import/import-progress.js';
import { campaignLines } from './harness/campaign-events.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const reuters = (number: string): string => reportIdOf('Reuters', number);

describe.each(logKinds())('a campaign folder that was exported from the %s log', (kind) => {
  const running: RunningSitrep[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sitrep-export-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    for (const sitrep of running) await sitrep.stop();
  });

  const start = async (): Promise<RunningSitrep> => {
    const sitrep = await startSitrep(kind);
    running.push(sitrep);
    return sitrep;
  };
  const importInto = async (sitrep: RunningSitrep, from: string) => {
    if (!sitrep.app.getHttpServer().listening) await sitrep.app.listen(0, '127.0.0.1');
    return importCampaign(from, { url: await sitrep.app.getUrl(), progress: noProgress });
  };
  const digests = async ({ editions }: RunningSitrep) => {
    const live = await editions.find(live_edition);
    return editionDigests(editions.scope(live!));
  };

  it('makes the same read models in an empty Sitrep, corrections, retractions, grades and links included', async () => {
    const first = await start();
    await importInto(first, join(import.meta.dirname, 'campaign/march-2017'));
    await first.settled();
    const send = async (path: string, body: object): Promise<void> => {
      const answer = await first.http.post(path).send(body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    };
    const reportedAt = '2017-03-12T00:00:00Z';
    const report = campaignLines<{ externalId: string }>('reports.ndjson').find(
      ({ externalId }) => externalId === 'D002',
    )!;
    await send('/v1/reports', { ...report, externalId: 'of a day', reportedAt: '2017-03-12' });
    const corrected = { ...report, summary: 'Otherwise.' };
    await send(`/v1/reports/${reuters('D002')}/corrections`, { reportedAt, reason: 'A mistake.', report: corrected });
    await send(`/v1/reports/${reuters('D003')}/retractions`, { reportedAt, reason: 'Withdrawn.' });
    const again = { reportedAt: '2017-03-13T00:00:00Z', reason: 'Another was meant.' };
    await send(`/v1/reports/${reuters('D003')}/reinstatements`, again);
    await send(`/v1/reports/${reuters('D004')}/grades`, { reportedAt, grade: { reliability: 'A', credibility: 1 } });
    // Two of one moment, and a third that follows both: the third counts, though the id of the second is greater.
    const idOf = (first: string): string => `${first}0000000-0000-4000-8000-000000000000`;
    const grade = (id: string, credibility: number, follows: string | readonly string[]): Promise<void> =>
      send(`/v1/reports/${reuters('D005')}/grades`, {
        id,
        follows,
        reportedAt,
        grade: { reliability: 'A', credibility },
      });
    await grade(idOf('a'), 1, reuters('D005'));
    await grade(idOf('f'), 2, reuters('D005'));
    await grade(idOf('b'), 3, [idOf('a'), idOf('f')]);
    const decision = {
      reportIds: [reuters('D013'), reuters('D175')],
      incident: 'E-MANBIJ',
      reason: 'The same.',
      reportedAt,
    };
    await send('/v1/incidents/links', decision);
    await send('/v1/incidents/unlinks', { ...decision, reportedAt: '2017-03-14T00:00:00Z' });
    const moved = {
      id: 'mosul',
      name: 'Mosul (moved)',
      kind: 'city',
      parent: 'nineveh-governorate',
      timeZone: 'Asia/Baghdad',
    };
    await send('/v1/places', { ...moved, location: { lat: 36.34, lon: 43.13, precisionKm: 5 } });
    await first.settled();

    const target = join(folder, kind);
    expect(await exportCampaign(target, first, {})).toEqual({
      summary: expect.stringMatching(/199 reports, 9 amendments$/) as unknown,
      unread: 0,
      drafts: 0,
    });
    const second = await start();
    const tallies = await importInto(second, target);
    expect(tallies.flatMap((tally) => tally.complaints())).toEqual([]);
    await second.settled();
    expect(await digests(second)).toEqual(await digests(first));

    const [, , , amendments] = await importInto(second, target);
    expect(amendments?.summary()).toBe('0 amendments recorded, 9 already there, 0 refused');
    // Into the Sitrep that it came from: it says what follows what, which those who sent it had left to the api.
    const [, , reports, own] = await importInto(first, target);
    expect(reports?.summary()).toBe('0 reports recorded, 199 already there, 0 refused');
    expect(own?.summary()).toBe('0 amendments recorded, 9 already there, 0 refused');
    await expect(exportCampaign(target, first, {})).rejects.toThrow(/is not empty/);
    expect((await readFile(join(target, 'reports.ndjson'), 'utf8')).trimEnd().split('\n')).toHaveLength(199);
  });
});
