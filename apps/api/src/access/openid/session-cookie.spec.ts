import { requireOwnPage } from './own-page.js';
import { PageCookies } from './session-cookie.js';

const secret = 'a'.repeat(43);

describe('the cookie of the page', () => {
  it('goes over TLS alone, to this host alone, where others reach it by https', () => {
    expect(new PageCookies('https://e.org').keep('session', secret, 60)).toBe(
      `__Host-sitrep-session=${secret}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(new PageCookies('http://127.0.0.1:3000').keep('session', secret, 60)).toBe(
      `sitrep-session=${secret}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`,
    );
  });

  it.each([
    [`sitrep-session=${secret}`, secret],
    [`a=b; sitrep-session=${secret};c=d`, secret],
    [`sitrep-session=${secret}; sitrep-session=${'b'.repeat(43)}`, undefined],
    [`sitrep-session=short`, undefined],
    [`__Host-sitrep-session=${secret}`, undefined],
    [undefined, undefined],
  ])('of %s is read as %s', (header, read) => {
    expect(new PageCookies(undefined).read('session', header)).toBe(read);
  });
});

describe('a change by somebody who is signed in', () => {
  const may = (method: string, headers: Record<string, string>): boolean => {
    try {
      requireOwnPage({ method, headers: { host: 'desk.example:8443', ...headers } });
      return true;
    } catch {
      return false;
    }
  };

  it.each<[Record<string, string>, boolean]>([
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://desk.example:8443' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://desk.example:8443' }, true],
    [{}, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.desk.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'https://desk.example' }, false],
    [{ origin: 'null' }, false],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, false],
  ])('with %j may be made: %s', (headers, allowed) => {
    expect(may('POST', headers)).toBe(allowed);
    expect(may('DELETE', headers)).toBe(allowed);
    expect(may('GET', headers)).toBe(true);
  });
});
