import { expiryOf } from './expiry.js';

const now = Date.parse('2026-11-29T12:00:00Z');

it.each([
  ['90d', '2027-02-27T12:00:00.000Z'],
  ['2027-06-30', '2027-07-01T00:00:00.000Z'],
  ['2026-11-29', '2026-11-30T00:00:00.000Z'],
])('a key that expires %s ends at %s', (text, end) => {
  expect(expiryOf(text, now).toISOString()).toBe(end);
});

it.each(['2026-11-28', '2027-02-30', '0d', '9999d', 'soon', '90', ''])('a key cannot expire at "%s"', (text) => {
  expect(() => expiryOf(text, now)).toThrow(/^--expires .* such as 90d/);
});
