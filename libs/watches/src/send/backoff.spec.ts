import { delayAfter, usual_backoff } from './backoff.js';

describe('the waits between tries', () => {
  it('grow until they are some hours long', () => {
    const waits = Array.from({ length: 8 }, (_none, index) => delayAfter(index + 1, usual_backoff) / 1_000);
    expect(waits).toEqual([5, 20, 80, 320, 1_280, 5_120, 14_400, 14_400]);
  });

  it('allow more than a dozen tries within three days', () => {
    let [tries, ms] = [0, 0];
    while (ms < usual_backoff.giveUpAfterMs) ms += delayAfter(++tries, usual_backoff);
    expect(tries).toBeGreaterThan(20);
  });
});
