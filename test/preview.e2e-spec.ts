import type { ControlItemDto } from '../apps/api/src/control/control-answer.dto.js';
import type { PreviewDto } from '../apps/api/src/preview/preview.dto.js';
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
      after: { state: 'cut', closedTo: ['islamic-state', 'sdf'] },
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
