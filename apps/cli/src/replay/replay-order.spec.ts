import { type ReplayFlags, readOrder } from './replay-order.js';

const nowMs = Date.parse('2017-03-20T10:00:00Z');
const bounds = { nowMs, endOfTodayMs: Date.parse('2017-03-20T20:59:59.999Z') };
const order = (flags: ReplayFlags) => readOrder(flags, { zone: 'Asia/Baghdad', nowMs });

describe('the order of a replay', () => {
  it('asks about the day until which it knows', () => {
    const knownAtMs = Date.parse('2017-03-07T20:59:59.999Z');
    expect(order({ until: '2017-03-07' })).toEqual({
      name: 'until-2017-03-07',
      definition: { until: { knownAtMs } },
      validAt: { day: '2017-03-07' },
      knownAtMs,
      bounds,
      replaces: false,
    });
  });

  it('may ask about another moment of the world', () => {
    const { name, validAt } = order({ until: '2017-03-07', validAt: '2017-03-05T12:00Z', into: 'mine' });
    expect({ name, validAt }).toEqual({ name: 'mine', validAt: { instantMs: Date.parse('2017-03-05T12:00Z') } });
  });

  it('without an end takes the whole log, and asks about now', () => {
    expect(order({ withoutOutlet: ['SANA'], into: 'without-sana' })).toEqual({
      name: 'without-sana',
      definition: { withoutOutlets: ['SANA'] },
      validAt: { instantMs: nowMs },
      knownAtMs: nowMs,
      bounds,
      replaces: false,
    });
  });

  it.each([
    [{ untilRecorded: '2017-03-09T00:00Z' }, { until: { recordedAtMs: Date.parse('2017-03-09T00:00Z') } }],
    [{ untilPosition: '12-0-331' }, { until: { position: '12-0-331' } }],
    [{ withoutSource: ['SOHR'] }, { withoutSources: ['SOHR'] }],
    [{ withoutSide: ['iraq'] }, { withoutSides: ['iraq'] }],
    [{ leastReliability: 'C', leastCredibility: '3' }, { leastGrade: { reliability: 'C', credibility: 3 } }],
  ] as const)('reads %j', (flags, definition) => {
    expect(order({ ...flags, into: 'mine' }).definition).toEqual(definition);
  });

  it.each([
    [{ until: '2017-03-07', validAt: 'noon' }, /^--valid-at is "noon"/],
    [{ untilRecorded: '2017-03-07' }, /^--until-recorded is "2017-03-07"; it must be an instant/],
    [{ untilPosition: 'end' }, /^--until-position is "end"/],
    [{ leastReliability: 'Z' }, /^--least-reliability is "Z"; it must be one of A, B/],
    [{ leastCredibility: '0' }, /^--least-credibility is "0"; it must be one of 1, 2/],
    [{ until: '2017-03-07', untilPosition: '1' }, /^Give one of --until/],
    [{ until: '2017-03-07', withoutOutlet: ['SANA'] }, /^--into is missing/],
  ] as const)('names what cannot be read: %j', (flags, message) => {
    expect(() => order(flags)).toThrow(message);
  });
});
