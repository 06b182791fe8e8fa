import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Answer {
  readonly knownAt: string;
  readonly notes?: readonly string[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

describe.each(logKinds())('as known in the future, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let startedMs: number;

  beforeAll(async () => {
    startedMs = Date.now();
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  it.each(['/v1/control', '/v1/conditions', '/v1/reports', '/v1/incidents', '/v1/tallies?measure=killed'])(
    '%s answers as of now, says so in a note, and links to what it answered',
    async (path) => {
      const separator = path.includes('?') ? '&' : '?';
      const { knownAt, notes, links } = await readAnswer<Answer>(sitrep, `${path}${separator}knownAt=2999-01-01`);
      expect(Date.parse(knownAt)).toBeGreaterThanOrEqual(startedMs);
      expect(Date.parse(knownAt)).toBeLessThanOrEqual(Date.now());
      expect(notes).toEqual([`knownAt 2999-01-01 lies in the future; this is answered as known at ${knownAt}.`]);
      expect(new URL(links[0]!.href, 'http://sitrep').searchParams.get('knownAt')).toBe(knownAt);
    },
  );

  it('today is answered as far as it has come, without a note', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const answer = await readAnswer<Answer>(sitrep, '/v1/control', { knownAt: today });
    expect(Date.parse(answer.knownAt)).toBeLessThanOrEqual(Date.now());
    expect(answer).not.toHaveProperty('notes');
  });

  it('a comparison of two dates notes it too', async () => {
    const { notes } = await readAnswer<Answer>(sitrep, '/v1/changes', { from: '2017-03-01', to: '2999-01-01' });
    expect(notes).toHaveLength(1);
  });
});
