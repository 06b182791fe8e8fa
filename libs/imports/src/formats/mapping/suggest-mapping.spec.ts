import { dateFormatOf } from './date-format-of.js';
import { publishedAt } from './prepare-mapped.js';
import { proposedMapping } from './suggest-mapping.js';

describe('a proposal', () => {
  it('leaves the type to a person where no column says it', () => {
    expect(proposedMapping(['what'], { what: ['x'] }).mapping).toMatchObject({ report: { type: 'WHICH TYPE?' } });
  });

  it.each([
    ['Shelling', 'shelling'],
    ['Air strikes', 'airstrike'],
    ['Fight', 'clash'],
    ['looting_of_shops', 'looting'],
    ['Displacement forecast', 'displacement_forecast'],
    ['shelling, looting', undefined],
    ['Rumour', undefined],
    ['قصف', undefined],
  ])('reads the type word %j as %j, and leaves what names no type to a person', (word, type) => {
    const { mapping } = proposedMapping(['type'], { type: [word] });
    expect(mapping).toMatchObject({ vocabularies: { types: type === undefined ? {} : { [word]: type } } });
    expect(JSON.stringify(mapping).includes('clash')).toBe(type === 'clash');
  });

  it('knows columns by their names, whatever stands around these', () => {
    const head = ['Nr.', 'Date (local)', 'Town / village', 'Killed*', 'Notes:'];
    expect(proposedMapping(head, {}).unused).toEqual([]);
  });

  it('has the words that stand for nothing in counts and dates, and how counts are written', () => {
    const cells = { killed: ['1.234', '—', 'n/a', 'none'], wounded: ['12,5'], date: ['?'], town: ['unknown'] };
    const { mapping } = proposedMapping(Object.keys(cells), cells);
    expect(mapping).toMatchObject({
      empty: ['—', 'n/a', '?'],
      report: { figures: [{ best: { format: '1.234,5' } }, { best: { format: '1.234,5' } }] },
    });
    const usual = proposedMapping(['killed'], { killed: ['1,234', '1.234'] }).mapping;
    expect(JSON.stringify(usual)).not.toMatch(/1\.234,5|empty/);
  });
});

describe('the format of dates', () => {
  it.each<[readonly string[], string | undefined]>([
    [['3/7/2017', '3/31/2017'], 'M/D/YYYY'],
    [['3/7/2017', '31/3/2017'], 'D/M/YYYY'],
    [['13/3/2017', '3/14/2017'], 'D/M/YYYY or M/D/YYYY?'],
    [['3/7/2017 9:05'], 'D/M/YYYY H:mm or M/D/YYYY H:mm?'],
    [['7.3.2017 9:05'], 'D.M.YYYY H:mm'],
    [['3/17/2017 2:05:33 PM'], 'M/D/YYYY h:mm:ss A'],
    [['2017/03/07 6:05:33 PM GMT+3'], 'YYYY/M/D h:mm:ss A Z'],
    [['13/3/17', '—'], 'D/M/YY'],
    [['7 Mar 2017', '7 March 2017'], 'D MMM YYYY'],
    [['07-Mar-17'], 'D-MMM-YY'],
    [['Mar 7, 2017'], 'MMM D, YYYY'],
    [['\u200f٣١/٣/٢٠١٧'], 'D/M/YYYY'],
    [['2017-03-07', '2017-03-07 14:05'], undefined],
    [['yesterday', 'in 2017'], undefined],
  ])('of %j is %s', (values, format) => expect(dateFormatOf(values)).toEqual(format === undefined ? {} : { format }));

  it('of a publication is a day or an instant', () => {
    expect(publishedAt('2019-06-01')).toBe('2019-06-01');
    expect(publishedAt('2019-06-01T12:00:00+02:00')).toBe('2019-06-01T12:00:00+02:00');
    expect(publishedAt('June 2019')).toBeUndefined();
    expect(publishedAt('2019-06-31')).toBeUndefined();
  });
});
