import { readDiffOrder } from './diff-order.js';

const twice = { a: 'live', b: 'live' };

describe('the order of a diff', () => {
  it('asks both sides about one date, or each about its own', () => {
    const flags = { validAt: '2017-03-07', knownAt: '2017-03-07', andKnownAt: '2017-03-09', limit: '20' };
    const { a, b } = readDiffOrder(twice, flags, 'Asia/Baghdad');
    expect(a).toEqual({
      edition: 'live',
      validAt: { day: '2017-03-07' },
      knownAtMs: Date.parse('2017-03-07T20:59:59.999Z'),
      title: 'live on 2017-03-07 as known 2017-03-07',
    });
    expect(b).toMatchObject({ validAt: { day: '2017-03-07' }, knownAtMs: Date.parse('2017-03-09T20:59:59.999Z') });
  });

  it('asks about now and all of time when nothing is said', () => {
    const order = readDiffOrder({ a: 'live', b: 'other' }, { limit: '5', model: 'control, tallies' }, 'UTC');
    expect(order).toEqual({
      a: { edition: 'live', title: 'live' },
      b: { edition: 'other', title: 'other' },
      shown: 5,
      models: ['control', 'tallies'],
    });
  });

  it.each([
    [{ limit: '20' }, /compares live with itself/],
    [{ limit: '20', knownAt: '2017-03-07' }, /compares live with itself/],
    [{ limit: '20', andValidAt: '2017-03-07' }, /--and-valid-at needs --valid-at/],
    [{ limit: '20', andKnownAt: 'noon' }, /^--and-known-at is "noon"/],
    [{ limit: 'all', andKnownAt: '2017-03-07' }, /--limit is "all"/],
    [{ limit: '20', andKnownAt: '2017-03-07', model: 'maps' }, /--model names "maps"; there are control, /],
  ])('refuses %j', (flags, complaint) => {
    expect(() => readDiffOrder(twice, flags, 'UTC')).toThrow(complaint);
  });
});
