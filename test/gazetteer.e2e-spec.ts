import { encodeEvent } from '#event-log';
import type { Place } from '#situation';
import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Area {
  readonly place: { readonly id: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly extent: string | null;
}
interface Control {
  readonly place: { readonly id: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly insideAreaHeldBy: Area | null;
}
interface Entry {
  readonly id: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}

const ids = (items: readonly Entry[]): readonly string[] => items.map(({ id }) => id);
const places = (items: readonly { readonly place: { readonly id: string } }[]): readonly string[] =>
  items.map(({ place }) => place.id);

describe.each(logKinds())('the gazetteer of March 2017, asked over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    const island = { kind: 'village', timeZone: 'Pacific/Fiji' };
    for (const [id, lon] of [
      ['east-of-the-line', -179.5],
      ['on-the-line', 180],
      ['west-of-the-line', 178.4],
    ] as const) {
      const location = { lat: -17.8, lon, precisionKm: 1 };
      await sitrep.http
        .post('/v1/places')
        .send({ id, name: id, ...island, location })
        .expect(201);
    }
    await sitrep.http
      .post('/v1/places')
      .send({ id: 'nobody-knows-where', name: 'X', ...island })
      .expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const read = <Item>(path: string, query: Record<string, string> = {}): Promise<ListAnswer<Item>> =>
    readAnswer(sitrep, path, query);
  const paged = <Item>(path: string, query: Record<string, string>): Promise<readonly Item[]> =>
    readPages(sitrep, path, query);
  const known = { validAt: '2017-03-09', knownAt: '2017-03-09' };
  const control = async (query: Record<string, string>): Promise<readonly Control[]> =>
    (await read<Control>('/v1/control', { ...known, limit: '1000', ...query })).items;

  describe('a box', () => {
    it('holds the places, the control and the conditions that lie in it', async () => {
      const bbox = '43.09,36.30,43.2,36.40';
      const inside = (await read<Entry>('/v1/places', { bbox, limit: '1000' })).items;
      expect(ids(inside)).toEqual(expect.arrayContaining(['mosul', 'mosul-museum', 'river-tigris']));
      expect(inside).not.toHaveLength(0);
      for (const { location } of inside) {
        expect(location?.lon).toBeGreaterThanOrEqual(43.09);
        expect(location?.lat).toBeLessThanOrEqual(36.4);
      }
      const all = (await read<Entry>('/v1/places', { limit: '1000' })).items;
      const outside = all.filter(({ id }) => !ids(inside).includes(id));
      for (const { location } of outside.filter((one) => one.location !== undefined)) {
        const { lat, lon } = location!;
        expect(lon < 43.09 || lon > 43.2 || lat < 36.3 || lat > 36.4).toBe(true);
      }
      expect(places(await control({ bbox }))).toEqual(ids(inside));
      const things = places((await read<Control>('/v1/conditions', { ...known, bbox, limit: '1000' })).items);
      expect(things).toEqual(expect.arrayContaining(['mosul-museum', 'river-tigris']));
      expect(ids(inside)).toEqual(expect.arrayContaining([...things]));
      expect(await paged('/v1/control', { ...known, bbox })).toEqual(await control({ bbox }));
    });

    it('reaches over the antimeridian, and holds nothing that lies nowhere', async () => {
      const over = ['east-of-the-line', 'on-the-line', 'west-of-the-line'];
      expect(ids((await read<Entry>('/v1/places', { bbox: '177,-20,-178,-15' })).items)).toEqual(over);
      expect(places(await control({ bbox: '177,-20,-178,-15' }))).toEqual(over);
      expect(ids((await read<Entry>('/v1/places', { bbox: '-180,-20,-178,-15' })).items)).toEqual(over.slice(0, 2));
      expect(ids((await read<Entry>('/v1/places', { bbox: '178,-20,179,-15' })).items)).toEqual(over.slice(2));
      const everywhere = (await read<Entry>('/v1/places', { bbox: '-180,-90,180,90', limit: '1000' })).items;
      // All but the misprint, which lies nowhere.
      expect(everywhere).toHaveLength(66 + 3);
      expect(ids(everywhere)).not.toContain('northern-iraq-as-printed');
    });

    it('says of anything else what a box is', async () => {
      const { body } = await sitrep.http.get('/v1/control?bbox=36,43').expect(400);
      expect(body.errors).toMatchObject([{ parameter: 'bbox', detail: expect.stringContaining('minLon,minLat') }]);
    });
  });

  describe('what is within', () => {
    it('is the place and its parts at any depth, in places, control and conditions', async () => {
      const west = (await read<Entry>('/v1/places', { within: 'mosul-west', limit: '1000' })).items;
      expect(ids(west)).toEqual(expect.arrayContaining(['mosul-west', 'mosul-gov-quarter', 'mosul-museum']));
      expect(ids(west)).not.toContain('mosul-east');
      expect(places(await control({ within: 'mosul-west' }))).toEqual(ids(west));
      expect(await paged('/v1/control', { ...known, within: 'mosul-west' })).toHaveLength(west.length);
      const things = (await read<Control>('/v1/conditions', { ...known, within: 'mosul-west', kind: 'building' }))
        .items;
      expect(places(things)).toContain('mosul-police-hq');
      expect(places(things)).not.toContain('mosul-bridge-second');
    });

    it('gives no place the answer of another', async () => {
      const inMosul = new Map((await control({ within: 'mosul' })).map((item) => [item.place.id, item]));
      expect(inMosul.get('mosul')).toMatchObject({ status: 'divided', holders: ['iraq', 'islamic-state'] });
      expect(inMosul.get('mosul-gov-quarter')).toMatchObject({ status: 'unknown', holders: [] });
    });
  });

  describe('the area around a place', () => {
    const around = async (place: string, clocks: Partial<typeof known> = {}): Promise<Control> =>
      (await control({ place, ...clocks }))[0]!;

    it('is told as a hint, and the answer stays what it was', async () => {
      expect(await around('deir-al-zor-city')).toMatchObject({
        status: 'unknown',
        holders: [],
        insideAreaHeldBy: {
          place: { id: 'deir-al-zor-governorate', name: 'Deir al-Zor province' },
          status: 'held',
          holders: ['islamic-state'],
          extent: 'most',
        },
      });
      expect((await around('nuri-mosque')).insideAreaHeldBy).toMatchObject({
        place: { id: 'mosul-old-city' },
        status: 'held',
        holders: ['islamic-state'],
        extent: null,
      });
    });

    it('is none where no area around the place is held: not a divided one, not an unknown one, not the place', async () => {
      expect(await around('al-khafsa')).toMatchObject({ status: 'unknown', insideAreaHeldBy: null });
      expect(await around('mosul-east')).toMatchObject({ status: 'held', insideAreaHeldBy: null });
      expect((await around('iraq')).insideAreaHeldBy).toBeNull();
    });

    it('is that of the same moment, as known then', async () => {
      const before = await around('nuri-mosque', { knownAt: '2017-03-06' });
      const [area] = await control({ place: 'mosul-old-city', knownAt: '2017-03-06' });
      expect(area?.status).toBe('unknown');
      expect(before.insideAreaHeldBy).toBeNull();
    });

    it('is one that itself is held or inferred to be, by the answer of its own', async () => {
      const all = new Map((await control({})).map((item) => [item.place.id, item]));
      const hinted = [...all.values()].flatMap(({ insideAreaHeldBy }) => insideAreaHeldBy ?? []);
      expect(hinted.length).toBeGreaterThan(2);
      for (const { place, ...held } of hinted) expect(all.get(place.id)).toMatchObject(held);
      expect(hinted.every(({ status }) => ['held', 'inferred'].includes(status))).toBe(true);
    });
  });

  describe('the area around a place where areas lie in one another', () => {
    const place = (id: string, parent?: string) => ({ id, name: id, kind: 'region', parent, timeZone: 'Pacific/Fiji' });
    const claims = [
      { place: 'outer', effect: 'observed', holders: ['iraq'], effective: '2017-03-01', confidence: 'high' },
      { place: 'middle', effect: 'contested', windowFrom: '2017-03-01', confidence: 'high' },
      {
        place: 'inner',
        effect: 'gained',
        holders: ['sdf'],
        takenFrom: 'islamic-state',
        effective: '2017-03-08',
        confidence: 'high',
      },
      { place: 'ring-a', effect: 'observed', holders: ['sdf'], effective: '2017-03-01', confidence: 'high' },
    ];
    const hint = async (id: string, validAt: string): Promise<string | undefined> => {
      const [item] = await control({ place: id, validAt });
      const area = item?.insideAreaHeldBy;
      return area === null ? undefined : `${area?.place.id} ${area?.status} ${area?.holders.join()}`;
    };

    beforeAll(async () => {
      const nested = [place('outer'), place('middle', 'outer'), place('inner', 'middle'), place('house', 'inner')];
      for (const one of nested) await sitrep.http.post('/v1/places').send(one).expect(201);
      // The API refuses circles; another writer may still have made one.
      const circle = [place('ring-a', 'ring-b'), place('ring-b', 'ring-a'), place('own-parent', 'own-parent')];
      const registeredAt = '2017-03-01T00:00Z';
      await sitrep.eventLog.append(
        circle.map((one) =>
          encodeEvent({ kind: 'place_registered', place: { ...one, aliases: [], registeredAt } as Place }),
        ),
      );
      await sitrep.settled();
      for (const [index, one] of claims.entries()) {
        const report = {
          externalId: `AREA-${index}`,
          type: 'area_seized',
          summary: 'An area.',
          control: [one],
          places: [one.place],
          occurred: { to: '2017-03-08' },
          reportedAt: '2017-03-08T08:00Z',
          source: { outlet: 'Desk' },
          grade: { reliability: 'B', credibility: 2 },
        };
        await sitrep.http.post('/v1/reports').send(report).expect(201);
      }
      await sitrep.settled();
    });

    it('is the nearest that is held; one that is contested is passed over', async () => {
      expect(await hint('house', '2017-03-09')).toBe('inner held sdf');
      expect(await hint('house', '2017-03-05')).toBe('inner inferred islamic-state');
      expect(await hint('house', '2017-02-01')).toBeUndefined();
      expect(await hint('inner', '2017-03-09')).toBe('outer held iraq');
      expect(await hint('middle', '2017-03-09')).toBe('outer held iraq');
      expect(await hint('outer', '2017-03-09')).toBeUndefined();
    });

    it('comes to an end where parents go in a circle, and is never the place itself', async () => {
      expect(await hint('ring-b', '2017-03-09')).toBe('ring-a held sdf');
      expect(await hint('ring-a', '2017-03-09')).toBeUndefined();
      expect(await hint('own-parent', '2017-03-09')).toBeUndefined();
      expect(places(await control({ within: 'ring-b' }))).toEqual(['ring-a', 'ring-b']);
    });
  });

  describe('holders', () => {
    it('are those reported unless a roll-up is asked', async () => {
      const [mosul] = await control({ place: 'mosul', rollUp: 'top' });
      const [asReported] = await control({ place: 'mosul' });
      expect(mosul).toEqual(asReported);
    });

    it('are rolled up to the top or to one actor, in answers, hints, filters, timelines and links', async () => {
      const part = { id: 'brigade', name: 'A brigade', kind: 'state_force', parents: ['iraqi-army', 'sdf'] };
      await sitrep.http.post('/v1/actors').send(part).expect(201);
      const claim = { place: 'dawasa', effect: 'gained', holders: ['brigade', 'iraqi-army'], effective: '2017-03-20' };
      const report = {
        externalId: 'ROLL-1',
        type: 'area_seized',
        summary: 'Dawasa was taken.',
        reportedAt: '2017-03-20T20:00Z',
        occurred: { from: '2017-03-20', to: '2017-03-20' },
        places: ['dawasa'],
        control: [{ ...claim, confidence: 'high' }],
        source: { outlet: 'Desk' },
        grade: { reliability: 'B', credibility: 2 },
      };
      await sitrep.http.post('/v1/reports').send(report).expect(201);
      await sitrep.settled();
      const later = { validAt: '2017-03-21', knownAt: '2017-03-21' };
      const held = async (query: Record<string, string>) => {
        const { items, links } = await read<Control>('/v1/control', {
          ...later,
          within: 'mosul',
          limit: '1000',
          ...query,
        });
        const dawasa = items.find(({ place }) => place.id === 'dawasa');
        return { holders: dawasa?.holders, status: dawasa?.status, self: links[0]?.href };
      };
      expect(await held({})).toMatchObject({ status: 'held', holders: ['brigade', 'iraqi-army'] });
      expect(await held({ rollUp: 'top' })).toMatchObject({ status: 'held', holders: ['iraq', 'sdf'] });
      expect(await held({ rollUp: 'iraqi-security-forces' })).toMatchObject({ holders: ['iraqi-security-forces'] });
      expect(await held({ rollUp: 'sdf' })).toMatchObject({ holders: ['iraqi-army', 'sdf'] });
      expect((await held({ rollUp: 'top' })).self).toContain('rollUp=top');
      expect((await held({ holder: 'sdf' })).holders).toEqual(['brigade', 'iraqi-army']);
      expect((await held({ holder: 'sdf', rollUp: 'top' })).holders).toEqual(['iraq', 'sdf']);
      expect((await held({ holder: 'brigade', rollUp: 'top' })).holders).toEqual(['iraq', 'sdf']);
      expect((await held({ holder: 'turkey' })).holders).toBeUndefined();
      const { items } = await read<Control>('/v1/control/dawasa/timeline', { knownAt: '2017-03-21', rollUp: 'top' });
      expect(items.at(-1)?.holders).toEqual(['iraq', 'sdf']);
    });
  });
});
