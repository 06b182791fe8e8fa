import { readOrder } from './replay-order.js';

describe('the order of a replay', () => {
  it('asks about the day until which it knows', () => {
    expect(readOrder({ until: '2017-03-07' }, 'Asia/Baghdad')).toEqual({
      name: 'until-2017-03-07',
      knownUntilMs: Date.parse('2017-03-07T20:59:59.999Z'),
      validAt: { day: '2017-03-07' },
    });
  });

  it('may ask about another moment of the world', () => {
    const order = readOrder({ until: '2017-03-07', validAt: '2017-03-05T12:00Z', into: 'mine' }, 'UTC');
    expect(order).toMatchObject({ name: 'mine', validAt: { instantMs: Date.parse('2017-03-05T12:00Z') } });
  });

  it('names the option that cannot be read', () => {
    expect(() => readOrder({ until: '2017-03-07', validAt: 'noon' }, 'UTC')).toThrow(/^--valid-at is "noon"/);
  });
});
