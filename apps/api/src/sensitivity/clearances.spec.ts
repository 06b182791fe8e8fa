import { default_sensitivity, type SensitivitySettings } from '#platform';
import type { Moment, PlaceId, Report } from '#situation';
import { Clearances } from './clearances.js';

type Claims = Partial<Pick<Report, 'control' | 'condition' | 'figures'>>;
const place = 'p' as PlaceId;
const held = { place, effect: 'gained', holders: [], formations: [], conditions: [], confidence: 'high' } as const;
const cut = { place, state: 'cut', effective: '2017-03-07' as Moment, confidence: 'high' } as const;
const counted = {
  place,
  measure: 'killed',
  group: 'g',
  unit: 'people',
  basis: 'incremental',
  period: {},
  lowExclusive: false,
} as const;

const clearances = new Clearances(default_sensitivity);
const someone = (roles: readonly string[], clearance?: string) =>
  clearances.of({ id: 'key:1', roles, ...(clearance === undefined ? {} : { clearance }) });

describe('a clearance', () => {
  it('is the highest of the roles, unless the key says another', () => {
    expect(someone(['reader'])).toBe('internal');
    expect(someone(['reader', 'editor'])).toBe('restricted');
    expect(someone(['admin'])).toBe('secret');
    expect(someone(['admin'], 'open')).toBe('open');
    expect(someone(['reader'], 'secret')).toBe('secret');
  });

  it('is the lowest without a key, without a role, and by a level or a role that is not known', () => {
    expect(clearances.of(undefined)).toBe('open');
    expect(clearances.of({ id: 'anonymous', roles: ['admin'] })).toBe('open');
    expect([someone([]), someone(['constructor']), someone(['admin'], 'gone')]).toEqual(['open', 'open', 'open']);
  });

  it('lets read a report up to its level, and of an outlet and a place that are not over it', () => {
    const settings: SensitivitySettings = {
      ...default_sensitivity,
      outlets: { A: 'secret' },
      places: { p: 'restricted' },
    };
    const set = new Clearances(settings);
    const may = (role: string, more: { sensitivity?: string; places?: string[]; outlet?: string } & Claims) => {
      const { sensitivity, places = [], outlet = 'B', ...claims } = more;
      const source = { outlet, chain: [], anonymity: 'named', seenByOutlet: false } as const;
      const level = sensitivity === undefined ? {} : { sensitivity };
      const report = { places, source, control: [], figures: [], ...level };
      return set.reads({ id: 'key:1', roles: [role] }, { ...report, ...claims });
    };
    expect([may('reader', {}), may('reader', { sensitivity: 'internal' })]).toEqual([true, true]);
    expect([may('reader', { sensitivity: 'restricted' }), may('reader', { places: ['p'] })]).toEqual([false, false]);
    const claims: readonly Claims[] = [{ control: [held] }, { condition: [cut] }, { figures: [counted] }];
    for (const one of claims) expect([may('reader', one), may('editor', one)]).toEqual([false, true]);
    expect([may('editor', { outlet: 'A' }), may('admin', { outlet: 'A', sensitivity: 'gone' })]).toEqual([false, true]);
  });

  it('of the highest level reads everything, and every other what lies up to it', () => {
    const settings: SensitivitySettings = {
      ...default_sensitivity,
      outlets: { A: 'secret' },
      places: { p: 'internal' },
    };
    const set = new Clearances(settings);
    expect(set.readingOf('secret')).toBeUndefined();
    expect(set.readingOf('internal')).toMatchObject({ levels: ['open', 'internal'], outlets: ['A'], places: [] });
    expect(set.readingOf('open')).toMatchObject({ levels: ['open'], outlets: ['A'], places: ['p'] });
  });
});
