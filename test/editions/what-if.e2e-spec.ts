import { recordCampaign } from '../harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { questions, said, type SentReport, severalOutlets } from './several-outlets.js';
import { jobDone } from '../harness/job-done.js';

const reliabilities = 'ABCDEF';

interface Ordered {
  readonly edition: { readonly id: string; readonly name: string; readonly status: string };
  readonly job: { readonly id: string; readonly status: string };
  readonly notes: readonly string[];
}

/** What is left out, and the same said of the reports themselves. */
const whatIfs: readonly (readonly [string, object, (report: SentReport) => boolean])[] = [
  ['an outlet', { outlets: ['sana'] }, ({ source }) => source.outlet !== 'SANA'],
  [
    'a voice',
    { sources: ['Reuters narrative'] },
    ({ source }) => !(source.chain ?? [source.outlet]).includes('Reuters narrative'),
  ],
  [
    'bad grades',
    { gradesBelow: { reliability: 'B', credibility: 3 } },
    ({ grade }) => reliabilities.indexOf(grade.reliability) <= 1 && grade.credibility <= 3,
  ],
];

describe('what if', () => {
  /** For each case a log that never had the reports. */
  const without = new Map<string, RunningSitrep>();
  beforeAll(async () => {
    for (const [name, , isKept] of whatIfs) {
      const other = await startSitrep('postgres');
      without.set(name, other);
      await recordCampaign(other, severalOutlets().filter(isKept));
    }
  });
  afterAll(() => Promise.all([...without.values()].map((other) => other.stop())));

  describe.each(logKinds())('on the %s log', (kind) => {
    let sitrep: RunningSitrep;
    beforeAll(async () => {
      sitrep = await startSitrep(kind);
      await recordCampaign(sitrep, severalOutlets());
    });
    afterAll(() => sitrep.stop());

    const built = async (order: object): Promise<Ordered> => {
      const answer = await sitrep.http.post('/v1/editions').send(order).expect(202);
      const ordered = answer.body as Ordered;
      expect(answer.headers['location']).toBe(`/v1/jobs/${ordered.job.id}`);
      await jobDone(async () => (await sitrep.http.get(`/v1/jobs/${ordered.job.id}`).expect(200)).body);
      return ordered;
    };

    it.each(whatIfs)('without %s the answers are those of a log that never had such reports', async (what, left) => {
      const name = `without-${what.replaceAll(' ', '-')}`;
      const { edition, notes } = await built({ name, definition: { without: left } });
      expect(notes).toEqual([]);
      const other = without.get(what)!;
      let differing = 0;
      for (const question of questions) {
        const at = (source: string): string => `${question}${question.includes('?') ? '&' : '?'}edition=${source}`;
        const answer = await said(sitrep, at(name));
        expect(answer, question).toEqual(await said(other, question));
        expect(await said(sitrep, at(edition.id)), question).toEqual(answer);
        if (JSON.stringify(answer) !== JSON.stringify(await said(sitrep, question))) differing += 1;
      }
      expect(differing).toBeGreaterThan(6);
    });

    it('until a known date the answers are those that the live edition gives for that date', async () => {
      await built({ name: 'until-8-march', definition: { until: { knownAt: '2017-03-08' } } });
      for (const question of questions.filter((one) => one.includes('knownAt'))) {
        const asked = question.replace(/knownAt=[\d-]+/, 'knownAt=2017-03-08');
        expect(await said(sitrep, `${asked}&edition=until-8-march`), asked).toEqual(await said(sitrep, asked));
      }
    });

    it('tells what nothing stays out for, and how far the job has come', async () => {
      const { job, notes } = await built({
        name: 'mistyped',
        definition: { without: { outlets: ['Rueters', 'Reuters'], sources: ['nobody'] } },
      });
      expect(notes).toEqual([
        'No report is of the outlet "Rueters": nothing stays out for it.',
        'No report names the voice "nobody": nothing stays out for it.',
      ]);
      const { body } = await sitrep.http.get(`/v1/jobs/${job.id}`).expect(200);
      const { events } = (await sitrep.http.get('/v1/editions/mistyped')).body.counts;
      expect(body).toMatchObject({ kind: 'build', status: 'successful', dismissRequested: false, message: null });
      expect(body.progress).toMatchObject({ phase: expect.any(String), ratePerSecond: null, etaSeconds: null });
      expect(body.result).toMatchObject({ edition: 'mistyped', sizeBytes: expect.any(Number) });
      expect(events).toBeGreaterThan(300);
    });
  });
});
