import type { PartyExitDto } from '../apps/api/src/isolation/isolation-answer.dto.js';
import { axisOf, type ConditionClaim } from '#situation';
import { campaignLines } from './harness/campaign-events.js';
import {
  type Axis,
  type ExplainedAxis,
  type Holding,
  named,
  type Reference,
  type Thing,
  told,
} from './harness/answers.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Claimed {
  readonly side: { readonly kind: string; readonly name: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly state: string;
  readonly reports: readonly Reference[];
}
interface ClaimedView {
  readonly sides: readonly Claimed[];
  readonly agree: boolean | null;
}

const admission = 'admission-against-interest@1';
const axes = ['integrity', 'passage'] as const;
/** A side and what it claims in a line: `sdf: held sdf (D001 D002)`. */
const inWords = ({ sides }: ClaimedView): readonly string[] =>
  sides.map(({ side, status, holders, state, reports }) =>
    [`${side.name}:`, ...(status === undefined ? [state] : [status, ...holders]), `(${named(reports)})`].join(' '),
  );

describe.each(logKinds())('contradiction in March 2017, asked over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const read = <Body>(path: string, query: Record<string, string> = {}): Promise<Body> =>
    readAnswer(sitrep, path, query);
  const first = <Item>(path: string, query: Record<string, string>): Promise<Item> => readOne(sitrep, path, query);
  const days = { validAt: '2017-03-09', knownAt: '2017-03-10' };
  const road = 'road-raqqa-deir-al-zor';

  describe('the condition of a thing', () => {
    it('is explained by the rule that chose, and accounts for every claim known once', async () => {
      for (const policy of ['all-sources@1', admission]) {
        const asked = { ...days, policy };
        const { items } = await read<{ items: Thing[] }>('/v1/conditions', { ...asked, limit: '1000' });
        const known = campaignLines<{ reportedAt: string; condition?: ConditionClaim[] }>('reports.ndjson')
          .filter(({ reportedAt }) => reportedAt < '2017-03-11')
          .flatMap(({ condition = [] }) => condition);
        let claims = 0;
        for (const thing of items) {
          const explained = await read<Record<(typeof axes)[number], ExplainedAxis | null>>(
            `/v1/conditions/${thing.place.id}/explanation`,
            asked,
          );
          for (const axis of axes) {
            const about = known.filter(({ place, state }) => place === thing.place.id && axisOf(state) === axis);
            const { answer, supports, setAside } = explained[axis] ?? { answer: null, supports: [], setAside: [] };
            expect(answer).toEqual(thing[axis]);
            expect(supports.length + setAside.length).toBe(about.length);
            claims += about.length;
          }
        }
        expect(claims).toBe(known.length);
        expect(claims).toBeGreaterThan(15);
      }
    });

    it('says why the museum is looted: a claim of that day decides, what was told of earlier years is set aside', async () => {
      const asked = { validAt: '2017-03-09', knownAt: '2017-03-09' };
      const { integrity, passage } = await read<{ integrity: ExplainedAxis; passage: null }>(
        '/v1/conditions/mosul-museum/explanation',
        asked,
      );
      expect(passage).toBeNull();
      expect(integrity).toMatchObject({ answer: { state: 'looted' }, rule: 'latest_claim' });
      expect(integrity.because).toContain('latest claim');
      expect(told(integrity.supports)).toBe('D067');
      expect(integrity.setAside.map(({ report, reason }) => `${report.externalId} ${reason}`)).toEqual([
        'D033 later_claim',
        'D068 later_claim',
        'D100 later_claim',
      ]);
      expect(integrity.setAside.every(({ because }) => (because ?? '').length > 10)).toBe(true);
    });

    it('has a timeline whose periods answer as the question for a moment in them does', async () => {
      interface Period extends Axis {
        readonly axis: (typeof axes)[number];
        readonly from: string | null;
        readonly to: string | null;
      }
      const places = ['mosul-museum', road, 'raqqa-euphrates-bridges', 'iraq'];
      for (const policy of ['all-sources@1', admission])
        for (const place of places) {
          const knownAt = '2017-03-09';
          const { items } = await read<{ items: Period[] }>(`/v1/conditions/${place}/timeline`, { knownAt, policy });
          expect(items.length > 0).toBe(place !== 'iraq');
          for (const { axis, from, to: _to, reports: resting, ...period } of items) {
            const thing = await first<Thing>('/v1/conditions', { place, knownAt, policy, validAt: from ?? '' });
            const { reports, ...answer } = thing[axis]!;
            expect(answer).toEqual(period);
            // A period rests on the reports of all its moments.
            expect(resting).toEqual(expect.arrayContaining([...reports]));
          }
        }
      const { items } = await read<{ items: Period[] }>('/v1/conditions/mosul-museum/timeline', {
        knownAt: '2017-03-09',
      });
      expect(items.map(({ state, to }) => `${state} ${to?.slice(0, 10) ?? 'on'}`)).toEqual([
        'transition 2014-12-31',
        'damaged 2015-12-31',
        'damaged 2017-02-06',
        'transition 2017-03-08',
        'looted on',
      ]);
    });

    it('of an unknown place is not found', async () => {
      for (const path of ['timeline', 'explanation'])
        expect((await sitrep.http.get(`/v1/conditions/nowhere/${path}`)).status).toBe(404);
    });
  });

  describe('what each side claims', () => {
    const claims = (place: string) => first<ClaimedView>('/v1/control', { ...days, place, stance: 'claimed' });
    const states = (place: string) =>
      first<Record<(typeof axes)[number], ClaimedView>>('/v1/conditions', { ...days, place, stance: 'claimed' });

    it('stands side by side: the SDF, the monitor and the outlet on the road to Deir al-Zor', async () => {
      const control = await claims(road);
      expect(inWords(control)).toEqual([
        'sdf: held sdf (D001 D002)',
        'sohr: held sdf (D001)',
        'Reuters: held sdf (D042)',
      ]);
      expect(control.agree).toBe(true);
      expect(control.sides.map(({ side }) => side.kind)).toEqual(['side', 'side', 'outlet']);
      const { passage } = await states(road);
      expect(inWords(passage)).toEqual(['sdf: cut (D001 D002)', 'sohr: cut (D001)', 'Reuters: cut (D042 D125 D153)']);
    });

    it('rolls people and units up to their side, and tells who else says it', async () => {
      expect(inWords(await claims('mosul-museum'))).toEqual([
        'iraq: held iraq (D066 D098 D099 D149)',
        'Reuters: held iraq (D029)',
      ]);
      expect(inWords((await states('road-mosul-tal-afar')).passage)).toEqual([
        'iraq: cut (D062 D101)',
        'shia-paramilitaries: cut (D101)',
      ]);
    });

    it('shows holders rolled up where that is asked', async () => {
      const asked = { ...days, place: 'manbij-city', stance: 'claimed' };
      expect(inWords(await first<ClaimedView>('/v1/control', { ...asked, rollUp: 'top', holder: 'sdf' }))).toEqual([
        'Reuters: held sdf (D175)',
      ]);
      expect(inWords(await first<ClaimedView>('/v1/control', { ...asked, holder: 'sdf' }))).toEqual([
        'Reuters: held manbij-military-council (D175)',
      ]);
    });

    it('may disagree: the museum is looted to the police, and damaged in all that the outlet tells', async () => {
      const { integrity } = await states('mosul-museum');
      expect(inWords(integrity)).toEqual(['iraq: looted (D067)', 'Reuters: damaged (D033 D068 D100)']);
      expect(integrity.agree).toBe(false);
    });

    it('tells of fighting without contradicting who holds the place, and of nothing where nobody claims', async () => {
      const countryside = await claims('manbij-countryside');
      expect(inWords(countryside)).toEqual([
        'syrian-government: contested (D174)',
        'Reuters: held manbij-military-council (D175)',
      ]);
      expect(countryside.agree).toBeNull();
      expect(await claims('al-khafsa')).toMatchObject({ sides: [], agree: null });
    });

    it('is contradicted by a report that speaks for the other side', async () => {
      const report = {
        externalId: 'CLAIM-1',
        type: 'area_held',
        nature: 'state',
        summary: 'A spokesman of Islamic State says that the road is in its hands.',
        occurred: { from: '2017-03-09', to: '2017-03-09' },
        reportedAt: '2017-03-20T12:00:00Z',
        places: [road],
        control: [{ place: road, effect: 'observed', holders: ['islamic-state'], effective: '2017-03-09' }],
        source: { outlet: 'Wire', chain: ['a spokesman', 'Wire'], speaksFor: ['p-baghdadi'] },
      };
      expect((await sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
      await sitrep.settled();
      const asked = { place: road, validAt: '2017-03-09', knownAt: '2017-03-20' };
      const control = await first<ClaimedView>('/v1/control', { ...asked, stance: 'claimed' });
      expect(inWords(control)[0]).toBe('islamic-state: held islamic-state (CLAIM-1)');
      expect(control.agree).toBe(false);
      expect(await first<Holding>('/v1/control', asked)).toMatchObject({ status: 'contested' });
      // Its own gain is no admission.
      const admitted = await first<Holding>('/v1/control', { ...asked, policy: admission });
      expect(admitted).toMatchObject({ status: 'held', holders: ['sdf'] });
      const wrong = { ...report, externalId: 'CLAIM-2', source: { ...report.source, speaksFor: ['nobody-known'] } };
      const refused = await sitrep.http.post('/v1/reports').send(wrong);
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain('/source/speaksFor/0');
    });

    it('is paged and filtered as the settled answers are', async () => {
      const asked = { ...days, stance: 'claimed', holder: 'sdf' };
      const { items } = await read<{ items: Holding[] }>('/v1/control', asked);
      expect(items.map(({ place }) => place.id)).toEqual(['manbij-city', 'manbij-countryside', road]);
      const whole = await read<{ items: Thing[] }>('/v1/conditions', { ...days, stance: 'claimed', limit: '1000' });
      const paged: Thing[] = [];
      let next: string | undefined =
        `/v1/conditions?${new URLSearchParams({ ...days, stance: 'claimed', limit: '7' }).toString()}`;
      while (next !== undefined) {
        const page: { items: Thing[]; links: { rel: string; href: string }[] } = await read(next);
        paged.push(...page.items);
        next = page.links.find(({ rel }) => rel === 'next')?.href;
        expect(next ?? 'stance=claimed').toContain('stance=claimed');
      }
      expect(paged).toEqual(whole.items);
      expect(paged.length).toBeGreaterThan(14);
      const looted = await read<{ items: Thing[] }>('/v1/conditions', { ...days, stance: 'claimed', state: 'looted' });
      expect(looted.items.map(({ place }) => place.id)).toEqual(['mosul-central-bank-branch', 'mosul-museum']);
    });
  });

  describe('isolation', () => {
    interface Isolation {
      readonly verdict: string;
      readonly because: string;
      readonly verdicts: readonly { readonly exits: readonly PartyExitDto[] }[];
      readonly claims: readonly { readonly report: Reference; readonly speakers: readonly string[] }[];
    }

    it('says of every exit why it remains or not, and of every claim whose it is', async () => {
      const { verdict, because, verdicts, claims } = await read<Isolation>('/v1/isolation/raqqa-city', {
        validAt: '2017-03-09',
        knownAt: '2017-03-09',
      });
      expect({ verdict, because }).toEqual({ verdict: 'remains', because: 'At least one exit remains.' });
      const exits = verdicts[0]?.exits ?? [];
      expect(exits.map(({ place, reason }) => `${place.id} ${reason}`)).toEqual([
        'raqqa-euphrates-bridges destroyed',
        'river-euphrates open',
        `${road} cut_to_party`,
      ]);
      expect(exits.every((exit) => exit.because.length > 10)).toBe(true);
      expect(claims.map(({ report, speakers }) => [report.externalId, ...speakers].join(' '))).toEqual([
        'D003 kurdish-military-source',
        'D124 p-dorrian',
      ]);
    });
  });
});
