import { default_sensitivity, type SensitivitySettings } from '#platform';
import { Clearances } from './clearances.js';

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

  it('of the highest level reads everything, and every other what lies up to it', () => {
    const settings: SensitivitySettings = {
      ...default_sensitivity,
      outlets: { A: 'secret' },
      places: { p: 'internal' },
    };
    const set = new Clearances(settings);
    expect(set.isAll({ clearance: 'secret', outlets: [], places: [] })).toBe(true);
    expect(set.isAll({ clearance: 'secret', outlets: [], places: ['hill'] })).toBe(false);
  });
});
