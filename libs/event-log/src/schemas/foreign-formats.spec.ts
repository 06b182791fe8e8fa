import fc from 'fast-check';
import { isDay, isInstant, isMoment, isTimeZone } from '#situation';
import { withForeignFormats } from './foreign-formats.js';
import type { Schema } from './shapes.js';

const patternOf = (format: string, name = format): RegExp => {
  const { $defs } = withForeignFormats({ type: 'string', format });
  return new RegExp((($defs as Record<string, Schema>)[name] as { pattern: string }).pattern, 'u');
};

const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const days = fc
  .tuple(fc.integer({ min: 990, max: 9010 }), two(13), two(32))
  .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${month}-${day}`);
const seconds = fc.option(fc.tuple(two(61), fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: undefined })), {
  nil: undefined,
});
const offsets = fc.oneof(
  fc.constantFrom('Z', 'z', ''),
  fc.tuple(fc.constantFrom('+', '-'), two(20), two(60)).map(([sign, h, m]) => `${sign}${h}:${m}`),
);
const instants = fc.tuple(days, two(25), two(61), seconds, offsets).map(([day, hour, minute, second, offset]) => {
  const fraction = second?.[1] === undefined ? '' : `.${second[1]}`;
  return `${day}T${hour}:${minute}${second === undefined ? '' : `:${second[0]}${fraction}`}${offset}`;
});

describe('the patterns for foreign validators', () => {
  const day = patternOf('day');
  const instant = patternOf('instant');

  it('let every day through, and nothing else but days that a month does not have', () => {
    fc.assert(
      fc.property(days, (text) => {
        if (isDay(text)) expect(day.test(text)).toBe(true);
        else if (day.test(text)) expect(text).toMatch(/-(29|30|31)$/);
      }),
      { numRuns: 5_000 },
    );
  });

  it('let every instant through, and nothing else but those on days that a month does not have', () => {
    fc.assert(
      fc.property(instants, (text) => {
        if (isInstant(text)) expect(instant.test(text)).toBe(true);
        else if (instant.test(text)) expect(text).toMatch(/-(29|30|31)T/);
      }),
      { numRuns: 20_000 },
    );
  });

  it('are not vacuous: the samples above hold days and instants of both sorts', () => {
    const samples = fc.sample(instants, { numRuns: 2_000, seed: 1 });
    expect(samples.filter((text) => isInstant(text)).length).toBeGreaterThan(100);
    expect(samples.filter((text) => !isInstant(text)).length).toBeGreaterThan(100);
  });

  it('let every zone through that this machine knows', () => {
    const zone = patternOf('time-zone', 'timeZone');
    const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/GMT+5', 'EST5EDT', 'America/Port-au-Prince'];
    expect(zones.filter((name) => !isTimeZone(name) || !zone.test(name))).toEqual([]);
    expect(zone.test('+03:00')).toBe(false);
  });

  it('bring along what a moment is made of', () => {
    const { $ref, $defs } = withForeignFormats({ type: 'string', format: 'moment' }) as Schema & { $defs: object };
    expect($ref).toBe('#/$defs/moment');
    expect(Object.keys($defs)).toEqual(['day', 'instant', 'moment']);
    expect(isMoment('2017-03-07') && day.test('2017-03-07')).toBe(true);
  });

  it('refuse a format without a meaning, so that none is published as a word nobody knows', () => {
    expect(() => withForeignFormats({ type: 'object', properties: { a: { type: 'string', format: 'fax' } } })).toThrow(
      /"fax" has no meaning/,
    );
  });
});
