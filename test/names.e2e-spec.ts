import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Entry {
  readonly id: string;
  readonly names?: readonly { readonly language: string; readonly name: string }[];
}
interface Actor extends Entry {
  readonly alliedWith: readonly { readonly actor: string; readonly from?: string; readonly to?: string }[];
  readonly opposes: readonly { readonly actor: string }[];
}

const ids = (items: readonly Entry[]): readonly string[] => items.map(({ id }) => id);

describe('the names and alliances of March 2017, asked over HTTP', () => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const read = <Item>(path: string, query: Record<string, string> = {}): Promise<ListAnswer<Item>> =>
    readAnswer(sitrep, path, query);
  const paged = <Item>(path: string, query: Record<string, string>): Promise<readonly Item[]> =>
    readPages(sitrep, path, query);

  describe('names', () => {
    const search = async (path: string, q: string): Promise<readonly string[]> =>
      ids((await read<Entry>(path, { q, limit: '1000' })).items);

    it.each([
      ['الموصل', 'mosul'],
      ['موصل', 'mosul'],
      ['المُوصِل', 'mosul'],
      ['MOSUL', 'mosul'],
      ['mûsil', 'mosul'],
      ['الرقه', 'raqqa-city'],
      ['اربيل', 'erbil'],
      ['هه ولێر', 'erbil'],
      ['hewler', 'erbil'],
      ['Deir ez Zor', 'deir-al-zor-governorate'],
      ['ديرالزور', 'deir-al-zor-city'],
      ['khafsa', 'al-khafsa'],
      ['Talafar', 'tal-afar'],
      ['Raqqah', 'raqqa-city'],
      ['Telafer', 'tal-afar'],
      ["Tel 'Afar", 'tal-afar'],
      ['Mo\u00adsul\u200f', 'mosul'],
      ['ISTANBUL', 'istanbul'],
      ['Menbij', 'manbij-city'],
      ['Furat', 'river-euphrates'],
      ['москва', 'moscow'],
    ])('%s is %s before all others', async (q, place) => {
      expect((await search('/v1/places', q))[0]).toBe(place);
    });

    it.each([
      ['داعش', 'islamic-state'],
      ['قسد', 'sdf'],
      ['Erdogan', 'p-erdogan'],
      ['binali yildirim', 'p-yildirim'],
      ['پيشمەرگه', 'peshmerga'],
      ['Shiite militias', 'shia-paramilitaries'],
      ['PMU', 'shia-paramilitaries'],
      ['Hashd', 'shia-paramilitaries'],
      ['al-Hashd ash-Shaabi', 'shia-paramilitaries'],
      ["Hashd al-Sha'bi", 'shia-paramilitaries'],
      ['QSD', 'sdf'],
    ])('%s is the actor %s before all others', async (q, actor) => {
      expect((await search('/v1/actors', q))[0]).toBe(actor);
    });

    it('come in order: the name itself, what begins with it, what holds it; of each by id', async () => {
      expect(await search('/v1/places', 'mosul')).toEqual([
        'mosul',
        'mosul-bridge-first',
        'mosul-bridge-second',
        'mosul-bridges-other',
        'mosul-central-bank-branch',
        'mosul-east',
        'mosul-field-clinic',
        'mosul-gov-quarter',
        'mosul-is-court',
        'mosul-museum',
        'mosul-north-of-old-city',
        'mosul-old-city',
        'mosul-police-hq',
        'mosul-tall-hotels',
        'mosul-west',
        'road-mosul-tal-afar',
      ]);
      const nineveh = ['nineveh-antiquities', 'nineveh-governorate', 'nineveh-governorate-building'];
      expect(await search('/v1/places', 'نينوى')).toEqual(nineveh);
      expect(await search('/v1/places', 'governorate building')).toEqual([
        'nineveh-governorate-building',
        'road-governorate-building',
      ]);
    });

    it('are found by one letter too, and nothing is found by what nobody is called', async () => {
      expect((await search('/v1/places', 'ح')).length).toBeGreaterThan(1);
      expect(await search('/v1/places', 'Atlantis')).toEqual([]);
    });

    it('are led through page by page, together with other filters', async () => {
      const asked = { q: 'mos', kind: 'building', within: 'mosul-gov-quarter' };
      const all = (await read<Entry>('/v1/places', asked)).items;
      expect(ids(all)).toEqual(['mosul-central-bank-branch', 'mosul-is-court', 'mosul-museum', 'mosul-police-hq']);
      expect(await paged('/v1/places', asked)).toEqual(all);
      const actors = (await read<Entry>('/v1/actors', { q: 'iraq', limit: '1000' })).items;
      expect(actors.length).toBeGreaterThan(5);
      expect(await paged('/v1/actors', { q: 'iraq' })).toEqual(actors);
    });

    it('are told with the entry', async () => {
      const [mosul] = (await read<Entry>('/v1/places', { q: 'الموصل' })).items;
      expect(mosul?.names).toContainEqual({ language: 'ar', name: 'الموصل' });
    });
  });

  describe('allies and opponents', () => {
    const actor = async (id: string, query: Record<string, string> = {}): Promise<Actor> => {
      const { items } = await read<Actor>('/v1/actors', { limit: '1000', ...query });
      return items.find((one) => one.id === id)!;
    };

    it('are told with the days that are known', async () => {
      expect((await actor('iraq')).alliedWith).toEqual([
        { actor: 'us-led-coalition', from: '2016-10-17', note: '2016-10-17 on, Mosul' },
      ]);
      expect((await actor('iraqi-army')).alliedWith).toEqual([{ actor: 'us-led-coalition' }]);
      expect((await actor('us-led-coalition')).opposes).toEqual([{ actor: 'islamic-state' }]);
    });

    it('are those of one day where one is asked', async () => {
      const alliesOn = async (id: string, on: string) => (await actor(id, { on })).alliedWith.map((one) => one.actor);
      expect(await alliesOn('iraq', '2016-10-16')).toEqual([]);
      expect(await alliesOn('iraq', '2016-10-17')).toEqual(['us-led-coalition']);
      expect(await alliesOn('iraqi-army', '2016-10-16')).toEqual(['us-led-coalition']);
      const division = 'iraqi-army-9th-armored-division';
      expect(await alliesOn(division, '2017-03-08')).toEqual(['shia-paramilitaries']);
      expect(await alliesOn(division, '2017-03-09')).toEqual([]);
    });
  });
});
