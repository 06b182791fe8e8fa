import fc from 'fast-check';
import type { Period } from './figure.js';
import { intervalRules } from './tally-days.js';
import { isInside, overlaps, shareInWindow } from './tally-window.js';
import { addDays } from '../time/time.js';

const share = (period: Period, window: Period, rule: (typeof intervalRules)[number] = 'prorate', overnight = false) =>
  shareInWindow({ period, overnight }, window, rule);
const week = { from: '2017-03-01', to: '2017-03-07' };

describe('what falls into a window', () => {
  it('prorated: each day of an incident counts the same, first and last included', () => {
    expect(share(week, week)).toBe(1);
    expect(share(week, { from: '2017-03-06', to: '2017-03-31' })).toBeCloseTo(2 / 7);
    expect(share(week, { from: '2017-03-07', to: '2017-03-07' })).toBeCloseTo(1 / 7);
    expect(share(week, { from: '2017-03-08', to: '2017-03-31' })).toBe(0);
    expect(share(week, { from: '2017-02-01', to: '2017-02-28' })).toBe(0);
  });

  it('by start: where it began, whole', () => {
    expect(share(week, { from: '2017-03-01', to: '2017-03-01' }, 'start')).toBe(1);
    expect(share(week, { from: '2017-03-02', to: '2017-03-31' }, 'start')).toBe(0);
  });

  it('by end: where it ended, whole', () => {
    expect(share(week, { from: '2017-03-07', to: '2017-03-07' }, 'end')).toBe(1);
    expect(share(week, { from: '2017-03-01', to: '2017-03-06' }, 'end')).toBe(0);
  });

  it('an open window reaches for ever', () => {
    expect(share(week, {})).toBe(1);
    expect(share(week, { from: '2017-03-07' })).toBeCloseTo(1 / 7);
    expect(share(week, { to: '2017-03-02' })).toBeCloseTo(2 / 7);
  });

  it.each(intervalRules)('an incident of one day is in or out by %s', (rule) => {
    const day = { from: '2017-03-07', to: '2017-03-07' };
    expect(share(day, { from: '2017-03-07', to: '2017-03-07' }, rule)).toBe(1);
    expect(share(day, { from: '2017-03-08' }, rule)).toBe(0);
  });

  it('an incident of one night counts whole on the day it ended', () => {
    const night = { from: '2017-03-06', to: '2017-03-07' };
    expect(share(night, { from: '2017-03-07', to: '2017-03-07' }, 'prorate', true)).toBe(1);
    expect(share(night, { from: '2017-03-06', to: '2017-03-06' }, 'prorate', true)).toBe(0);
    expect(share(night, { from: '2017-03-07', to: '2017-03-07' }, 'prorate', false)).toBe(0.5);
  });

  it('a longer count in the report of a night is divided like any other', () => {
    expect(share(week, { from: '2017-03-07', to: '2017-03-07' }, 'prorate', true)).toBeCloseTo(1 / 7);
  });
});

describe('a count whose start is unknown', () => {
  const until = { to: '2017-03-09' };

  it('is whole in a window open to the past, as far as its end is inside', () => {
    expect(share(until, {})).toBe(1);
    expect(share(until, { to: '2017-03-09' })).toBe(1);
    expect(share(until, { to: '2017-03-08' })).toBe('undated');
  });

  it('is undated in a window with a beginning, unless it had ended before', () => {
    expect(share(until, { from: '2017-03-09', to: '2017-03-09' })).toBe('undated');
    expect(share(until, { from: '2017-03-01' }, 'start')).toBe('undated');
    expect(share(until, { from: '2017-03-10' })).toBe(0);
  });

  it('has no end to be counted by: its latest day is a bound, and nothing is placed on it', () => {
    expect(share(until, { from: '2017-03-09', to: '2017-03-09' }, 'end')).toBe('undated');
    expect(share(until, { to: '2017-03-09' }, 'end')).toBe(1);
    expect(share(until, { from: '2017-03-10' }, 'end')).toBe(0);
  });

  it('and whose end is unknown counts only where the window is all of time', () => {
    expect(share({}, {})).toBe(1);
    expect(share({}, { from: '2017-03-01' })).toBe('undated');
    expect(share({}, { to: '2017-03-01' }, 'end')).toBe('undated');
  });
});

describe('periods', () => {
  it('lie inside one another with both ends included, and what is open only in what is open', () => {
    expect(isInside(week, week)).toBe(true);
    expect(isInside(week, { from: '2017-03-02' })).toBe(false);
    expect(isInside({ to: '2017-03-01' }, { from: '2016-01-01', to: '2017-03-07' })).toBe(false);
    expect(isInside({ to: '2017-03-01' }, { to: '2017-03-07' })).toBe(true);
    expect(isInside({}, {})).toBe(true);
  });

  it('overlap when they share a day', () => {
    expect(overlaps(week, { from: '2017-03-07' })).toBe(true);
    expect(overlaps({ from: '2017-03-07' }, week)).toBe(true);
    expect(overlaps(week, { from: '2017-03-08' })).toBe(false);
    expect(overlaps({ to: '2017-02-28' }, week)).toBe(false);
    expect(overlaps({}, week)).toBe(true);
  });

  it('prorated over windows side by side, nothing is lost and nothing counted twice', () => {
    const days = fc.integer({ min: 0, max: 40 }).map((count) => addDays('2017-02-20', count));
    fc.assert(
      fc.property(days, days, days, fc.constantFrom(...intervalRules), (a, b, cut, rule) => {
        const period = a <= b ? { from: a, to: b } : { from: b, to: a };
        const [before, after] = [share(period, { to: addDays(cut, -1) }, rule), share(period, { from: cut }, rule)];
        expect(Number(before) + Number(after)).toBeCloseTo(1);
      }),
    );
  });
});
