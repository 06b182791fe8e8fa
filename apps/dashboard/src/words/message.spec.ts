import { numberOf, writeMessage } from './message.js';

describe('a message', () => {
  const reports = '{n, plural, =0 {no report} one {# report of {day}} other {# reports of {day}}}';
  it.each([
    [0, 'no report'],
    [1, '1 report of Monday'],
    [1234, '1,234 reports of Monday'],
  ])('takes the plural of %i', (n, text) => expect(writeMessage(reports, 'en', { n, day: 'Monday' })).toBe(text));

  it('follows the plurals of Arabic, with Latin digits', () => {
    const message = '{n, plural, one {تقرير} two {تقريران} few {# تقارير} other {# تقريرا}}';
    expect([1, 2, 5, 20].map((n) => writeMessage(message, 'ar', { n }))).toEqual([
      'تقرير',
      'تقريران',
      '5 تقارير',
      '20 تقريرا',
    ]);
  });

  it.each([
    ['en', '10K', '1M', '3 MB'],
    ['fr', '10\u00A0k', '1\u00A0M', '3\u00A0Mo'],
    ['ar', '10\u00A0ألف', '1\u00A0مليون', '3 م.ب'],
  ])('writes round numbers and sizes as %s does', (language, thousands, million, size) => {
    expect([10_000, 1_000_000].map((n) => numberOf(n, language, 'compact'))).toEqual([thousands, million]);
    expect(numberOf(3, language, 'megabytes').replaceAll(/[\u202F\u00A0]/g, '\u00A0')).toBe(size);
  });

  it('leaves markup in what fills it as it is, and refuses to leave a gap open', () => {
    expect(writeMessage('Held by {who}', 'en', { who: '<b>{x}</b>' })).toBe('Held by <b>{x}</b>');
    expect(() => writeMessage('Held by {who}', 'en')).toThrow('The message needs who.');
  });
});
