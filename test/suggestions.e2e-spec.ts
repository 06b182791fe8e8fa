import type { SuggestionDto, SuggestionsDto } from '../apps/api/src/incidents/suggestion.dto.js';
import { campaignLines } from './harness/campaign-events.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const numbersOf = ({ reports }: SuggestionDto): string => reports.map(({ report }) => report.externalId).join(' ');

const isOfTwoIncidents = ({ reports }: SuggestionDto): boolean => reports.every(({ incident }) => incident !== null);

interface SentPlace {
  readonly id: string;
  readonly kind: string;
  readonly parent?: string;
}

describe.each(logKinds())('suggestions of duplicates, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let items: readonly SuggestionDto[];

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    ({ items } = await readAnswer<SuggestionsDto>(sitrep, '/v1/incident-suggestions', { limit: '1000' }));
  });
  afterAll(() => sitrep.stop());

  it('of March 2017 begin with repeats, and have no two incidents among the ten best', () => {
    const best = items.slice(0, 10);
    expect(best.map(numbersOf)).toEqual(expect.arrayContaining(['D164 D112', 'D090 D113', 'D078 D114']));
    expect(best.filter(isOfTwoIncidents)).toEqual([]);
  });

  it('put pairs of two different incidents last, and sort each part by likeness', () => {
    const order = items.map((item) => Number(isOfTwoIncidents(item)) - item.score / 10);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(items.some(isOfTwoIncidents)).toBe(true);
  });

  it('never pair different buildings, bridges or districts, and may pair a building with the district around it', () => {
    const places = new Map(campaignLines<SentPlace>('places.ndjson').map((place) => [place.id, place]));
    const reports = campaignLines<{ externalId: string; places: readonly string[] }>('reports.ndjson');
    const scenes = new Map(reports.map((report) => [report.externalId, report.places]));
    const pairs = items.map(({ reports: pair }) => pair.flatMap(({ report }) => scenes.get(report.externalId!) ?? []));
    const kinds = new Set(['building', 'bridge', 'district']);
    const between = pairs
      .filter((pair) => pair.length === 2 && pair[0] !== pair[1])
      .filter((pair) => pair.every((id) => kinds.has(places.get(id)!.kind)));
    expect(between.length).toBeGreaterThan(0);
    const lies = (inner: string, area: string): boolean => {
      const { parent } = places.get(inner)!;
      return parent !== undefined && (parent === area || lies(parent, area));
    };
    for (const pair of between) {
      const [one, other] = pair as [string, string];
      expect(pair).toSatisfy(() => lies(one, other) || lies(other, one));
      expect(places.get(one)!.kind).not.toBe(places.get(other)!.kind);
    }
  });

  it('are asked at a route of their own, so that an incident may be called "suggestions"', async () => {
    const reportIds = items[0]!.reports.map(({ report }) => report.id);
    const decided = { reportIds, incident: 'suggestions', reportedAt: '2017-03-22T12:00:00Z', reason: 'The same.' };
    const unreadable = await sitrep.http
      .post('/v1/incidents/links')
      .send({ ...decided, incident: '..' })
      .expect(400);
    expect(unreadable.body).toMatchObject({ errors: [{ pointer: '/incident', code: 'not_text' }] });
    await sitrep.http.post('/v1/incidents/links').send(decided).expect(201);
    await sitrep.settled();
    const { key, reports } = await readAnswer<{ key: string; reports: readonly object[] }>(
      sitrep,
      '/v1/incidents/suggestions',
    );
    expect([key, reports.length]).toEqual(['suggestions', 2]);
    const left = await readAnswer<SuggestionsDto>(sitrep, '/v1/incident-suggestions', { limit: '1000' });
    expect(left.items.map(numbersOf)).not.toContain(numbersOf(items[0]!));
  });
});
