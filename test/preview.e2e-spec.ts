import type { ControlItemDto } from '../apps/api/src/control/control-answer.dto.js';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import type { PreviewDto } from '../apps/api/src/preview/preview.dto.js';
import type { ReportHistoryDto } from '../apps/api/src/reports/report-answer.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { violationsOf } from './harness/api-client.js';
import { campaignLines } from './harness/campaign-events.js';
import { sendReports } from './harness/campaign-over-http.js';
import { type ListAnswer, readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Draft extends Record<string, unknown> {
  readonly externalId: string;
  readonly control?: readonly { readonly place: string; readonly effect: string }[];
}

const last_reports = 40;

describe.each(logKinds())('what a report would do, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const drafts = campaignLines<Draft>('reports.ndjson');
  const late = drafts.slice(-last_reports).filter(({ control = [] }) => control.length > 0);
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(
      sitrep,
      drafts.filter((draft) => !late.includes(draft)),
    );
  });
  afterAll(() => sitrep.stop());

  const preview = async (draft: object, query = ''): Promise<PreviewDto> => {
    const answer = await sitrep.http.post(`/v1/reports?dryRun=true${query}`).send(draft);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as PreviewDto;
  };
  const held = async (place: string, validAt: string): Promise<ControlItemDto> =>
    (await readAnswer<ListAnswer<ControlItemDto>>(sitrep, '/v1/control', { place, validAt })).items[0]!;

  it('is what the answers are once it is there, and nothing is stored before', async () => {
    const before = await readAnswer<{ position: string }>(sitrep, '/v1/desk');
    expect(late.length).toBeGreaterThan(5);
    const seen = new Set<string>();
    for (const draft of late) {
      const { effect, problems, isRecorded } = await preview(draft);
      expect({ problems, isRecorded }).toEqual({ problems: [], isRecorded: false });
      const onControl = effect.filter(({ on }) => on === 'control');
      expect(onControl.map(({ place }) => place.id)).toEqual([...new Set(draft.control!.map(({ place }) => place))]);
      for (const { place, validAt, before: now } of onControl) expect(await held(place.id, validAt)).toMatchObject(now);
      if (seen.size === 0)
        expect((await readAnswer<{ position: string }>(sitrep, '/v1/desk')).position).toBe(before.position);
      await sendReports(sitrep, [draft]);
      for (const { place, validAt, after, changes } of onControl) {
        expect(await held(place.id, validAt), draft.externalId).toMatchObject(after);
        seen.add(String(changes));
      }
    }
    expect([...seen].sort()).toEqual(['false', 'true']);
  });

  it('tells of the counts that its figures count in, and of no other pair of what is counted and of whom', async () => {
    const basis = { basis: 'incremental', low: 3, high: 3 };
    const { counts } = await preview({
      externalId: 'T-2',
      type: 'shelling',
      summary: 'Shells fell.',
      reportedAt: '2017-03-12T10:00:00Z',
      occurred: { from: '2017-03-12', to: '2017-03-12' },
      places: ['iraq'],
      figures: [
        { ...basis, measure: 'killed', group: 'iraqi-army' },
        { ...basis, measure: 'wounded', group: 'civilians' },
      ],
      source: { outlet: 'Desk' },
    });
    const told = counts.map(({ measure, group, changes }) => [measure, group, changes]);
    expect(told).toEqual([
      ['killed', 'iraqi-army', true],
      ['wounded', 'civilians', true],
    ]);
  });

  it('tells what a report and its correction do to counts, and the correction says what it changed', async () => {
    const counted = async ({ place, measure, group }: PreviewDto['counts'][number]) => {
      const asked = { measure, group, exact: 'true', ...(place === null ? {} : { within: place }) };
      const [item] = (await readAnswer<ListAnswer<TallyItemDto>>(sitrep, '/v1/tallies', asked)).items;
      return item === undefined ? null : { ...item.combined, lowExclusive: item.lowExclusive, flags: item.flags };
    };
    const figure = (low: number) => [
      { measure: 'killed', group: 'civilians', basis: 'incremental', low, high: low, place: 'mosul-west' },
    ];
    const draft = (low: number) => ({
      id: '0190aaaa-0000-7000-8000-0000000000c1',
      type: 'shelling',
      summary: `Shells killed ${low}.`,
      reportedAt: '2017-03-12T10:00:00Z',
      occurred: { from: '2017-03-12', to: '2017-03-12' },
      places: ['mosul'],
      figures: figure(low),
      source: { outlet: 'Desk' },
    });
    const tell = async (one: object, record: () => Promise<void>): Promise<PreviewDto['counts']> => {
      const { counts } = await preview(one);
      for (const count of counts) expect(await counted(count)).toEqual(count.before);
      await record();
      await sitrep.settled();
      for (const count of counts) expect(await counted(count)).toEqual(count.after);
      return counts;
    };
    const [first] = await tell(draft(12), () => sendReports(sitrep, [draft(12)]));
    expect(first).toMatchObject({ place: 'mosul-west', measure: 'killed', group: 'civilians', changes: true });
    const reportedAt = '2017-03-12T12:00:00Z';
    const corrected = { ...draft(21), reportedAt };
    const [second] = await tell(corrected, async () => {
      const body = { reportedAt, reason: 'Misheard.', report: draft(21) };
      const { status } = await sitrep.http.post(`/v1/reports/${corrected.id}/corrections`).send(body);
      expect(status).toBe(201);
    });
    expect([second?.before?.low, second?.after?.low]).toEqual([first?.after?.low, (first?.after?.low ?? 0) + 9]);
    const changed = [
      { member: 'summary', label: 'Summary', before: 'Shells killed 12.', after: 'Shells killed 21.' },
      { member: 'figures.amount', entry: { measure: 'killed' }, before: { low: 12 }, after: { low: 21 } },
    ];
    expect((await preview({ ...draft(30), reportedAt })).changed).toMatchObject([
      { member: 'summary', before: 'Shells killed 21.', after: 'Shells killed 30.' },
      { member: 'figures.amount', after: { low: 30 } },
    ]);
    const { versions } = await readAnswer<ReportHistoryDto>(sitrep, `/v1/reports/${corrected.id}`);
    expect(versions.map((version) => version.changed)).toMatchObject([[], changed]);
    const between = {
      knownFrom: '2017-03-12T11:00:00Z',
      knownTo: '2017-03-12T13:00:00Z',
      validAt: '2017-03-12',
      kinds: 'known',
    };
    const { known } = await readAnswer<ChangesDto>(sitrep, '/v1/changes', between);
    expect(known).toMatchObject([{ kind: 'report_corrected', changed }]);
  });

  it('names likely duplicates by the rule of the suggestions, and the effect on the state of things', async () => {
    const road = {
      externalId: 'X1',
      type: 'road_cut',
      summary: 'Syrian fighters cut the road.',
      reportedAt: '2017-03-12T10:00:00Z',
      occurred: { from: '2017-03-06', to: '2017-03-06' },
      places: ['road-raqqa-deir-al-zor'],
      actors: [{ role: 'by', actor: 'sdf' }],
      condition: [
        {
          place: 'road-raqqa-deir-al-zor',
          state: 'cut',
          effective: '2017-03-12',
          closedTo: ['sdf'],
          confidence: 'high',
        },
      ],
      source: { outlet: 'Desk' },
    };
    const { likelyDuplicates, effect, names } = await preview(road);
    expect(likelyDuplicates.length).toBeGreaterThan(0);
    expect(likelyDuplicates.every(({ score }) => score >= 0.7)).toBe(true);
    expect(effect.map(({ on, place }) => [on, place.id])).toContainEqual(['passage', 'road-raqqa-deir-al-zor']);
    expect(effect.find(({ on }) => on === 'passage')).toMatchObject({
      changes: true,
      before: { state: 'cut', closedTo: ['islamic-state'] },
      after: { state: 'cut', closedTo: ['sdf'] },
    });
    expect(names['sdf']).toBe('Syrian Democratic Forces');
  });

  it('tells of what would be refused, of what is there already, and of the moment asked about', async () => {
    const [draft] = late;
    const { problems, effect } = await preview({ ...draft, externalId: 'X2', places: ['atlantis'] });
    expect(problems).toMatchObject([{ pointer: '/places/0', code: 'unknown_place' }]);
    expect(effect).toEqual([]);
    expect((await preview(draft!)).isRecorded).toBe(true);
    const early = await preview({ ...draft, externalId: 'X3' }, '&validAt=2017-01-01');
    expect(early.effect.every(({ validAt }) => validAt.startsWith('2017-01-01T2'))).toBe(true);
    const strange = await sitrep.http.post('/v1/reports?dryRun=yes').send(draft);
    expect([strange.status, violationsOf(strange)]).toEqual([400, ['dryRun not_one_of']]);
    const shapeless = await sitrep.http.post('/v1/reports?dryRun=true').send({ type: 1 });
    expect(shapeless.status).toBe(400);
  });
});
