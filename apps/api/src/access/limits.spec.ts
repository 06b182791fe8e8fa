import { type KeyWithDigest, digestOfKey, newKey } from '#platform';
import { accessOf } from './access-settings.js';
import { addressSubject } from './address-subject.js';
import { KeyRing } from './key-ring.js';
import { PlacesTaken } from './places-taken.js';
import { MinuteRates } from './request-rates.js';

describe('the requests of a minute', () => {
  it('are counted for each subject by itself, and anew in the next minute', () => {
    let nowMs = 0;
    const rates = new MinuteRates(2, () => nowMs);
    expect([rates.count('a'), rates.count('a'), rates.count('a')].map(({ isOver }) => isOver)).toEqual([
      false,
      false,
      true,
    ]);
    expect(rates.count('b')).toEqual({ isOver: false, remaining: 1, resetS: 60 });
    nowMs = 59_001;
    expect(rates.at('a')).toEqual({ isOver: true, remaining: 0, resetS: 1 });
    nowMs = 60_000;
    expect(rates.at('a')).toEqual({ isOver: false, remaining: 2, resetS: 60 });
  });

  it('of ten thousand and more subjects are not all kept', () => {
    const rates = new MinuteRates(1, () => 0);
    for (let subject = 0; subject <= 10_000; subject += 1) rates.count(String(subject));
    expect([rates.at('0').isOver, rates.at('10000').isOver]).toEqual([false, true]);
  });
});

it.each([
  ['203.0.113.9', 'address 203.0.113.9'],
  ['::ffff:203.0.113.9', 'address 203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', 'network 2001:db8:1:2'],
  ['2001:db8:1:2::9', 'network 2001:db8:1:2'],
  ['2001:0db8::1', 'network 2001:db8:0:0'],
  ['::1', 'network 0:0:0:0'],
  ['fe80::1%eth0', 'network fe80:0:0:0'],
])('%s counts as %s', (ip, subject) => {
  expect(addressSubject(ip)).toBe(subject);
});

it('of what may be under way at once, each subject has its share, and gives a place back once', () => {
  const places = new PlacesTaken({ all: 3, each: 2 });
  const [first, second] = [places.take('a'), places.take('a')];
  expect(places.take('a')).toBeUndefined();
  expect(places.take('b')).toBeDefined();
  expect(places.take('c')).toBeUndefined();
  first?.();
  first?.();
  expect([places.take('c'), places.take('a')].map((place) => place !== undefined)).toEqual([true, false]);
  second?.();
  expect(places.take('a')).toBeDefined();
});

describe('the keys that were read', () => {
  const { id, text } = newKey();
  const stored: KeyWithDigest = {
    id,
    name: 'Amina',
    roles: ['reader'],
    outlets: [],
    places: [],
    clearance: null,
    dailyQuota: null,
    readsWithin: false,
    digest: digestOfKey(text),
    createdAt: new Date(0),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  };

  it('are read again after two seconds, once for all that ask at one moment', async () => {
    let [nowMs, reads, key] = [0, 0, stored];
    const find = async () => (reads++, key);
    const ring = new KeyRing(
      { find, touch: async () => undefined, ids: async () => new Set<string>() },
      undefined,
      () => nowMs,
    );
    const asked = () => Promise.all(Array.from({ length: 50 }, () => ring.principalOf({ id, text })));
    for (const principal of await asked()) expect(principal).toMatchObject({ id: `key:${id}`, name: 'Amina' });
    await asked();
    expect(reads).toBe(1);
    key = { ...stored, revokedAt: new Date(0) };
    nowMs = 2_000;
    expect(new Set(await asked())).toEqual(new Set(['revoked']));
    expect(reads).toBe(2);
  });

  it('let in nobody with another secret, and are not asked of the database for it', async () => {
    let reads = 0;
    const ring = new KeyRing(
      { find: async () => (reads++, stored), touch: async () => undefined, ids: async () => new Set<string>() },
      undefined,
      () => 0,
    );
    await ring.principalOf({ id, text });
    expect(await ring.principalOf({ id, text: newKey().text })).toBe('unknown');
    expect([reads, ring.hasSeen({ id, text }), ring.hasSeen({ id, text: 'x' })]).toEqual([1, true, false]);
  });

  it('that cannot be looked up let nobody in', async () => {
    const ring = new KeyRing({
      find: () => Promise.reject(new Error('down')),
      touch: async () => undefined,
      ids: async () => new Set<string>(),
    });
    await expect(ring.principalOf({ id, text })).rejects.toThrow('down');
  });
});

it.each([
  [{ host: '127.0.0.1', hosts: [] }, true, 'write'],
  [{ host: '::1', hosts: [] }, true, 'write'],
  [{ host: '127.0.0.1', hosts: ['desk.example.org'] }, true, 'none'],
  [{ host: '0.0.0.0', hosts: [] }, true, 'none'],
  [{ host: '127.0.0.1', hosts: [], openId: { issuer: 'https://e.org', audience: 'a', roles: [] } }, true, 'none'],
  [{ host: '127.0.0.1', hosts: [] }, false, 'none'],
  [{ host: '0.0.0.0', hosts: [], anonymous: 'read' as const }, false, 'read'],
  [{ host: '127.0.0.1', hosts: [], anonymous: 'none' as const }, true, 'none'],
])('of %j, for one person %s, requests without a key may do: %s', (settings, forOnePerson, may) => {
  expect(accessOf(settings, forOnePerson).anonymous).toBe(may);
});
