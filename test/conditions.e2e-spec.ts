import { reportIdOf } from '#event-log';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Reference {
  readonly id: string;
  readonly externalId: string;
}
interface Axis {
  readonly state: string;
  readonly states: readonly string[];
  readonly closedTo: readonly string[];
  readonly closedBy: readonly string[];
  readonly confidence: string | null;
  readonly lastEvidence: string | null;
  readonly reports: readonly Reference[];
}
interface Condition {
  readonly place: { readonly id: string; readonly name: string; readonly kind: string };
  readonly integrity: Axis | null;
  readonly passage: Axis | null;
}
interface Isolation {
  readonly verdict: string;
  readonly control: { readonly status: string; readonly holders: readonly string[] };
  readonly exits: readonly {
    readonly route: { readonly id: string };
    readonly passage: Axis;
    readonly integrity: Axis | null;
    readonly control: { readonly status: string; readonly holders: readonly string[]; readonly confidence: string };
  }[];
  readonly verdicts: readonly {
    readonly for: string;
    readonly verdict: string;
    readonly exits: readonly { readonly place: { readonly id: string }; readonly remains: boolean | null }[];
  }[];
  readonly claims: readonly {
    readonly report: Reference;
    readonly summary: string;
    readonly chain: readonly string[];
    readonly grade: { readonly reliability: string; readonly credibility: number };
    readonly contradicts: readonly Reference[];
  }[];
}

const named = (references: readonly Reference[] = []): string =>
  references.map(({ externalId }) => externalId).join(' ');
/** An axis in a line: `cut D001 D002`. */
const written = (axis: Axis | null | undefined): string | null =>
  axis == null ? null : [axis.state, named(axis.reports)].join(' ').trim();

describe.each(logKinds())('condition and isolation in March 2017, asked over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const read = async <Body>(path: string, query: Record<string, string>): Promise<Body> => {
    const answer = await sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Body;
  };
  const conditionOf = async (place: string, validAt: string, knownAt: string): Promise<Condition> => {
    const { items } = await read<{ items: Condition[] }>('/v1/conditions', { place, validAt, knownAt });
    expect(items).toHaveLength(1);
    return items[0]!;
  };
  const integrityOf = async (...asked: Parameters<typeof conditionOf>): Promise<string | null> =>
    written((await conditionOf(...asked)).integrity);
  const passageOf = async (...asked: Parameters<typeof conditionOf>): Promise<string | null> =>
    written((await conditionOf(...asked)).passage);

  describe('what state things are in', () => {
    it('the road from Raqqa to Deir al-Zor is cut for Islamic State by the SDF, by ever more reports', async () => {
      const road = 'road-raqqa-deir-al-zor';
      expect(await passageOf(road, '2017-03-06', '2017-03-05')).toBe('unknown');
      expect(await passageOf(road, '2017-03-05', '2017-03-11')).toBe('open D001 D002 D042');
      expect(await passageOf(road, '2017-03-06', '2017-03-06')).toBe('cut D001 D002');
      expect(await passageOf(road, '2017-03-09', '2017-03-07')).toBe('cut D001 D002 D042');
      expect(await conditionOf(road, '2017-03-09', '2017-03-09')).toMatchObject({
        place: { id: road, kind: 'road' },
        integrity: { state: 'unknown', reports: [] },
        passage: { closedTo: ['islamic-state'], closedBy: ['sdf'], confidence: 'medium', lastEvidence: '2017-03-09' },
      });
      expect(await passageOf(road, '2017-03-09', '2017-03-09')).toBe('cut D001 D002 D042 D125 D153');
    });

    it('the bridges of Raqqa are destroyed, nobody knows since when', async () => {
      const bridges = 'raqqa-euphrates-bridges';
      expect(await integrityOf(bridges, '2017-03-09', '2017-03-05')).toBe('unknown');
      expect(await integrityOf(bridges, '2017-03-09', '2017-03-09')).toBe('destroyed D004');
      expect(await integrityOf(bridges, '2017-03-01', '2017-03-09')).toBe('transition D004');
      expect(await integrityOf(bridges, '2017-01-01', '2017-03-09')).toBe('unknown');
      expect(await passageOf(bridges, '2017-03-09', '2017-03-09')).toBe('unknown');
    });

    it('the government buildings of Mosul are in ruins, whoever takes them', async () => {
      const building = 'nineveh-governorate-building';
      expect(await integrityOf(building, '2017-03-07', '2017-03-06')).toBe('unknown');
      expect(await integrityOf(building, '2017-03-07', '2017-03-07')).toBe('destroyed D032');
      expect((await conditionOf(building, '2017-03-07', '2017-03-07')).passage).toBeNull();
      expect(await passageOf('road-governorate-building', '2017-03-09', '2017-03-09')).toBe('open D143');
      expect(await integrityOf('mosul-police-hq', '2017-03-09', '2017-03-09')).toBe('destroyed D145');
      expect(await integrityOf('dawasa', '2017-03-09', '2017-03-09')).toBe('damaged D071');
      expect(await integrityOf('mosul-central-bank-branch', '2017-03-07', '2017-03-07')).toBe('looted D034');
    });

    it('the museum was damaged in 2014 by one account and in 2015 by two others, and is found looted', async () => {
      const museum = 'mosul-museum';
      expect(await integrityOf(museum, '2015-01-01', '2017-03-07')).toBe('damaged D033');
      expect(await integrityOf(museum, '2016-01-01', '2017-03-09')).toBe('damaged D033 D068 D100');
      expect(await integrityOf(museum, '2017-03-08', '2017-03-07')).toBe('damaged D033');
      expect(await integrityOf(museum, '2017-03-08', '2017-03-08')).toBe('looted D067');
    });

    it('lists things by kind and by state, page by page, and says what it was asked', async () => {
      const asked = { validAt: '2017-03-09', knownAt: '2017-03-09' };
      interface Answer {
        items: Condition[];
        validAt: string;
        knownAt: string;
        position: string;
        links: { rel: string; href: string }[];
      }
      const ids = ({ items }: Answer): string[] => items.map(({ place }) => place.id);
      const list = (more: Record<string, string>) => read<Answer>('/v1/conditions', { ...asked, ...more });
      const destroyed = await list({ state: 'destroyed' });
      expect(ids(destroyed)).toEqual(['mosul-police-hq', 'nineveh-governorate-building', 'raqqa-euphrates-bridges']);
      expect(destroyed).toMatchObject({ validAt: '2017-03-09', knownAt: '2017-03-09T23:59:59.999Z' });
      expect(ids(await list({ state: 'destroyed', kind: 'bridge' }))).toEqual(['raqqa-euphrates-bridges']);
      const bridges = await list({ kind: 'bridge', limit: '3' });
      expect(bridges.items).toHaveLength(3);
      const next = bridges.links.find(({ rel }) => rel === 'next')?.href ?? '';
      expect(ids(await read<Answer>(next, {}))).toEqual(['raqqa-euphrates-bridges']);
      expect(ids(await list({ kind: 'country' }))).toEqual([]);
      expect(ids(await list({ place: 'syria' }))).toEqual([]);
      expect((await sitrep.http.get('/v1/conditions').query({ place: 'mosul-musuem' })).status).toBe(404);
      expect((await sitrep.http.get('/v1/conditions').query({ state: 'broken' })).status).toBe(400);
    });
  });

  describe('answer 11: whether Raqqa is cut off', () => {
    const raqqa = (validAt: string, knownAt: string) =>
      read<Isolation>('/v1/isolation/raqqa-city', { validAt, knownAt });
    const remaining = ({ verdicts: [holders] }: Isolation) =>
      holders?.exits.map(({ place, remains }) => [place.id, remains]);

    it('on 9 March: held by Islamic State, the road cut, the bridges destroyed, the river crossing left: one exit remains', async () => {
      const answer = await raqqa('2017-03-09', '2017-03-09');
      expect(answer).toMatchObject({ verdict: 'remains', control: { status: 'held', holders: ['islamic-state'] } });
      expect(remaining(answer)).toEqual([
        ['raqqa-euphrates-bridges', false],
        ['river-euphrates', true],
        ['road-raqqa-deir-al-zor', false],
      ]);
      const [bridges, river, road] = answer.exits;
      expect([written(bridges?.integrity), written(bridges?.passage)]).toEqual(['destroyed D004', 'unknown']);
      expect([written(river?.integrity), written(river?.passage)]).toEqual([null, 'open D003']);
      expect(written(road?.passage)).toBe('cut D001 D002 D042 D125 D153');
      expect(road?.control).toMatchObject({ status: 'held', holders: ['sdf'], confidence: 'medium' });
    });

    it('shows side by side what sources claim, with whom they contradict', async () => {
      const { claims } = await raqqa('2017-03-09', '2017-03-09');
      expect(claims.map(({ report }) => report.externalId)).toEqual(['D003', 'D124']);
      const [complete, weeks] = claims;
      expect(complete).toMatchObject({ grade: { reliability: 'C', credibility: 3 } });
      expect(complete?.summary).toContain('in practice surrounded');
      expect(complete?.chain.at(-1)).toBe('Reuters');
      expect(named(complete?.contradicts)).toContain('D124');
      expect(weeks?.summary).toContain('a few weeks');
      expect(named(weeks?.contradicts)).toBe('D003');
    });

    it('before anything was known: unknown, with every exit unknown, no party and no claims', async () => {
      const answer = await raqqa('2017-03-05', '2017-03-05');
      expect(answer).toMatchObject({ verdict: 'unknown', verdicts: [], claims: [] });
      expect(answer.exits.map(({ passage }) => passage.state)).toEqual(['unknown', 'unknown', 'unknown']);
    });

    it('a place without a known way out is unknown, never sealed', async () => {
      const answer = await read<Isolation>('/v1/isolation/damascus', { validAt: '2017-03-09', knownAt: '2017-03-11' });
      expect(answer).toMatchObject({ verdict: 'unknown', exits: [], claims: [] });
      expect((await sitrep.http.get('/v1/isolation/atlantis')).status).toBe(404);
    });

    it('west Mosul: the road to Tal Afar is closed to Islamic State, and Iraq holds two bridges', async () => {
      const answer = await read<Isolation>('/v1/isolation/mosul-west', {
        validAt: '2017-03-09',
        knownAt: '2017-03-09',
      });
      expect(answer).toMatchObject({ verdict: 'depends' });
      expect(answer.exits.map(({ route }) => route.id)).toEqual([
        'mosul-bridge-first',
        'mosul-bridge-second',
        'mosul-bridges-other',
        'road-mosul-tal-afar',
      ]);
      expect(answer.exits.at(-1)).toMatchObject({ passage: { state: 'cut' } });
      expect(answer.verdicts.map((one) => `${one.for} ${one.verdict}`)).toEqual([
        'iraq remains',
        'islamic-state unknown',
      ]);
      expect(answer.verdicts.map(({ exits }) => exits.at(-1)?.remains)).toEqual([true, false]);
      expect(answer.claims.map(({ report }) => report.externalId)).toEqual(['D063']);
    });
  });

  describe('once reports are taken back', () => {
    const retract = async (externalId: string): Promise<void> => {
      const body = { reportedAt: '2017-03-12T10:00:00Z', reason: 'The agency withdrew it.' };
      const id = reportIdOf('Reuters', externalId);
      expect((await sitrep.http.post(`/v1/reports/${id}/retractions`).send(body)).status).toBe(201);
    };

    it('a retracted report leaves, and stays in what was known before', async () => {
      await retract('D003');
      await retract('D004');
      await sitrep.settled();
      const bridges = 'raqqa-euphrates-bridges';
      expect(await integrityOf(bridges, '2017-03-09', '2017-03-13')).toBe('unknown');
      expect(await integrityOf(bridges, '2017-03-09', '2017-03-11')).toBe('destroyed D004');
      const now = await read<Isolation>('/v1/isolation/raqqa-city', { validAt: '2017-03-09', knownAt: '2017-03-13' });
      expect(now.verdict).toBe('unknown');
      expect(now.claims.map(({ report }) => report.externalId)).toEqual(['D124']);
      const then = await read<Isolation>('/v1/isolation/raqqa-city', { validAt: '2017-03-09', knownAt: '2017-03-11' });
      expect(then.verdict).toBe('remains');
    });

    it('contradicting reports of one day are shown as disputed, with both', async () => {
      const report = {
        externalId: 'X001',
        type: 'road_secured',
        summary: 'The road is open to traffic.',
        occurred: { from: '2017-03-09', to: '2017-03-09' },
        reportedAt: '2017-03-12T12:00:00Z',
        places: ['road-raqqa-deir-al-zor'],
        condition: [{ place: 'road-raqqa-deir-al-zor', state: 'open', effective: '2017-03-09' }],
        source: { outlet: 'Amaq' },
      };
      expect((await sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
      await sitrep.settled();
      const { passage } = await conditionOf('road-raqqa-deir-al-zor', '2017-03-09', '2017-03-13');
      expect(passage).toMatchObject({ state: 'disputed', states: ['cut', 'open'] });
      expect(named(passage?.reports)).toBe('D125 D153 X001');
      const { versions } = await read<{ versions: object[] }>(`/v1/reports/${reportIdOf('Amaq', 'X001')}`, {});
      expect(versions[0]).toMatchObject({ condition: [{ ...report.condition[0], confidence: 'low' }] });
    });

    it.each([
      ['looting', 'state_not_allowed'],
      ['infrastructure_condition', 'state_does_not_fit'],
    ])('a claim that a report of type %s or the kind of the place cannot make is refused: %s', async (type, code) => {
      const claim = { place: 'mosul-museum', state: 'cut', effective: '2017-03-09' };
      const report = {
        externalId: 'X002',
        type,
        summary: 'x',
        occurred: {},
        reportedAt: '2017-03-12T12:00:00Z',
        condition: [claim],
        source: { outlet: 'Amaq' },
      };
      const answer = await sitrep.http.post('/v1/reports').send(report);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/condition/0/state', code }] });
    });
  });
});
