import type { DeskDto } from '../apps/api/src/desk/desk.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe.each(logKinds())('what a page must know of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  const desk = (): Promise<DeskDto> => readAnswer<DeskDto>(sitrep, '/v1/desk');

  it('is complete before anything is reported', async () => {
    expect(await desk()).toMatchObject({
      zone: 'UTC',
      languages: [],
      firstDay: null,
      lastDay: null,
      firstKnown: null,
      lastKnown: null,
      startView: { bounds: null },
      parties: [],
      pins: [],
      agedAfterDays: 30,
      styleUrl: null,
      edition: 'live',
    });
  });

  it('is the days that reports cover, the box around their places, and the sides, the first seen first', async () => {
    await recordCampaign(sitrep);
    const { firstDay, lastDay, firstKnown, lastKnown, startView, parties, pins, languages } = await desk();
    expect([lastDay, firstKnown, lastKnown]).toEqual(['2017-03-11', '2017-03-06', '2017-03-11']);
    expect(firstDay! < '2017-01-01').toBe(true);
    const [west, south, east, north] = startView.bounds!;
    expect(west > 36 && east < 45 && south > 31 && north < 38 && west < east && south < north).toBe(true);
    expect(parties.slice(0, 3)).toEqual([
      { id: 'islamic-state', name: 'Islamic State', letters: 'IS', colour: 'p1' },
      { id: 'iraq', name: 'Iraq (government)', letters: 'IRQ', colour: 'p2' },
      { id: 'sdf', name: 'Syrian Democratic Forces', letters: 'SDF', colour: 'p3' },
    ]);
    expect(new Set(parties.map(({ letters }) => letters)).size).toBe(parties.length);
    expect(parties.slice(5).every(({ colour }) => colour === null)).toBe(true);
    expect(pins.map(({ measure }) => measure)).toContain('killed');
    expect(languages[0]).toBe('ar');
  });

  it('gives a side its colour and letters once: no further report takes them away, early or late, of many places', async () => {
    const marksOf = ({ parties }: DeskDto) =>
      new Map(parties.map(({ id, colour, letters }) => [id, [colour, letters]]));
    const before = marksOf(await desk());
    const post = async (path: string, body: object): Promise<void> => {
      const { status, body: answer } = await sitrep.http.post(path).send(body);
      expect(status, JSON.stringify(answer)).toBe(201);
    };
    const registeredAt = '2017-01-01T00:00:00Z';
    await post('/v1/actors', { id: 'aa-front', name: 'Aa Front', kind: 'militia', registeredAt });
    const taken = {
      type: 'area_seized',
      occurred: { from: '2012-01-01', to: '2012-01-01' },
      source: { outlet: 'Wire' },
    };
    for (const [number, holder] of ['aa-front', 'peshmerga', 'peshmerga', 'turkey', 'turkey', 'turkey'].entries()) {
      const place = `far-${number}`;
      await post('/v1/places', { id: place, name: place, kind: 'city', timeZone: 'Asia/Kolkata', registeredAt });
      const control = [{ place, effect: 'gained', holders: [holder], effective: '2012-01-01' }];
      const told = { externalId: place, summary: place, reportedAt: '2012-01-02T00:00:00Z', places: [place], control };
      await post('/v1/reports', { ...taken, ...told });
      await sitrep.settled();
      const after = marksOf(await desk());
      for (const [side, marks] of before) expect(after.get(side), side).toEqual(marks);
    }
    expect(marksOf(await desk()).get('aa-front')?.[0] ?? null).toBe(before.size < 5 ? `p${before.size + 1}` : null);
  });
});
