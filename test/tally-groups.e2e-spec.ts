import type { TallyExplanationDto } from '../apps/api/src/tallies/tally-explanation.dto.js';
import type { TallyItemDto, TallyPartsDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Answer<Item> extends TallyPartsDto {
  readonly items: readonly Item[];
}

describe.each(logKinds())('groups and actors with parts, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  /** A report that counts dead of a group on one day, by an actor. */
  const report = (externalId: string, group: string, best: number, by: string): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'casualties_reported',
      summary: externalId,
      reportedAt: '2023-06-01T08:00:00Z',
      places: ['country'],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'C', credibility: 3 },
      actors: [{ role: 'by', actor: by }],
      occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
      figures: [{ measure: 'killed', group, basis: 'incremental', best }],
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'country', name: 'Country', kind: 'country', timeZone: 'Asia/Tokyo', registeredAt });
    const actors = { republic: [], army: ['republic'], front: [], brigade: ['front'], band: ['front'] };
    for (const [id, parents] of Object.entries(actors))
      await post('/v1/actors', { id, name: `The ${id}`, kind: 'militia', parents, registeredAt });
    await report('brigade', 'brigade', 6, 'army');
    await report('band', 'band', 3, 'army');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const asked = { measure: 'killed', from: '2023-05-01', to: '2023-05-01' };
  const tallies = (query: Record<string, string>): Promise<Answer<TallyItemDto>> =>
    readAnswer(sitrep, '/v1/tallies', { ...asked, ...query });
  const rows = ({ items }: Answer<TallyItemDto>) =>
    items.map(({ bucket, group, combined, rolledUp, of }) => [bucket, group, combined.best, rolledUp, of]);

  it('a group includes its parts, each in a row of its own and one rolled up', async () => {
    expect(rows(await tallies({ group: 'front' }))).toEqual([
      [null, 'band', 3, false, []],
      [null, 'brigade', 6, false, []],
      [null, 'front', 9, true, ['band', 'brigade']],
    ]);
    expect(rows(await tallies({ group: 'brigade' }))).toEqual([[null, 'brigade', 6, false, []]]);
  });

  it('names the actors that stand in the answer and in its explanation', async () => {
    const groups = { band: 'The band', brigade: 'The brigade', front: 'The front' };
    expect(await tallies({ group: 'front' })).toMatchObject({ names: groups });
    expect(await readAnswer(sitrep, '/v1/tallies/explanation', { ...asked, group: 'front' })).toMatchObject({
      names: groups,
    });
    expect(await tallies({ actor: 'republic', by: 'actor' })).toMatchObject({ names: { republic: 'The republic' } });
    expect(await tallies({ group: 'anyone' })).toMatchObject({ names: {} });
  });

  it('an actor takes part through its parts', async () => {
    expect(rows(await tallies({ actor: 'republic', role: 'by', group: 'band' }))).toEqual([
      [null, 'band', 3, true, ['army']],
    ]);
    const byActor = rows(await tallies({ actor: 'republic', role: 'by', group: 'band', by: 'actor' }));
    expect(byActor.map(([bucket]) => bucket)).toEqual(['army', 'republic']);
  });

  it('exactly taken, a group without figures of its own says which of its parts have them', async () => {
    expect(await tallies({ group: 'front', exact: 'true' })).toMatchObject({
      items: [],
      partsHaveFigures: ['band', 'brigade'],
    });
    expect(await tallies({ actor: 'republic', exact: 'true' })).toMatchObject({
      items: [],
      partsHaveFigures: ['army'],
    });
    expect(await tallies({ group: 'brigade', exact: 'true' })).not.toHaveProperty('partsHaveFigures');
  });

  it('a sum takes a group with its parts once, and every page has each row once', async () => {
    const sum = await tallies({ group: 'front,army', sumGroups: 'true' });
    expect(sum.items).toMatchObject([{ group: 'front+army', combined: { best: 9 } }]);
    const first = await readAnswer<Answer<TallyItemDto>>(sitrep, '/v1/tallies', {
      ...asked,
      group: 'front',
      limit: '1',
    });
    expect(rows(first)).toEqual([[null, 'band', 3, false, []]]);
  });

  it('the explanation of a rolled-up row names what its parts counted', async () => {
    const { items } = await readAnswer<Answer<TallyExplanationDto>>(sitrep, '/v1/tallies/explanation', {
      ...asked,
      group: 'front',
    });
    const together = items.find(({ answer }) => answer.rolledUp);
    const parts = together?.combined.parts.map(({ group, adds, accounts }) => [group, adds.best, accounts.length]);
    expect(parts?.sort()).toEqual([
      ['band', 3, 1],
      ['brigade', 6, 1],
    ]);
  });
});
