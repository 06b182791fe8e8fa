import type { IsolationDto, PartyVerdictDto } from '../apps/api/src/isolation/isolation-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const registeredAt = '2014-01-01T00:00:00Z';
const [north, northern, south, southern, friend, loner] = [
  'north',
  'north-unit',
  'south',
  'south-unit',
  'friend',
  'loner',
];

describe.each(logKinds())('ways out of a place, for whom, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const actor = (id: string, more: object = {}): Promise<void> =>
    post('/v1/actors', { id, name: id, kind: 'organisation', registeredAt, ...more });

  let reports = 0;
  /** A report of 6 May 2023, known two days later. */
  const report = async (type: string, place: string, more: object): Promise<void> =>
    post('/v1/reports', {
      externalId: `W${(reports += 1)}`,
      type,
      summary: `${type} ${place}`,
      reportedAt: '2023-05-08T10:00:00Z',
      occurred: { from: '2023-05-06', to: '2023-05-06', precision: 'day' },
      places: [place],
      source: { outlet: 'Desk' },
      grade: { reliability: 'B', credibility: 2 },
      ...more,
    });
  const holding = (place: string, holders: readonly string[]): Promise<void> =>
    report('area_held', place, {
      control: [
        {
          place,
          effect: 'observed',
          status: holders.length > 1 ? 'contested' : 'held',
          holders,
          effective: '2023-05-06',
          confidence: 'high',
        },
      ],
    });
  const road = async (id: string, closure: object | undefined, town = id.slice('road-'.length)): Promise<void> => {
    await post('/v1/places', {
      id,
      name: id,
      kind: 'road',
      connects: [town, 'elsewhere'],
      timeZone: 'UTC',
      registeredAt,
    });
    if (closure === undefined) return;
    const claim = { place: id, state: 'cut', effective: '2023-05-06', confidence: 'high', ...closure };
    await report('road_cut', id, { condition: [claim] });
  };
  /** A town held by these, with one road out of it, cut in some way. */
  const town = async (id: string, holders: readonly string[], closure?: object, more: object = {}): Promise<void> => {
    await post('/v1/places', { id, name: id, kind: 'city', timeZone: 'UTC', registeredAt, ...more });
    await holding(id, holders);
    await road(`road-${id}`, closure);
  };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    await actor(north!, { opposes: [south, friend] });
    await actor(northern!, { parents: [north] });
    await actor(south!, { alliedWith: [friend] });
    await actor(southern!, { parents: [south] });
    await actor(friend!);
    await actor(loner!);
    await post('/v1/places', { id: 'elsewhere', name: 'Elsewhere', kind: 'city', timeZone: 'UTC', registeredAt });
    await town('both', [north!, south!], { closedTo: [south], closedBy: [north] });
    await holding('road-both', [northern!]);
    await town('own', [south!], { closedBy: [southern] });
    await town('allies', [south!, friend!], { closedTo: [south], closedBy: [north] });
    await town('unit', [south!], { closedTo: [southern] });
    await actor('turncoat', {
      parents: [
        { actor: south, to: '2023-05-07' },
        { actor: north, from: '2023-05-08' },
      ],
    });
    await town('turned', [south!], { closedTo: ['turncoat'] });
    await town('opposed', [south!], { closedBy: [north] });
    await town('unopposed', [south!], { closedBy: [loner] });
    await town('bare', [south!], {});
    await town('named', [south!], { closedTo: ['civilians', 'aid'], closedBy: [north] });
    const source = 'A survey of roads';
    await town(
      'whole',
      [south!],
      { closedTo: [south] },
      { exitsComplete: { from: '2023-05-01', to: '2023-05-31', source } },
    );
    await town('shelled', [south!]);
    const shelling = { place: 'road-shelled', effect: 'contested', status: 'contested', conditions: ['under_fire'] };
    await report('clash', 'road-shelled', {
      control: [{ ...shelling, windowFrom: '2023-05-06', windowTo: '2023-05-09', confidence: 'high' }],
    });
    await report('road_secured', 'road-shelled', {
      condition: [{ place: 'road-shelled', state: 'open', effective: '2023-05-06' }],
    });
    for (const id of ['bombed', 'closing']) await town(id, [south!]);
    const since = { effective: '2023-05-08', since: '2023-05-05', confidence: 'high' };
    const described = (place: string, claim: object) =>
      report('infrastructure_condition', place, { condition: [{ place, confidence: 'high', ...claim }] });
    await described('road-bombed', { state: 'open', effective: '2023-05-02' });
    await described('road-bombed', { state: 'destroyed', ...since });
    const seen = { place: 'road-closing', effect: 'observed', holders: [south], effective: '2023-05-02' };
    await report('area_held', 'road-closing', { control: [{ ...seen, confidence: 'high' }] });
    await described('road-closing', { state: 'cut', closedTo: [south], ...since });
    await post('/v1/places', { id: 'district-1', name: 'District', kind: 'region', timeZone: 'UTC', registeredAt });
    await holding('district-1', [south!]);
    await road('road-district-1', { closedTo: [south] });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const isolation = (place: string, query: Record<string, string> = {}): Promise<IsolationDto> =>
    readAnswer(sitrep, `/v1/isolation/${place}`, { validAt: '2023-05-08', knownAt: '2023-05-20', ...query });
  const inWords = ({ for: party, verdict, exits }: PartyVerdictDto): string =>
    [party, verdict, ...exits.map(({ reason }) => reason)].join(' ');
  /** The one word, then each party with its verdict and why each exit is as it is. */
  const told = async (...asked: Parameters<typeof isolation>): Promise<readonly string[]> => {
    const { verdict, verdicts } = await isolation(...asked);
    return [verdict, ...verdicts.map(inWords)];
  };

  it('count what is said to be so since a day from that day on, before anybody saw it', async () => {
    for (const [validAt, bombed, closing] of [
      ['2023-05-04', 'remains open', 'remains held'],
      ['2023-05-06', 'no_exit_known_open destroyed_since', 'no_exit_known_open cut_to_party'],
      ['2023-05-08', 'no_exit_known_open destroyed_since', 'no_exit_known_open cut_to_party'],
    ] as const) {
      expect((await told('bombed', { validAt, for: south! })).slice(1)).toEqual([`south ${bombed}`]);
      expect((await told('closing', { validAt, for: south! })).slice(1)).toEqual([`south ${closing}`]);
    }
  });

  it('depend on the party where the place is contested: the side that holds and cut the road can leave', async () => {
    expect(await told('both')).toEqual(['depends', 'north remains own_cut', 'south no_exit_known_open cut_to_party']);
    const { verdicts } = await isolation('both');
    expect(verdicts[0]?.exits[0]).toMatchObject({
      place: { id: 'road-both', name: 'road-both' },
      kind: 'road',
      remains: true,
      means: [],
      heldBy: [northern],
      underFire: false,
    });
  });

  it('remain to the holder who cut the road himself', async () => {
    expect(await told('own')).toEqual(['remains', 'south remains own_cut']);
  });

  it('are closed to the one of two allies to whom it is said; of the other nobody can tell', async () => {
    expect(await told('allies')).toEqual([
      'depends',
      'friend unknown cut_to_others',
      'south no_exit_known_open cut_to_party',
    ]);
  });

  it('are closed to the holder where they are cut to a unit of his', async () => {
    expect(await told('unit')).toEqual(['no_exit_known_open', 'south no_exit_known_open cut_to_party']);
  });

  it('are closed to the side of which the unit named is a part on that day', async () => {
    expect(await told('turned', { validAt: '2023-05-07' })).toEqual([
      'no_exit_known_open',
      'south no_exit_known_open cut_to_party',
    ]);
    expect(await told('turned')).toEqual(['unknown', 'south unknown cut_to_others']);
  });

  it('are closed to the opponents of who cut them; without registered ones, or a cutter, to the holders', async () => {
    expect(await told('opposed')).toEqual(['no_exit_known_open', 'south no_exit_known_open cut_by_opponent']);
    expect(await told('unopposed')).toEqual(['no_exit_known_open', 'south no_exit_known_open cut_by_another_side']);
    expect(await told('bare')).toEqual(['no_exit_known_open', 'south no_exit_known_open cut_as_far_as_known']);
    expect((await isolation('bare')).verdicts[0]).toMatchObject({ confidence: 'low' });
    expect((await isolation('bare')).verdicts[0]?.because).toContain('1 of 1 known exits closed');
  });

  it('are closed to civilians and aid where a cut names them, and that says nothing of the holders', async () => {
    expect(await told('named')).toEqual([
      'unknown',
      'south unknown cut_to_others',
      'civilians no_exit_known_open cut_to_party',
      'aid no_exit_known_open cut_to_party',
    ]);
  });

  it('are all closed, and the place sealed, only on days for which somebody says that the list is complete', async () => {
    expect(await told('whole')).toEqual(['sealed', 'south sealed cut_to_party']);
    expect((await isolation('whole')).exitsComplete).toEqual({
      from: '2023-05-01',
      to: '2023-05-31',
      source: 'A survey of roads',
    });
    const june = await isolation('whole', { validAt: '2023-06-01' });
    expect(june).toMatchObject({ verdict: 'no_exit_known_open', exitsComplete: null });
  });

  it('are told to be under fire, and fire closes nothing', async () => {
    const { verdict, verdicts } = await isolation('shelled');
    expect(verdict).toBe('remains');
    expect(verdicts[0]?.exits[0]).toMatchObject({ remains: true, underFire: true });
  });

  it('before a dated cut remain by inference, confidence low, and never more', async () => {
    const { verdict, verdicts } = await isolation('unit', { validAt: '2023-05-04' });
    expect({ verdict, verdicts }).toMatchObject({ verdict: 'unknown', verdicts: [] });
    const asked = await isolation('unit', { validAt: '2023-05-04', for: south! });
    expect(asked.verdicts[0]).toMatchObject({
      verdict: 'remains',
      confidence: 'low',
      exits: [{ remains: true, reason: 'inferred_open', confidence: 'low' }],
    });
  });

  it('for one party are answered alone, a unit standing for its side', async () => {
    expect(await told('both', { for: southern! })).toEqual([
      'no_exit_known_open',
      'south-unit no_exit_known_open cut_to_party',
    ]);
    expect(await told('both', { for: 'civilians' })).toEqual(['unknown', 'civilians unknown cut_to_others']);
    const { links } = await isolation('both', { for: north! });
    expect(links[0]?.href).toContain('for=north');
  });

  it('for nobody registered are refused, with what would be right', async () => {
    const unknown = await sitrep.http.get('/v1/isolation/both?for=nort');
    expect(unknown.status).toBe(404);
    expect(unknown.body.errors).toMatchObject([{ parameter: 'for', code: 'unknown_actor' }]);
    expect(unknown.body.detail).toMatch(/north.*civilians or aid/);
    const malformed = await sitrep.http.get('/v1/isolation/both').query({ for: 'The North' });
    expect(malformed.status).toBe(400);
    expect(malformed.body.errors).toMatchObject([{ parameter: 'for' }]);
  });

  it('of countries, governorates and regions are no verdict on them', async () => {
    for (const place of ['raqqa-governorate', 'deir-al-zor-governorate', 'syria', 'district-1']) {
      expect(await told(place)).toEqual(['not_applicable']);
      expect(await told(place, { for: south! })).toEqual(['not_applicable']);
    }
  });

  it('of Raqqa remain: over the river, by boat, to the south', async () => {
    const answer = await isolation('raqqa-city', { validAt: '2017-03-09', knownAt: '2017-03-09' });
    expect(answer).toMatchObject({ verdict: 'remains', verdicts: [{ for: 'islamic-state', verdict: 'remains' }] });
    expect(answer.verdicts[0]?.exits.filter(({ remains }) => remains)).toMatchObject([
      {
        place: { id: 'river-euphrates' },
        kind: 'river',
        means: ['boat'],
        remarks: ['only exit left is south over the Euphrates'],
      },
    ]);
  });

  it('of Mosul, contested, with its road cut to Islamic State and held by Iraq, depend on the party', async () => {
    expect(await told('mosul', { validAt: '2017-03-09', knownAt: '2017-03-09' })).toEqual([
      'depends',
      'iraq remains own_cut',
      'islamic-state no_exit_known_open cut_to_party',
    ]);
  });

  it('are judged by the claims that a policy leaves', async () => {
    const policy = 'admission-against-interest@1';
    expect((await isolation('both', { policy })).verdict).toBe('depends');
  });

  it('a way may not be closed to, nor an actor be registered as, what is no actor', async () => {
    const claim = { place: 'road-both', state: 'cut', effective: '2023-05-07', closedTo: ['travellers'] };
    const body = { externalId: 'X', type: 'road_cut', summary: 'x', occurred: {}, reportedAt: '2023-05-08T10:00:00Z' };
    const refused = await sitrep.http
      .post('/v1/reports')
      .send({ ...body, condition: [claim], source: { outlet: 'Desk' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '/condition/0/closedTo/0', code: 'unknown_actor' }]);
    const aid = await sitrep.http.post('/v1/actors').send({ id: 'aid', name: 'Aid', kind: 'militia' });
    expect(aid.body.errors).toMatchObject([{ pointer: '/id', code: 'reserved' }]);
  });
});
