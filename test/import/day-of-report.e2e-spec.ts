import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#platform';
import { readAnswer } from '../harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

interface Counts {
  readonly reports: { readonly recorded: number; readonly present: number; readonly corrected: number };
  readonly drafts: object;
}
interface Report {
  readonly id: string;
  readonly externalId: string;
  readonly reportedAt: string;
  readonly summary: string;
}

const zones = { mosul: 'Asia/Baghdad', cali: 'America/Bogota' };

describe.each(logKinds())('a file that says the day of a report alone, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    folder = await mkdtemp(join(tmpdir(), 'sitrep-days-'));
    for (const [id, timeZone] of Object.entries(zones))
      await sitrep.http.post('/v1/places').send({ id, name: id, kind: 'city', timeZone }).expect(201);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await sitrep.stop();
  });

  const clockAt = (now: string): void => void vi.spyOn(SystemClock.prototype, 'nowMs').mockReturnValue(Date.parse(now));
  /** Each row has the day on which it happened and, a slash behind it, that on which it was reported. */
  async function imports(
    outlet: string,
    days: Record<string, string>,
    what: string,
    ...more: string[]
  ): Promise<Counts> {
    const rows = Object.entries(days).map(([place, day]) => `${place},${day.replace('/', ',')},${what}`);
    const mapping = {
      timeZone: 'Asia/Tokyo',
      report: {
        externalId: { column: 'where' },
        type: 'clash',
        summary: { column: 'what' },
        occurred: { from: { column: 'on', as: 'day' }, to: { column: 'on', as: 'day' } },
        reportedAt: { column: 'told', as: 'instant' },
        places: [{ column: 'where' }],
        source: { outlet },
      },
    };
    const file = join(folder, `${outlet}.csv`);
    await writeFile(file, ['where,on,told,what', ...rows].join('\n'));
    await writeFile(`${file}.json`, JSON.stringify(mapping));
    const { out } = await runImport(sitrep, url, file, '--map', `${file}.json`, '--json', ...more);
    return JSON.parse(out) as Counts;
  }
  const reports = async (outlet: string, knownAt?: string): Promise<readonly Report[]> =>
    (
      await readAnswer<{ items: Report[] }>(sitrep, '/v1/reports', {
        outlet,
        ...(knownAt !== undefined && { knownAt }),
      })
    ).items;
  const known = async (outlet: string, knownAt: string): Promise<readonly string[]> =>
    (await reports(outlet, knownAt)).map(({ externalId }) => externalId).sort();
  const toldAt = async (outlet: string): Promise<object> =>
    Object.fromEntries((await reports(outlet)).map(({ externalId, reportedAt }) => [externalId, reportedAt]));
  const day = '2017-03-07/2017-03-07';

  it('has it known from the end of that day at the place on, and on no day before it', async () => {
    expect((await imports('Old', { mosul: day, cali: day }, 'Shots')).reports).toMatchObject({ recorded: 2 });
    expect(await toldAt('Old')).toEqual({
      mosul: '2017-03-07T23:59:59.999+03:00',
      cali: '2017-03-07T23:59:59.999-05:00',
    });
    expect(await known('Old', '2017-03-06')).toEqual([]);
    expect(await known('Old', '2017-03-07')).toEqual(['mosul']);
    expect(await known('Old', '2017-03-08')).toEqual(['cali', 'mosul']);
  });

  it('takes a row of today as known since it came in, and changes nothing when it is imported again the next day', async () => {
    clockAt('2017-03-07T09:30:00Z');
    expect((await imports('Today', { mosul: day, cali: day }, 'Shots')).reports).toMatchObject({ recorded: 2 });
    const told = { mosul: '2017-03-07T12:30:00.000+03:00', cali: '2017-03-07T04:30:00.000-05:00' };
    expect(await toldAt('Today')).toEqual(told);
    const head = await sitrep.eventLog.head();
    clockAt('2017-03-08T11:00:00Z');
    expect((await imports('Today', { mosul: day, cali: day }, 'Shots')).reports).toMatchObject({
      recorded: 0,
      present: 2,
      corrected: 0,
    });
    expect(await sitrep.eventLog.head()).toEqual(head);
    expect(await toldAt('Today')).toEqual(told);
    vi.restoreAllMocks();
    expect((await imports('Today', { mosul: day, cali: day }, 'Shells')).reports).toMatchObject({ corrected: 2 });
  });

  it('takes a row of the day that has begun for who wrote it, and none of a day that has begun for nobody', async () => {
    clockAt('2017-03-06T22:00:00Z');
    const { reports } = await imports(
      'Early',
      { cali: '2017-03-06/2017-03-07', mosul: '2017-03-06/2017-03-08' },
      'Shots',
    );
    expect(reports).toMatchObject({ recorded: 1, refused: 1 });
    expect(await toldAt('Early')).toEqual({ cali: '2017-03-06T17:00:00.000-05:00' });
  });

  it('is another reading of a draft where a row has changed, and not because a day has passed', async () => {
    const days = { mosul: day, cali: day };
    const drafts = async (what: string, on: Record<string, string> = days): Promise<object> => {
      const {
        drafts: counted,
        reports: { present },
      } = await imports('Drafts', on, what, '--draft');
      return { ...counted, present };
    };
    clockAt('2017-03-07T09:30:00Z');
    expect(await drafts('Shots')).toEqual({ recorded: 2, revised: 0, present: 0 });
    clockAt('2017-03-08T11:00:00Z');
    expect(await drafts('Shots')).toEqual({ recorded: 0, revised: 0, present: 2 });
    expect(await drafts('Shells')).toEqual({ recorded: 0, revised: 2, present: 0 });
    clockAt('2017-03-09T11:00:00Z');
    const head = await sitrep.eventLog.head();
    expect(await drafts('Shells')).toEqual({ recorded: 0, revised: 0, present: 2 });
    expect(await sitrep.eventLog.head()).toEqual(head);
    // That it was reported on another day is something else.
    const later = { ...days, mosul: '2017-03-07/2017-03-08' };
    expect(await drafts('Shells', later)).toEqual({ recorded: 0, revised: 1, present: 1 });
    expect(await drafts('Shells', later)).toEqual({ recorded: 0, revised: 0, present: 2 });
  });

  it('is the same for who posts it: sent again with the day it is one event, a correction as a report', async () => {
    const body = {
      externalId: 'P1',
      type: 'clash',
      summary: 'Shots',
      occurred: { from: '2017-03-07', to: '2017-03-07' },
      reportedAt: '2017-03-07',
      places: ['mosul'],
      source: { outlet: 'Posted' },
    };
    const post = async (path: string, sent: object) => {
      const { status, body: answer } = await sitrep.http.post(path).send(sent);
      return { status, ...(answer as { id: string }) };
    };
    clockAt('2017-03-07T09:30:00Z');
    const { id, status } = await post('/v1/reports', body);
    expect(status).toBe(201);
    clockAt('2017-03-08T09:30:00Z');
    expect(await post('/v1/reports', body)).toMatchObject({ status: 200, id });
    expect(await post('/v1/reports', { ...body, reportedAt: '2017-03-06' })).toMatchObject({ status: 422 });
    const correction = { reportedAt: '2017-03-08', reason: 'A slip.', report: { ...body, summary: 'Shells' } };
    const corrected = await post(`/v1/reports/${id}/corrections`, correction);
    expect(corrected.status).toBe(201);
    await sitrep.settled();
    clockAt('2017-03-09T09:30:00Z');
    expect(await post(`/v1/reports/${id}/corrections`, correction)).toMatchObject({ status: 200, id: corrected.id });
    await sitrep.settled();
    const known = async (at: string): Promise<string | undefined> =>
      (await reports('Posted', at)).find((one) => one.id === id)?.summary;
    expect([await known('2017-03-07T12:29+03:00'), await known('2017-03-07'), await known('2017-03-08')]).toEqual([
      undefined,
      'Shots',
      'Shells',
    ]);
    expect((await post('/v1/reports', { ...body, externalId: 'P2', reportedAt: '2017-03-12' })).status).toBe(422);
  });
});
