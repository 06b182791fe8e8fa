import { reportIdOf } from '#event-log';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const reuters = (number: string): string => reportIdOf('Reuters', number);

interface Membership {
  readonly via: string;
  readonly link: { readonly reason: string } | null;
  readonly knownFrom: string;
  readonly knownTo: string | null;
}
interface IncidentReport extends Membership {
  readonly report: { readonly externalId: string };
}

describe.each(logKinds())('amendments and incidents of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const read = async (path: string, query: Record<string, string | number> = {}) => {
    const answer = await sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const send = async (path: string, body: object): Promise<string> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    await sitrep.settled();
    return answer.body.id as string;
  };
  const incident = async (key: string, knownAt: string) => {
    const { reports } = await read(`/v1/incidents/${key}`, { knownAt });
    return (reports as readonly IncidentReport[]).map(({ report, via }) => `${report.externalId} ${via}`);
  };

  describe('incidents', () => {
    it('the road from Raqqa to Deir al-Zor is one, with five reports that name it themselves', async () => {
      const five = ['D001', 'D002', 'D042', 'D125', 'D153'].map((number) => `${number} own`);
      const { items } = await read('/v1/incidents', { place: 'road-raqqa-deir-al-zor', limit: 1000 });
      const road = items.find((item: { reports: readonly IncidentReport[] }) =>
        item.reports.some(({ report }) => report.externalId === 'D001'),
      );
      expect([...(await incident(road.key, '2017-03-12'))].sort()).toEqual(five);
      expect((await incident(road.key, '2017-03-06')).length).toBeLessThan(5);
    });

    it('the shelling near Manbij, once printed as in Iraq, is one incident and counted once', async () => {
      expect((await incident('E-TR-SHELL', '2017-03-12')).sort()).toEqual(
        expect.arrayContaining(['D173 own', 'D174 own']),
      );
      const tally = await read('/v1/tallies', {
        measure: 'killed',
        group: 'syrian-government-forces',
        to: '2017-03-09',
        knownAt: '2017-03-12',
      });
      expect(tally.items[0]).toMatchObject({ combined: { low: 1, best: null, high: null } });
    });

    it('come page by page, in order of their keys', async () => {
      const whole = await read('/v1/incidents', { limit: 1000, knownAt: '2017-03-12' });
      const keys = whole.items.map(({ key }: { key: string }) => key);
      expect(keys.length).toBeGreaterThan(10);
      expect(keys).toEqual([...keys].sort());
      const paged: string[] = [];
      let next: string | undefined = '/v1/incidents?limit=7&knownAt=2017-03-12';
      while (next !== undefined) {
        const page: { items: { key: string }[]; links: { rel: string; href: string }[] } = await read(next);
        paged.push(...page.items.map(({ key }) => key));
        next = page.links.find(({ rel }) => rel === 'next')?.href;
      }
      expect(paged).toEqual(keys);
    });

    it('one that nobody had named by then is not there, as it is not in an edition until then', async () => {
      await sitrep.http.get('/v1/incidents/E-NOBODY').expect(404);
      expect(await incident('E-TR-SHELL', '2017-03-12')).not.toEqual([]);
      await sitrep.http.get('/v1/incidents/E-TR-SHELL?knownAt=2017-03-01').expect(404);
    });
  });

  describe('links', () => {
    const [handover, held] = [reuters('D013'), reuters('D175')];

    it('the unnamed militia and the military council are linked, and neither report is rewritten', async () => {
      const before = await read(`/v1/reports/${held}`);
      const body = {
        reportIds: [handover, held],
        incident: 'E-MANBIJ-HANDOVER',
        reportedAt: '2017-03-11T12:00:00Z',
        reason: 'The unnamed militia may be the Manbij Military Council.',
      };
      const id = await send('/v1/incidents/links', body);
      const again = await sitrep.http.post('/v1/incidents/links').send({ ...body, reportIds: [held, handover] });
      expect([again.status, again.body]).toEqual([200, { id, incident: 'E-MANBIJ-HANDOVER', alreadyRecorded: true }]);
      expect(again.headers.location).toBe('/v1/incidents/E-MANBIJ-HANDOVER');
      expect(await incident('E-MANBIJ-HANDOVER', '2017-03-12')).toEqual(
        expect.arrayContaining(['D013 link', 'D175 link']),
      );
      expect(await incident('E-MANBIJ-HANDOVER', '2017-03-11T11:59:59Z')).toContain('D013 own');
      expect(await incident('E-MANBIJ-HANDOVER', '2017-03-11T11:59:59Z')).not.toContain('D175 own');
      expect(await incident('E-MANBIJ-CTL', '2017-03-11T11:59:59Z')).toContain('D175 own');
      expect(await incident('E-MANBIJ-CTL', '2017-03-12')).not.toContain('D175 own');
      const after = await read(`/v1/reports/${held}`);
      expect(after.versions).toEqual(before.versions);
      expect(after.amendments).toEqual([
        {
          id,
          kind: 'reports_linked',
          incident: 'E-MANBIJ-HANDOVER',
          reason: body.reason,
          reportedAt: '2017-03-11T12:00:00.000Z',
          follows: [handover, held].sort(),
          by: { id: 'anonymous', name: null },
          changed: [],
        },
      ]);
      expect(after.incidents.map(({ incident: key, via }: { incident: string; via: string }) => [key, via])).toEqual([
        ['E-MANBIJ-CTL', 'own'],
        ['E-MANBIJ-HANDOVER', 'link'],
      ]);
    });

    it('are undone, and as known before the link still stands', async () => {
      const reason = 'The council says that it was not there.';
      await send('/v1/incidents/unlinks', {
        reportIds: [held],
        incident: 'E-MANBIJ-HANDOVER',
        reportedAt: '2017-03-13T12:00:00Z',
        reason,
      });
      expect(await incident('E-MANBIJ-HANDOVER', '2017-03-14')).not.toContain('D175 link');
      expect(await incident('E-MANBIJ-CTL', '2017-03-14')).toContain('D175 own');
      expect(await incident('E-MANBIJ-HANDOVER', '2017-03-12')).toContain('D175 link');
    });

    it('two incidents linked are counted once from then on', async () => {
      const asked = { measure: 'killed', group: 'islamic-state', from: '2017-03-07', to: '2017-03-07' };
      const before = await read('/v1/tallies', { ...asked, knownAt: '2017-03-20' });
      const reports = before.items[0].reports as { id: string; externalId: string }[];
      expect(reports.length).toBeGreaterThan(1);
      await send('/v1/incidents/links', {
        reportIds: reports.map(({ id }) => id),
        incident: 'E-ONE',
        reportedAt: '2017-03-21T12:00:00Z',
        reason: 'One fight, told more than once.',
      });
      const low = async (knownAt: string): Promise<number> =>
        (await read('/v1/tallies', { ...asked, knownAt })).items[0].combined.low as number;
      expect(await low('2017-03-20')).toBe(24);
      expect(await low('2017-03-22')).toBeLessThan(24);
    });

    it('refuse reports that are not there, each with its pointer, and a link of one', async () => {
      const nobody = '00000000-0000-4000-8000-00000000ffff';
      const body = { incident: 'E-ONE', reportedAt: '2017-03-11T12:00:00Z', reason: 'wrong' };
      const unknown = await sitrep.http.post('/v1/incidents/links').send({ ...body, reportIds: [handover, nobody] });
      expect(unknown.status).toBe(422);
      expect(unknown.body.errors).toMatchObject([{ pointer: '/reportIds/1', code: 'unknown_report' }]);
      const alone = await sitrep.http.post('/v1/incidents/links').send({ ...body, reportIds: [handover] });
      expect(alone.body.errors).toMatchObject([{ pointer: '/reportIds', code: 'too_few' }]);
    });
  });

  describe('suggestions', () => {
    it('name likely duplicates in different incidents, explained, and change nothing', async () => {
      const answer = await read('/v1/incident-suggestions', { knownAt: '2017-03-12', limit: 5 });
      expect(answer).toMatchObject({ olderLeftOut: false });
      expect(answer.compared).toBeGreaterThan(100);
      expect(answer.items).toHaveLength(5);
      for (const { score, parts, reports } of answer.items) {
        expect(score).toBeGreaterThanOrEqual(0.7);
        expect(parts.map(({ part }: { part: string }) => part)).toEqual(
          expect.arrayContaining(['place', 'days', 'type']),
        );
        const keys = reports.map(({ incident: key }: { incident: string | null }) => key);
        expect(keys[0] === null || keys[0] !== keys[1]).toBe(true);
      }
      expect(await read('/v1/incident-suggestions', { knownAt: '2017-03-12', limit: 5 })).toEqual(answer);
    });

    it('are gone once a person has linked the two, in an incident whose key may be "suggestions"', async () => {
      const pairs = async () => {
        const { items } = await read('/v1/incident-suggestions', { limit: 1000 });
        return items.map(({ reports }: { reports: { report: { id: string } }[] }) =>
          reports.map((one) => one.report.id),
        );
      };
      const [reportIds] = await pairs();
      const decided = { reportIds, incident: 'suggestions', reportedAt: '2017-03-22T12:00:00Z', reason: 'The same.' };
      await send('/v1/incidents/links', decided);
      expect(await pairs()).not.toContainEqual(reportIds);
      expect(await incident('suggestions', '2017-03-23')).toHaveLength(2);
    });
  });

  describe('grades', () => {
    const [road] = [reuters('D001')];

    it('make a version with the same words; as known before, the old grade stands', async () => {
      const grade = { reliability: 'A', credibility: 1, reason: 'Seen by a monitor.' };
      const id = await send(`/v1/reports/${road}/grades`, { reportedAt: '2017-03-15T12:00:00Z', grade });
      const { versions, amendments } = await read(`/v1/reports/${road}`);
      expect(versions).toHaveLength(2);
      expect(versions[1]).toEqual({
        ...versions[0],
        grade,
        changed: [{ member: 'grade', label: 'Grade', entry: null, before: versions[0].grade, after: grade }],
        citation: versions[0].citation.replace('(B2)', '(A1)'),
        version: 2,
        knownFrom: '2017-03-15T12:00:00.000Z',
        knownTo: null,
      });
      expect(versions[0].knownTo).toBe('2017-03-15T12:00:00.000Z');
      const reportedAt = '2017-03-15T12:00:00.000Z';
      const by = { id: 'anonymous', name: null };
      const { changed } = versions[1];
      expect(amendments).toEqual([
        { id, kind: 'report_graded', reportedAt, reason: null, grade, follows: [road], by, changed },
      ]);
    });

    it('tell what each of two of one moment changed, and nothing of what made no version', async () => {
      const number = reuters('D002');
      const reportedAt = '2017-03-15T12:00:00Z';
      const [{ grade: old, ...version }] = (await read(`/v1/reports/${number}`)).versions;
      const grades = ['A', 'F'].map((reliability) => ({ reliability, credibility: 6 }));
      const [first, second] = grades;
      const one = await send(`/v1/reports/${number}/grades`, { reportedAt, grade: first });
      await send(`/v1/reports/${number}/grades`, { reportedAt, grade: second, follows: [one] });
      await send(`/v1/reports/${number}/retractions`, { reportedAt: '2017-03-16T12:00:00Z', reason: 'Withdrawn.' });
      const { amendments } = await read(`/v1/reports/${version.id}`);
      const change = (before: object | undefined, after: object | undefined) => [
        { member: 'grade', label: 'Grade', entry: null, before, after },
      ];
      expect(amendments.map(({ changed }: { changed: object }) => changed)).toEqual([
        change(old, first),
        change(first, second),
        [],
      ]);
    });

    it('leave the explanations of answers whole', async () => {
      const asked = { validAt: '2017-03-07', knownAt: '2017-03-16' };
      const answer = JSON.stringify(await read('/v1/control/road-raqqa-deir-al-zor/explanation', asked));
      const { versions } = await read(`/v1/reports/${road}`);
      expect(answer).toContain(JSON.stringify(versions[0].summary));
      expect(answer).toContain('"reliability":"A"');
    });

    it('never make one of two reports of one day the later: the place stays contested between both', async () => {
      const draft = (externalId: string, holder: string) => ({
        externalId,
        type: 'area_held',
        summary: `${holder} holds it.`,
        places: ['al-khafsa'],
        occurred: { from: '2017-04-01', to: '2017-04-01', precision: 'day' },
        reportedAt: '2017-04-02T12:00:00Z',
        source: { outlet: 'Test' },
        grade: { reliability: 'C', credibility: 3 },
        control: [
          { place: 'al-khafsa', effect: 'observed', holders: [holder], effective: '2017-04-01', confidence: 'low' },
        ],
      });
      await send('/v1/reports', draft('T1', 'iraq'));
      const graded = await send('/v1/reports', draft('T2', 'sdf'));
      await send(`/v1/reports/${graded}/grades`, {
        reportedAt: '2017-04-04T12:00:00Z',
        grade: { reliability: 'A', credibility: 1 },
        reason: 'It was right.',
      });
      for (const knownAt of ['2017-04-03', '2017-04-05']) {
        const { items } = await read('/v1/control', { place: 'al-khafsa', validAt: '2017-04-02', knownAt });
        expect(items).toMatchObject([{ status: 'contested', holders: ['iraq', 'sdf'] }]);
      }
    });

    it('refuse a report that is not there', async () => {
      const nobody = '00000000-0000-4000-8000-00000000ffff';
      const body = { reportedAt: '2017-03-15T12:00:00Z', grade: { reliability: 'A', credibility: 1 } };
      const answer = await sitrep.http.post(`/v1/reports/${nobody}/grades`).send(body);
      expect([answer.status, answer.body.errors?.[0].code]).toEqual([404, 'unknown_report']);
    });
  });
});
