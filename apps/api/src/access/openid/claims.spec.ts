import type { OpenIdSettings } from '#platform';
import { principalOfClaims } from './claims.js';

const settings: OpenIdSettings = {
  issuer: 'https://login.example.org',
  audience: 'sitrep',
  roles: [
    { claim: 'groups', value: 'newsroom', role: 'editor' },
    { claim: 'realm_access.roles', value: 'ops', role: 'admin' },
    { claim: 'https://e.org/role', value: 'true', role: 'analyst' },
    { role: 'reader' },
  ],
};

describe('what a provider says of somebody', () => {
  it.each([
    [{}, ['reader']],
    [{ groups: ['sport', 'newsroom'] }, ['editor', 'reader']],
    [{ groups: 'sport newsroom' }, ['editor', 'reader']],
    [{ groups: 'newsrooms' }, ['reader']],
    [{ groups: { newsroom: true } }, ['reader']],
    [{ realm_access: { roles: ['ops'] } }, ['admin', 'reader']],
    [{ 'https://e.org/role': true }, ['analyst', 'reader']],
  ])('gives the roles of the rules that hold: %j', (claims, roles) => {
    expect(principalOfClaims({ sub: 'ada', ...claims }, settings)).toMatchObject({ id: 'oidc:ada', roles });
  });

  it('gives a name without what no name holds', () => {
    const nameOf = (claims: object): string | null => principalOfClaims({ sub: 'ada', ...claims }, settings).name;
    expect(nameOf({ name: ' Ada\u0000\u202e L. ' })).toBe('Ada L.');
    expect(nameOf({ name: '', preferred_username: 'ada' })).toBe('ada');
    expect([nameOf({}), nameOf({ name: 7 })]).toEqual([null, null]);
  });

  it.each([[undefined], [''], ['a b'], ['é'], ['x'.repeat(256)], [7]])('is refused without a subject: %j', (sub) => {
    expect(() => principalOfClaims({ sub }, settings)).toThrow('The claim sub');
  });

  it('bounds the writing by the claims that are set, and never by their absence', () => {
    const bounded = { ...settings, outletsClaim: 'outlets', placesClaim: 'desk.places' };
    const claims = { sub: 'ada', outlets: 'Our desk', desk: { places: ['nineveh', 'raqqa'] } };
    expect(principalOfClaims(claims, bounded)).toMatchObject({ outlets: ['Our desk'], places: ['nineveh', 'raqqa'] });
    expect(principalOfClaims({ ...claims, outlets: ['*'] }, bounded).outlets).toEqual([]);
    for (const outlets of [undefined, [], [' '], {}, Array.from({ length: 101 }, (_, index) => `o${index}`)])
      expect(() => principalOfClaims({ ...claims, outlets }, bounded)).toThrow('The claim outlets has to list');
  });

  it('bounds the reading of whom the rules name, where their claims give bounds', () => {
    const bounded = { ...settings, placesClaim: 'places', readsWithin: [{ claim: 'groups', value: 'stringers' }] };
    const of = (claims: object) => principalOfClaims({ sub: 'ada', places: ['raqqa'], ...claims }, bounded);
    expect(of({ groups: ['stringers', 'newsroom'] })).toMatchObject({ readsWithin: true, places: ['raqqa'] });
    expect(of({ groups: ['stringers', 'newsroom'] }).scopes).not.toContain('editions:write');
    for (const claims of [{}, { groups: 'newsroom' }, { groups: 'stringers', places: '*' }])
      expect(of(claims), JSON.stringify(claims)).not.toHaveProperty('readsWithin');
  });
});
