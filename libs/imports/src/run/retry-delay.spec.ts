import { retryDelayMs } from './retry-delay.js';

describe('the delay before another try', () => {
  it('doubles from failure to failure, up to five seconds', () => {
    expect([1, 2, 3, 4].map((failures) => retryDelayMs(failures, 1))).toEqual([100, 200, 400, 800]);
    expect(retryDelayMs(50, 1)).toBe(5_000);
  });

  it('is never less than half of that', () => {
    expect(retryDelayMs(3, 0)).toBe(200);
  });

  it('is what the server asks for', () => {
    expect(retryDelayMs(1, 0, '2')).toBe(2_000);
  });

  it.each(['86400', 'Wed, 21 Oct 2015 07:28:00 GMT', '-1', '', null])(
    'is our own when the server asks for %j',
    (asked) => {
      expect(retryDelayMs(1, 1, asked)).toBe(100);
    },
  );
});
