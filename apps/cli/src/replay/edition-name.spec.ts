import { editionName } from './edition-name.js';

describe('the name of a replayed edition', () => {
  it.each([
    ['2017-03-07', 'until-2017-03-07'],
    ['2017-03-07T18:00+03:00', 'until-2017-03-07t1800-plus-0300'],
    ['2017-03-07T18:00-03:00', 'until-2017-03-07t1800-0300'],
    ['2017-03-07T18:00:00.123Z', 'until-2017-03-07t180000123z'],
  ])('comes from the date %s', (until, name) => {
    expect(editionName(undefined, until)).toBe(name);
  });

  it('is the one wanted', () => {
    expect(editionName('before-the-bridge', '2017-03-07')).toBe('before-the-bridge');
  });

  it('is never that of the live edition', () => {
    expect(() => editionName('live', '2017-03-07')).toThrow(/^--into is "live".*the editions that Sitrep serves/);
  });

  it('is asked for where no date gives it', () => {
    expect(() => editionName(undefined, undefined)).toThrow(/^--into is missing/);
  });

  it.each(['', 'A', '-a', 'a_b', 'x'.repeat(49), '"; drop'])('is not %j', (name) => {
    expect(() => editionName(name, '2017-03-07')).toThrow(/^--into is .*up to 48/);
  });
});
