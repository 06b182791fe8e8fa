import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import type { DaysDto } from '../apps/api/src/days/days.dto.js';
import { violationsOf } from './harness/api-client.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe.each(logKinds())('the days of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const days = (query: Record<string, string>): Promise<DaysDto> => readAnswer<DaysDto>(sitrep, '/v1/days', query);
  const window = { from: '2017-03-05', to: '2017-03-12' };

  it('tell of the places that changed hands what the changes between two days tell', async () => {
    for (const query of [
      { knownAt: '2017-03-09' },
      { knownAt: '2017-03-11' },
      { knownAt: '2017-03-11', within: 'mosul' },
      { knownAt: '2017-03-11', policy: 'admission-against-interest@1' },
    ]) {
      const { items, names } = await days({ ...window, ...query });
      expect(items.map(({ bucket }) => bucket)).toHaveLength(8);
      for (const [index, { bucket, changedHands, changedHandsCount }] of items.entries()) {
        const from = items[index - 1]?.bucket ?? '2017-03-04';
        const asked = { from, to: bucket, kinds: 'changedHands', limit: '1000', ...query };
        const { changedHands: told = [] } = await readAnswer<ChangesDto>(sitrep, '/v1/changes', asked);
        const holdersOf = told.map(({ place, after }) => [place.id, after.holders]);
        expect(changedHands.map(({ place, holders }) => [place.id, holders])).toEqual(holdersOf);
        expect(changedHandsCount).toBe(told.length);
      }
      const taken = items.flatMap(({ changedHands }) => changedHands);
      expect(taken.length).toBeGreaterThan(3);
      expect(taken.every(({ holders, takenFrom }) => [...holders, ...takenFrom].every((id) => names[id]))).toBe(true);
    }
    const { items } = await days({ ...window, knownAt: '2017-03-11' });
    const admitted = await days({ ...window, knownAt: '2017-03-11', policy: 'admission-against-interest@1' });
    expect(admitted.policy).toBe('admission-against-interest@1');
    const hands = (all: typeof items) => all.map(({ changedHandsCount }) => changedHandsCount);
    expect(hands(admitted.items)).not.toEqual(hands(items));
    expect(admitted.flows).toEqual((await days({ ...window, knownAt: '2017-03-11' })).flows);
    const silo = items.flatMap(({ changedHands }) => changedHands).find(({ place }) => place.id === 'silo-district');
    expect(silo).toMatchObject({ holders: ['iraq'], takenFrom: ['islamic-state'] });
  });

  it('count every report once, on the day on which it was first made known', async () => {
    const { items, flows } = await days(window);
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    expect(sum(items.map(({ reportsKnown }) => reportsKnown))).toBe(198);
    expect(sum(flows.map(({ count }) => count))).toBe(198);
    expect(flows.some(({ occurred }) => occurred === 'earlier')).toBe(true);
    expect(flows.some(({ occurred, known }) => occurred < known && occurred.startsWith('2017'))).toBe(true);
    const hours = await days({ from: '2017-03-08', to: '2017-03-09', by: 'hour' });
    expect(hours.items).toHaveLength(48);
    const ofDay = (day: string) =>
      sum(hours.items.filter(({ from }) => from === day).map(({ reportsKnown }) => reportsKnown));
    expect(ofDay('2017-03-08')).toBe(items.find(({ bucket }) => bucket === '2017-03-08')?.reportsKnown);
    const weeks = await days({ from: '2017-02-27', to: '2017-03-12', by: 'week' });
    expect(weeks.items.map(({ bucket, reportsKnown }) => [bucket, reportsKnown])).toEqual([
      ['2017-W09', 0],
      ['2017-W10', 198],
    ]);
  });

  it('are bounded, and refuse what they cannot be', async () => {
    const refused = async (query: Record<string, string>) => {
      const answer = await sitrep.http.get('/v1/days').query(query);
      return [answer.status, violationsOf(answer)];
    };
    expect(await refused({ from: '2010-01-01', to: '2017-03-12' })).toEqual([400, ['by too_many']]);
    expect(await refused({ from: '2017-03-12', to: '2017-03-11' })).toEqual([400, ['to reversed']]);
    expect(await refused({ from: '2017-03-12' })).toEqual([400, ['to missing']]);
    expect(await refused({ ...window, within: 'atlantis' })).toEqual([404, ['within unknown_place']]);
    expect((await days({ from: '2010-01-01', to: '2017-03-12', by: 'month' })).items).toHaveLength(87);
  });
});
