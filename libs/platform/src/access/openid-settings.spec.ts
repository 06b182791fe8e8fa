import { readSettings } from '../settings.js';

const least = {
  SITREP_OIDC_ISSUER: 'https://login.example.org/realms/desk',
  SITREP_OIDC_AUDIENCE: 'sitrep',
  SITREP_OIDC_ROLES: 'groups=newsroom=editor',
};

describe('the settings of the OpenID provider', () => {
  it('are none without an issuer', () => {
    expect(readSettings({}).openId).toBeUndefined();
  });

  it('name claims by name, by path and by url, and everybody', () => {
    const roles = 'groups=a b=editor, realm_access.roles=x=y=admin,https://e.org/roles=r:1=analyst,*=reader';
    expect(readSettings({ ...least, SITREP_OIDC_ROLES: roles }).openId?.roles).toEqual([
      { claim: 'groups', value: 'a b', role: 'editor' },
      { claim: 'realm_access.roles', value: 'x=y', role: 'admin' },
      { claim: 'https://e.org/roles', value: 'r:1', role: 'analyst' },
      { role: 'reader' },
    ]);
  });

  it('take plain http from this machine alone', () => {
    expect(readSettings({ ...least, SITREP_OIDC_ISSUER: 'http://127.0.0.1:9' }).openId?.issuer).toBe(
      'http://127.0.0.1:9',
    );
    for (const issuer of ['http://login.example.org', 'login.example.org', 'https://e.org/?a=b', 'ftp://e.org'])
      expect(() => readSettings({ ...least, SITREP_OIDC_ISSUER: issuer })).toThrow(
        /SITREP_OIDC_ISSUER is .* https url/,
      );
  });

  it('say whose bounds hold for reading, too', () => {
    const bounded = {
      ...least,
      SITREP_OIDC_PLACES_CLAIM: 'places',
      SITREP_OIDC_READS_WITHIN: 'groups=stringers, ext=yes',
    };
    expect(readSettings(bounded).openId?.readsWithin).toEqual([
      { claim: 'groups', value: 'stringers' },
      { claim: 'ext', value: 'yes' },
    ]);
    expect(readSettings({ ...bounded, SITREP_OIDC_READS_WITHIN: '*' }).openId?.readsWithin).toEqual([{}]);
  });

  it.each([
    [{ SITREP_OIDC_READS_WITHIN: '*' }, /SITREP_OIDC_PLACES_CLAIM is not set; SITREP_OIDC_READS_WITHIN is set/],
    [{ SITREP_OIDC_OUTLETS_CLAIM: 'o', SITREP_OIDC_READS_WITHIN: 'yes' }, /SITREP_OIDC_READS_WITHIN is .*claim=value/],
    [{ SITREP_OIDC_ROLES: 'groups=newsroom=boss' }, /SITREP_OIDC_ROLES is .*reader, reporter/],
    [{ SITREP_OIDC_ROLES: 'editor' }, /SITREP_OIDC_ROLES is/],
    [{ SITREP_OIDC_AUDIENCE: '' }, /SITREP_OIDC_AUDIENCE is not set; SITREP_OIDC_ISSUER is set/],
    [{ SITREP_OIDC_ISSUER: '' }, /SITREP_OIDC_ISSUER is not set; SITREP_OIDC_AUDIENCE is set/],
    [{ SITREP_OIDC_CLIENT_ID: 'page' }, /PUBLIC_BASE_URL is not set/],
    [{ SITREP_OIDC_CLIENT_ID: 'page', PUBLIC_BASE_URL: 'http://e.org' }, /PUBLIC_BASE_URL is .*https url/],
    [
      { SITREP_OIDC_CLIENT_ID: 'page', PUBLIC_BASE_URL: 'https://e.org', SITREP_OIDC_SCOPE: 'profile' },
      /SITREP_OIDC_SCOPE/,
    ],
    [{ SITREP_OIDC_CLIENT_SECRET: 's' }, /SITREP_OIDC_CLIENT_ID is not set/],
  ])('that lack something or cannot be meant are named: %j', (more, told) => {
    expect(() => readSettings({ ...least, ...more })).toThrow(told);
  });
});
