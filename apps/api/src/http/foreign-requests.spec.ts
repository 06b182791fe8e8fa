import { foreignness, type ServedHosts } from './foreign-requests.js';

const status = (
  method: string,
  headers: Readonly<Record<string, string>>,
  served: ServedHosts = { host: '127.0.0.1', names: ['sitrep.example.org'] },
): number | undefined => foreignness(method, Object.entries(headers).flat(), headers, served)?.getStatus();

describe('requests that a page of another site makes a browser send', () => {
  it.each([
    'localhost:3000',
    'app.localhost',
    '127.0.0.1',
    '[::1]:3000',
    'Sitrep.Example.org',
    'sitrep.example.org:443',
  ])('lets the name %s pass', (host) => expect(status('GET', { host })).toBeUndefined());

  it.each([
    'evil.example',
    '192.168.1.7:3000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'sitrep.example.org.',
    'a@localhost',
    '',
  ])('answers the name "%s" with 421', (host) => expect(status('GET', { host })).toBe(421));

  it('takes every IP address where it listens on all interfaces, and no other name', () => {
    const everywhere = { host: '0.0.0.0', names: [] };
    expect(status('GET', { host: '192.168.1.7:3000' }, everywhere)).toBeUndefined();
    expect(status('GET', { host: 'evil.example' }, everywhere)).toBe(421);
  });

  it('refuses two Host headers', () => {
    const refused = foreignness(
      'GET',
      ['Host', 'localhost', 'host', 'evil'],
      { host: 'localhost' },
      { host: '', names: [] },
    );
    expect(refused?.getStatus()).toBe(400);
  });

  it('refuses an unsafe method from another origin, whatever its body, and lets programs and our own pages write', () => {
    const host = 'localhost:3000';
    for (const origin of ['https://evil.example', 'null', 'http://localhost:4000'])
      expect(status('POST', { host, origin })).toBe(403);
    expect(status('POST', { host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(status('POST', { host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect(status('POST', { host })).toBeUndefined();
    expect(status('GET', { host, origin: 'https://evil.example' })).toBeUndefined();
  });

  it('lets the pages of listed origins write, and no others, even where all may read', () => {
    const served = { host: '127.0.0.1', names: [], origins: ['*', 'https://desk.example'] };
    const host = 'localhost:3000';
    expect(status('POST', { host, origin: 'https://desk.example' }, served)).toBeUndefined();
    for (const origin of ['https://evil.example', 'http://desk.example', 'null', '*'])
      expect(status('POST', { host, origin }, served), origin).toBe(403);
  });
});
