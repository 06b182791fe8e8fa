import { hasMonthNames } from './month-names.js';
import { readCell } from './read-cell.js';

const mapping = { timeZone: 'Asia/Baghdad', vocabularies: {} };

describe('the name of a month', () => {
  const format = 'D MMMM YYYY';

  it.each([
    ['fr', '7 mars 2017', '2017-03-07'],
    ['fr', '7 FEVRIER 2017', '2017-02-07'],
    ['fr', '7 févr. 2017', '2017-02-07'],
    ['fr', '7 March 2017', '2017-03-07'],
    ['ru', '7 мая 2017', '2017-05-07'],
    ['uk', '7 березня 2017', '2017-03-07'],
    ['ar', '٧ مارس ٢٠١٧', '2017-03-07'],
    ['ar-IQ', '7 كانون الثاني 2017', '2017-01-07'],
    ['ar-IQ', '7 اذار 2017', '2017-03-07'],
    ['ku', '7 adar 2017', '2017-03-07'],
    ['tr', '7 MAYIS 2017', '2017-05-07'],
    ['tr', '7 Ağustos 2017', '2017-08-07'],
    ['tr', '7 EKİM 2017', '2017-10-07'],
  ])('is read in %s: %s', (language, text, day) => {
    expect(readCell({ column: 'c', as: 'day', format }, text, { ...mapping, language })).toBe(day);
  });

  it('of another language is refused', () => {
    const read = () => readCell({ column: 'c', as: 'day', format }, '7 mars 2017', mapping);
    expect(read).toThrow(/"mars" is no month in English; of another, say language in the mapping, such as fr\./);
  });

  it.each(['xx', 'not a language', 'e'])('is not known in the language %j', (language) =>
    expect(hasMonthNames(language)).toBe(false),
  );
});
