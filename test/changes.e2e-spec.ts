import { reportIdOf } from '#event-log';
import { sendCampaign } from './harness/campaign-over-http.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const reuters = (number: string): string => reportIdOf('Reuters', number);

interface Change {
  readonly place: { readonly id: string };
  readonly before: { readonly status: string; readonly holders: readonly string[] };
  readonly after: { readonly status: string; readonly holders: readonly string[] };
}
const written = (changes: readonly Change[], place: string): string => {
  const change = changes.find((one) => one.place.id === place);
  if (change === undefined) return 'none';
  const { before, after } = change;
  return `${before.status} ${before.holders.join()} → ${after.status} ${after.holders.join()}`;
};

describe.each(logKinds())('what changed between two dates of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sendCampaign(sitrep);
    const reportIds = [reuters('D013'), reuters('D175')];
    const decision = { incident: 'E-MANBIJ-HANDOVER', reason: 'The militia is not named.' };
    await send('/v1/incidents/links', { ...decision, reportIds, reportedAt: '2017-03-12T00:00:00Z' });
    await send('/v1/incidents/unlinks', {
      ...{ ...decision, reportIds: [reuters('D175')], reportedAt: '2017-03-13T12:00:00Z' },
    });
    const grade = { reliability: 'A', credibility: 1 };
    await send(`/v1/reports/${reuters('D001')}/grades`, { grade, reportedAt: '2017-03-15T12:00:00Z' });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const send = async (path: string, body: object): Promise<void> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };
  const read = async (path: string, query: Record<string, string | number> = {}) => {
    const answer = await sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };

  it('in the world: the road from Mosul to Tal Afar changed hands, as known at the end', async () => {
    const { world, knowledge } = await read('/v1/changes', { from: '2017-03-07', to: '2017-03-09' });
    expect(written(world.control, 'road-mosul-tal-afar')).toBe('inferred islamic-state → held iraq');
    expect(written(knowledge.control, 'road-mosul-tal-afar')).toMatch(/→ held iraq$/);
    expect(world.control.every(({ before, after }: Change) => JSON.stringify(before) !== JSON.stringify(after))).toBe(
      true,
    );
  });

  it('each change is what the two questions answer', async () => {
    const [from, to] = ['2017-03-06', '2017-03-10'];
    const { world, knowledge } = await read('/v1/changes', { from, to, limit: 1000 });
    const control = async (validAt: string, knownAt: string) =>
      new Map<string, object>(
        (await read('/v1/control', { validAt, knownAt, limit: 1000 })).items.map(
          ({ place, insideAreaHeldBy: _hint, ...answer }: { place: { id: string }; insideAreaHeldBy: unknown }) => [
            place.id,
            answer,
          ],
        ),
      );
    const now = await control(to, to);
    for (const [changes, before] of [
      [world.control, await control(from, to)],
      [knowledge.control, await control(to, from)],
    ] as const) {
      expect(changes.length).toBeGreaterThan(3);
      for (const change of changes as readonly Change[]) {
        expect(change.before).toEqual(before.get(change.place.id));
        expect(change.after).toEqual(now.get(change.place.id));
      }
    }
  });

  it('in what was known: the reports that came, were linked and graded, in order', async () => {
    const { knowledge } = await read('/v1/changes', { from: '2017-03-11', to: '2017-03-15T12:00:00Z' });
    const said = knowledge.reports.map(
      ({ kind: what, report }: { kind: string; report: { externalId: string } }) => `${what} ${report.externalId}`,
    );
    const amendments = said.filter((line: string) => !line.startsWith('reported '));
    expect(amendments.sort()).toEqual([
      ...['report_graded D001', 'reports_linked D013', 'reports_linked D175', 'reports_unlinked D175'],
    ]);
    const times = knowledge.reports.map(({ reportedAt }: { reportedAt: string }) => reportedAt);
    expect(times).toEqual([...times].sort());
  });

  it('of one place, without what is elsewhere; nothing changes between a date and itself', async () => {
    const asked = { from: '2017-03-07', to: '2017-03-09', place: 'road-mosul-tal-afar' };
    const { world, knowledge } = await read('/v1/changes', asked);
    expect(world.control.map(({ place }: Change) => place.id)).toEqual(['road-mosul-tal-afar']);
    const all = await read('/v1/changes', { from: '2017-03-07', to: '2017-03-09', limit: 1000 });
    expect(knowledge.reports.length).toBeGreaterThan(0);
    expect(knowledge.reports.length).toBeLessThan(all.knowledge.reports.length);
    const still = await read('/v1/changes', { from: '2017-03-09', to: '2017-03-09' });
    expect([still.world.control, still.knowledge.control, still.knowledge.reports]).toEqual([[], [], []]);
  });

  it('a list that is longer than the limit says so; dates in the wrong order are refused', async () => {
    const few = await read('/v1/changes', { from: '2017-03-05', to: '2017-03-12', limit: 1 });
    expect(few.world).toMatchObject({ moreControl: true });
    expect(few.knowledge).toMatchObject({ moreControl: true, moreReports: true });
    expect(few.knowledge.reports).toHaveLength(1);
    const reversed = await sitrep.http.get('/v1/changes').query({ from: '2017-03-09', to: '2017-03-07' });
    expect([reversed.status, reversed.body.errors[0].code]).toEqual([400, 'reversed']);
  });
});
