import { knownUntilMs, readMoment } from './moment-option.js';

describe('a moment on the command line', () => {
  it('is a day, to its end where the desk sits, or an instant', () => {
    expect(knownUntilMs(readMoment('--until', '2017-03-07'), 'Asia/Baghdad')).toBe(
      Date.parse('2017-03-07T20:59:59.999Z'),
    );
    expect(knownUntilMs(readMoment('--until', '2017-03-07T18:00+03:00'), 'UTC')).toBe(
      Date.parse('2017-03-07T15:00:00Z'),
    );
  });

  it.each(['2017-02-30', '2017-03-07T18:00', 'yesterday', ''])('is not %j', (text) => {
    expect(() => readMoment('--until', text)).toThrow(/^--until is ".*"; it must be a day/);
  });
});
