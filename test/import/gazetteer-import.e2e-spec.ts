import { join } from 'node:path';
import { readAnswer } from '../harness/read-answers.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { runImport } from './running-import.js';

const here = (name: string): string => join(import.meta.dirname, name);

interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: string;
  readonly aliases: readonly string[];
  readonly names?: readonly { readonly language: string; readonly name: string }[];
}

describe('importing a gazetteer', () => {
  let sitrep: RunningSitrep;
  let url: string;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep.stop());

  const places = async (query: Record<string, string> = {}): Promise<readonly Place[]> =>
    (await readAnswer<{ items: Place[] }>(sitrep, '/v1/places', query)).items;

  it('of GeoNames takes divisions and places, each in the nearest division, under all its names', async () => {
    const { out, exitCode } = await runImport(sitrep, url, here('geonames-sample.txt'), '--as', 'geonames');
    expect([out.split('\n')[0], exitCode]).toEqual(['6 places and 0 actors registered, 0 already there', 0]);
    expect((await places()).map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
      ['est-900002', 'governorate', 'lanthe-900001'],
      ['lanthe-900001', 'country', undefined],
      ['mill-900005', 'village', 'orme-district-900003'],
      ['orme-900004', 'city', 'orme-district-900003'],
      ['orme-district-900003', 'district', 'est-900002'],
      ['strait-bridge-900006', 'bridge', 'est-900002'],
    ]);
    const [orme] = await places({ q: 'اورمي' });
    expect(orme).toMatchObject({ id: 'orme-900004', aliases: ['Orme', 'Orme "the Old"', 'اورمي'] });
  });

  it('of OCHA takes every level, with its names in other languages and its pcode', async () => {
    const args = [here('cod-sample.csv'), '--time-zone', 'Europe/Athens'];
    expect((await runImport(sitrep, url, ...args)).out).toContain('6 places and 0 actors registered, 0 already there');
    expect((await runImport(sitrep, url, ...args)).out).toContain('0 places and 0 actors registered, 6 already there');
    const [district] = await places({ q: 'LN0107' });
    expect(district).toMatchObject({
      id: 'al-orma-ln0107',
      name: 'Al-Orma',
      kind: 'district',
      parent: 'east-ln01',
      aliases: ['الاورما'],
      names: expect.arrayContaining([
        { language: 'ar', name: 'الاورما' },
        { language: 'zxx-x-pcode', name: 'LN0107' },
      ]) as unknown,
    });
    expect((await places({ within: 'lanthe' })).map(({ id }) => id)).toContain('harbour-ln0201');
  });
});
