import { claimInterval, isBefore } from './claim-interval.js';
import { instantMs } from '../time/time.js';

const zone = 'Asia/Baghdad';
const interval = (moment: string, reportedAt: string) => claimInterval(moment, instantMs(reportedAt), zone);

describe('when something that is reported can have happened', () => {
  it('an instant is that instant', () => {
    const ms = instantMs('2017-03-06T18:00+03:00');
    expect(interval('2017-03-06T18:00+03:00', '2017-03-08T10:00Z')).toEqual({ fromMs: ms, toMs: ms });
  });

  it('a day lasts from its local start to its local end', () => {
    expect(interval('2017-03-06', '2017-03-08T10:00Z')).toEqual({
      fromMs: instantMs('2017-03-06T00:00+03:00'),
      toMs: instantMs('2017-03-06T23:59:59.999+03:00'),
    });
  });

  it('a day ends when it is reported, where that is earlier; a report from before that day bounds nothing', () => {
    expect(interval('2017-03-06', '2017-03-06T14:00+03:00').toMs).toBe(instantMs('2017-03-06T14:00+03:00'));
    expect(interval('2017-03-06', '2017-03-05T14:00+03:00').toMs).toBe(instantMs('2017-03-06T23:59:59.999+03:00'));
  });

  it('a day that the zone skipped is the first moment of the next one', () => {
    const ms = instantMs('2011-12-31T00:00+14:00');
    const skipped = claimInterval('2011-12-30', instantMs('2012-01-02T00:00Z'), 'Pacific/Apia');
    expect(skipped).toEqual({ fromMs: ms, toMs: ms });
  });

  it('one is before another that begins after its end, and of two that overlap neither is', () => {
    const evening = interval('2017-03-06T18:00+03:00', '2017-03-06T19:00+03:00');
    const byAfternoon = interval('2017-03-06', '2017-03-06T14:00+03:00');
    const someTime = interval('2017-03-06', '2017-03-06T20:00+03:00');
    expect([isBefore(byAfternoon, evening), isBefore(evening, byAfternoon)]).toEqual([true, false]);
    expect([isBefore(someTime, evening), isBefore(evening, someTime)]).toEqual([false, false]);
  });
});
