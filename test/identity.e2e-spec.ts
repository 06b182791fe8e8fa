import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Listed {
  readonly items: readonly { readonly id: string; readonly source: { readonly outlet: string } }[];
}

/** One outlet's name as seven senders write it: seen alike by everybody. */
const spellings = [
  'Agência Lusa',
  ' Agência\tLusa ',
  'Age\u0302ncia  Lusa',
  'Agên\u00adcia Lusa',
  '\u200eAgência\u00a0Lusa\u200f',
  'Agência \u200bLusa',
  '\ufeffAgência Lusa',
];

describe.each(logKinds())('what cannot be seen, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  const draft = (outlet: string, more: object = {}) => ({
    externalId: 'L 17',
    type: 'casualties_reported',
    summary: 'Four killed.',
    reportedAt: '2023-06-01T08:00:00Z',
    places: ['town'],
    occurred: { from: '2023-05-01', to: '2023-05-01' },
    figures: [{ measure: 'killed', group: 'anyone', basis: 'incremental', best: 4 }],
    source: { outlet },
    ...more,
  });
  const post = (path: string, body: object) => sitrep.http.post(path).send(body);
  const killed = async (query: Record<string, string> = {}): Promise<readonly { itemised: { best: number } }[]> => {
    const asked = { measure: 'killed', from: '2023-05-01', to: '2023-05-01', ...query };
    return (await readAnswer<{ items: readonly { itemised: { best: number } }[] }>(sitrep, '/v1/tallies', asked)).items;
  };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt }).expect(
      201,
    );
    await post('/v1/actors', { id: 'monitor', name: 'المرصد', kind: 'outlet', registeredAt }).expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('one report under seven spellings of its outlet and number is recorded once, and counted once', async () => {
    const statuses: number[] = [];
    for (const [index, outlet] of spellings.entries()) {
      const externalId = index % 2 === 0 ? 'L 17' : ' L\u200b \t17';
      statuses.push((await post('/v1/reports', draft(outlet, { externalId }))).status);
    }
    expect(statuses).toEqual([201, ...spellings.slice(1).map(() => 200)]);
    await sitrep.settled();
    expect(await killed()).toMatchObject([{ itemised: { best: 4 } }]);
    for (const outlet of spellings) {
      const { items } = await readAnswer<Listed>(sitrep, '/v1/reports', { outlet, externalId: 'L\u00a017' });
      expect(items.map(({ source }) => source.outlet)).toEqual([spellings[0]]);
    }
  });

  it('seven accounts under seven spellings of their incident are one incident', async () => {
    const key = (index: number): string => ['E Camp', 'E\tCamp', ' E Camp', 'E\u200f Camp'][index % 4]!;
    for (const index of spellings.keys()) {
      const more = { externalId: `camp ${index}`, places: ['town'], incident: { key: key(index) } };
      const occurred = { from: '2023-04-01', to: '2023-04-01' };
      await post('/v1/reports', draft('Lusa', { ...more, occurred })).expect(201);
    }
    await sitrep.settled();
    expect(await killed({ from: '2023-04-01', to: '2023-04-01' })).toMatchObject([{ itemised: { best: 4 } }]);
    const { reports } = await readAnswer<{ reports: readonly object[] }>(
      sitrep,
      `/v1/incidents/${encodeURIComponent('E \u200eCamp')}`,
    );
    expect(reports).toHaveLength(spellings.length);
  });

  it('a voice with marks in its name is the source that the registry knows, and is left out with it', async () => {
    const chain = ['المـــرصد\u200f', 'Lusa'];
    await post(
      '/v1/reports',
      draft('Lusa', { externalId: 'by the monitor', source: { outlet: 'Lusa', chain } }),
    ).expect(201);
    await sitrep.settled();
    const { items } = await readAnswer<Listed>(sitrep, '/v1/reports', { source: 'monitor' });
    expect(items).toHaveLength(1);
    const order = { name: 'without', definition: { without: { sources: ['\u200eالمرصد'] } } };
    const { body } = await post('/v1/editions', order);
    expect(body.notes).toEqual([]);
  });

  it.each([
    [{ source: { outlet: '\u200b \u200f' } }, '/source/outlet'],
    [{ externalId: '\u00ad' }, '/externalId'],
    [{ incident: { key: '\u0640\u200d' } }, '/incident/key'],
  ])('%j is refused: nothing is left of it', async (more, pointer) => {
    const { body } = await post('/v1/reports', draft('Lusa', more)).expect(400);
    expect(body.errors).toMatchObject([{ pointer, code: 'not_text' }]);
  });
});
