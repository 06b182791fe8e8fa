import { reportIdOf } from '#event-log';
import { CampaignQuestions, type Named, numbersOf } from './harness/campaign-questions.js';
import { sendCampaign } from './harness/campaign-over-http.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const pathOf = (number: string): string => `/v1/reports/${reportIdOf('Reuters', number)}`;
/** After all ten articles. */
const afterwards = '2017-03-12';

interface Version {
  readonly summary: string;
  readonly places: readonly string[];
  readonly contradicts: readonly string[];
  readonly actors: readonly { readonly actor: string }[];
}
interface Explained {
  readonly supports: readonly { readonly report: Named }[];
  readonly setAside: readonly { readonly report: Named }[];
}
interface Suggestion {
  readonly sharedSources: readonly string[];
  readonly reports: readonly { readonly report: Named }[];
}
interface Counted {
  readonly group: string;
  readonly combined: { readonly low: number | null };
  readonly flags: readonly string[];
  readonly reports: readonly Named[];
}

/** The answers and traps of the campaign that no other suite asks by name; `tallies` and `conditions` have the rest. */
describe.each(logKinds())('the March 2017 campaign, its answers and traps, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let ask: CampaignQuestions;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    ask = new CampaignQuestions(sitrep);
    await sendCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const numbers = async (query: Record<string, string>) =>
    numbersOf(await ask.list<Named>('/v1/reports', { knownAt: afterwards, ...query }));
  const version = async (number: string): Promise<Version> => {
    const { versions } = await ask.read<{ versions: readonly Version[] }>(pathOf(number));
    expect(versions).toHaveLength(1);
    return versions[0]!;
  };
  const killed = (query: Record<string, string>) =>
    ask.list<Counted>('/v1/tallies', { measure: 'killed', knownAt: afterwards, ...query });

  describe('answers', () => {
    it('1: the road from Mosul to Tal Afar is unknown on the 7th as known that day, inferred two days later', async () => {
      const road = 'road-mosul-tal-afar';
      expect(await ask.held(road, '2017-03-07', '2017-03-07')).toMatch(/^unknown \|/);
      expect(await ask.held(road, '2017-03-07', '2017-03-09')).toMatch(/^inferred \| islamic-state \|/);
      expect(await ask.held(road, '2017-03-08', '2017-03-08')).toMatch(/^held \| iraq \|/);
    });

    it('2: the road from Raqqa to Deir al-Zor goes from Islamic State to the SDF, in one incident of five reports', async () => {
      const road = 'road-raqqa-deir-al-zor';
      expect(await ask.held(road, '2017-03-05', afterwards)).toMatch(/^inferred \| islamic-state \|/);
      expect(await ask.held(road, '2017-03-06', afterwards)).toMatch(/^held \| sdf \|/);
      const incidents = await ask.list<{ key: string; reports: readonly { report: Named }[] }>('/v1/incidents', {
        place: road,
        knownAt: afterwards,
      });
      const told = incidents.map(({ key, reports }) => `${key}: ${numbersOf(reports.map(({ report }) => report))}`);
      expect(told.filter((line) => /D001|D002|D042|D125|D153/.test(line))).toEqual([
        'E-RAQQA-DEZ-ROAD: D001 D002 D042 D125 D153',
      ]);
    });

    it('3: the governorate building is under fire as known on the 7th, and under attack too as known on the 8th', async () => {
      const building = 'nineveh-governorate-building';
      expect(await ask.held(building, '2017-03-07', '2017-03-07')).toBe(
        'held | iraq | under_fire | high | 2017-03-07 | D027 D048',
      );
      expect(await ask.held(building, '2017-03-07', '2017-03-08')).toMatch(
        /^held \| iraq \| under_attack under_fire \|/,
      );
      for (const knownAt of ['2017-03-07', '2017-03-08', afterwards])
        expect(await ask.held(building, '2017-03-06', knownAt)).toMatch(/^inferred \| islamic-state \|/);
    });

    it('12: al-Khafsa is unknown on every day, though the army was 8 km away', async () => {
      for (const validAt of ['2017-03-05', '2017-03-06', '2017-03-08', '2017-03-12'])
        expect(await ask.held('al-khafsa', validAt, afterwards)).toBe('unknown |  |  | - | - | ');
      expect(await numbers({ place: 'al-khafsa', type: 'advance' })).toBe('D007');
    });
  });

  describe('traps', () => {
    it('a night raid belongs to the day it ended in Baghdad, by the clocks of Baghdad', async () => {
      const building = 'nineveh-governorate-building';
      // 00:30 on the 7th in Mosul, half past nine in the evening of the 6th in UTC: the raid is under way.
      expect(await ask.held(building, '2017-03-06T20:59:59Z', '2017-03-07')).toMatch(/^inferred \| islamic-state \|/);
      expect(await ask.held(building, '2017-03-06T21:30:00Z', '2017-03-07')).toMatch(
        /^transition \| iraq islamic-state/,
      );
      const raid = { group: 'islamic-state', place: building };
      expect(await killed({ ...raid, from: '2017-03-06', to: '2017-03-06' })).toEqual([]);
      // The 20 of the raid, none of them left on the 6th, and four snipers; a share of the night would be flagged.
      const [onThe7th] = await killed({ ...raid, from: '2017-03-07', to: '2017-03-07' });
      expect([onThe7th?.combined.low, onThe7th?.flags]).toEqual([24, []]);
    });

    it('SOHR and a British-based monitor are one source: found together, and no confirmation of each other', async () => {
      for (const source of ['sohr', 'British-based monitor', 'SOHR'])
        expect(await numbers({ source })).toBe('D001 D004 D005 D007');
      await ask.send('/v1/reports', {
        externalId: 'M001',
        type: 'bridge_destroyed',
        summary: 'Air strikes brought down the bridges.',
        reportedAt: '2017-03-06T20:59:59Z',
        occurred: { to: '2017-03-06' },
        places: ['raqqa-euphrates-bridges', 'raqqa-city'],
        actors: [{ role: 'by', actor: 'us-led-coalition' }],
        source: { outlet: 'Another agency', chain: ['British-based monitor', 'Another agency'] },
      });
      expect(await numbers({ source: 'sohr' })).toBe('D001 D004 D005 D007 M001');
      const pairs = await ask.list<Suggestion>('/v1/incident-suggestions', { knownAt: afterwards });
      const pair = pairs.find(({ reports }) => numbersOf(reports.map(({ report }) => report)) === 'D004 M001');
      expect(pair?.sharedSources).toEqual(['sohr']);
    });

    it('SANA and Syrian state media are one source', async () => {
      expect(await numbers({ source: 'sana' })).toBe('D173 D174 D191');
      expect((await sitrep.http.get('/v1/reports?source=sanna')).status).toBe(404);
    });

    it('Talal Silo is a person who speaks, Silo a district that is taken', async () => {
      expect(await numbers({ source: 'p-talal-silo' })).toContain('D001 D002');
      expect((await numbers({ source: 'sdf' })).split(' ')).toEqual(expect.arrayContaining(['D001', 'D002']));
      expect(await numbers({ place: 'silo-district' })).toBe('D095');
      expect(await ask.held('silo-district', '2017-03-06', '2017-03-08')).toMatch(/^unknown/);
      expect((await sitrep.http.get('/v1/reports?place=p-talal-silo')).status).toBe(404);
      expect((await sitrep.http.get('/v1/reports?source=silo-district')).status).toBe(404);
    });

    it('ancient Nineveh is a site inside Mosul, and not the governorate', async () => {
      expect(await numbers({ place: 'nineveh-antiquities' })).toBe('D035');
      expect(await numbers({ place: 'nineveh-governorate' })).toBe('D057');
      const places = await ask.list<{ id: string; kind: string; parent?: string }>('/v1/places', {});
      expect(places.filter(({ id }) => /^nineveh-(antiquities|governorate)$/.test(id))).toMatchObject([
        { id: 'nineveh-antiquities', kind: 'site', parent: 'mosul' },
        { id: 'nineveh-governorate', kind: 'governorate', parent: 'iraq' },
      ]);
    });

    it('the peshmerga are not the YPG: neither counts or speaks for the other', async () => {
      expect(await killed({ group: 'peshmerga' })).toEqual([]);
      expect(await killed({ group: 'ypg' })).toMatchObject([{ combined: { low: 134 } }]);
      expect(await numbers({ actor: 'peshmerga' })).toBe('D046 D080 D081');
      for (const number of ['D046', 'D080', 'D081'])
        expect((await version(number)).actors.map(({ actor }) => actor)).not.toContain('ypg');
      const together = await killed({ group: 'peshmerga,ypg', sumGroups: 'true' });
      expect(together).toMatchObject([{ combined: { low: 134 } }]);
    });

    it('the shelling "in northern Iraq" is kept as printed, counted once, and neither plotted nor counted in Iraq', async () => {
      const printed = await version('D173');
      expect(printed).toMatchObject({ places: ['northern-iraq-as-printed'] });
      expect(printed.contradicts).toContain(reportIdOf('Reuters', 'D174'));
      expect(printed.summary).toContain('northern Iraq');
      const places = await ask.list<{ id: string; location?: object; parent?: string }>('/v1/places', {});
      const misprint = places.find(({ id }) => id === 'northern-iraq-as-printed');
      expect([misprint?.location, misprint?.parent]).toEqual([undefined, undefined]);
      const asked = { group: 'syrian-government-forces' };
      const [once, ...others] = await killed(asked);
      expect([once?.combined.low, numbersOf(once?.reports ?? []), others]).toEqual([1, 'D173', []]);
      expect(await killed({ ...asked, within: 'iraq' })).toEqual([]);
    });

    it('a flag on a hotel is not control: the hotels stay with Islamic State', async () => {
      const hotels = 'mosul-tall-hotels';
      expect(await ask.held(hotels, '2017-03-09', afterwards)).toMatch(/^held \| islamic-state \|.* \| D099$/);
      const { supports, setAside } = await ask.read<Explained>(`/v1/control/${hotels}/explanation`, {
        validAt: '2017-03-09',
        knownAt: afterwards,
      });
      expect(numbersOf([...supports, ...setAside].map(({ report }) => report))).toBe('D099');
      const raised = {
        externalId: 'X148',
        type: 'flag_raised',
        summary: 'A flag was put up.',
        occurred: {},
        reportedAt: '2017-03-10T12:00:00Z',
        source: { outlet: 'Another agency' },
        control: [{ place: hotels, effect: 'gained', holders: ['iraq'], effective: '2017-03-09' }],
      };
      const answer = await sitrep.http.post('/v1/reports').send(raised);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/control/0/effect', code: 'effect_not_allowed' }] });
    });

    it('the museum was smashed in 2014 or in 2015: each account keeps its year and names the other', async () => {
      const [older, newer] = [await version('D033'), await version('D068')];
      expect(older.contradicts).toContain(reportIdOf('Reuters', 'D068'));
      expect(newer.contradicts).toContain(reportIdOf('Reuters', 'D033'));
      const museum = (validAt: string) => ask.condition('mosul-museum', 'integrity', validAt, afterwards);
      expect(await museum('2013-12-31')).toBe('unknown');
      expect(await museum('2014-12-31')).toContain('D033');
      expect(await museum('2015-12-31')).toContain('D068 D100');
      expect(await numbers({ incident: 'E-MUSEUM-DESTRUCTION' })).toBe('D033 D068 D100');
    });
  });
});
