import type { Row } from '../prepared-import.js';
import { fillTemplate } from './fill-template.js';
import { checkMapping } from './check-mapping.js';
import type { Cell, Mapping } from './mapping.js';
import { readCell } from './read-cell.js';

const mapping: Mapping = {
  timeZone: 'Asia/Baghdad',
  vocabularies: { types: { Fight: 'clash', 'Bomb (car)': 'bombing' } },
  places: [],
  actors: [],
  report: {},
  names: {},
  empty: ['n/a', '—'],
};
const row = (cells: Record<string, string>): Row => ({ line: 2, cells });
const read = (cell: Omit<Cell, 'column'>, text: string): unknown => readCell({ column: 'c', ...cell }, text, mapping);

describe('a cell', () => {
  it.each<[Omit<Cell, 'column'>, string, unknown]>([
    [{}, 'as it is', 'as it is'],
    [{}, '', undefined],
    [{ default: 'clash' }, '', 'clash'],
    [{ vocabulary: 'types' }, 'fight', 'clash'],
    [{ vocabulary: { a: 'b' } }, 'A', 'b'],
    [{ as: 'number' }, '1,002', 1002],
    [{ as: 'number' }, '-2.5', -2.5],
    [{ as: 'flag' }, 'Yes', true],
    [{ as: 'slug' }, 'Old Mill', 'old-mill'],
    [{ as: 'list' }, 'a; b;', ['a', 'b']],
    [{ as: 'list', separator: ' ', vocabulary: { a: 'x', b: 'y' } }, 'a b', ['x', 'y']],
    [{ as: 'day' }, '2017-03-07', '2017-03-07'],
    [{ as: 'day' }, '2017-03-06T22:30:00Z', '2017-03-07'],
    [{ as: 'day', format: 'DD/MM/YYYY' }, '07/03/2017', '2017-03-07'],
    [{ as: 'day', format: 'M/D/YYYY' }, '3/7/2017', '2017-03-07'],
    [{ as: 'day', format: 'D MMMM YYYY' }, '07 March 2017', '2017-03-07'],
    [{ as: 'day', format: 'D MMMM YYYY' }, '7 Mar 2017', '2017-03-07'],
    [{ as: 'instant', format: 'X' }, '1615800000', '2021-03-15T09:20:00.000Z'],
    [{ as: 'day', format: 'D.M.YYYY' }, '7.3.2017', '2017-03-07'],
    [{ as: 'instant' }, '2017-03-07T14:05:33.123456+03:00', '2017-03-07T14:05:33.123+03:00'],
    [{ as: 'instant' }, '2017-03-07 14:05', '2017-03-07T14:05:00+03:00'],
    [{ as: 'instant' }, '2017-03-07T14:05:33Z', '2017-03-07T14:05:33Z'],
    [{ as: 'instant' }, '2017-03-07', '2017-03-07'],
    [{ as: 'instant' }, '2017-03-07 14:05:33.25+03', '2017-03-07T14:05:33.25+03:00'],
    [{ as: 'instant' }, '2017-03-07 14:05:33 UTC', '2017-03-07T14:05:33Z'],
    [{ as: 'instant', format: 'YYYY/M/D h:mm:ss A Z' }, '2017/03/07 6:05:33 PM GMT+3', '2017-03-07T18:05:33+03:00'],
    [{ as: 'instant', format: 'YYYY/M/D h:mm:ss A Z' }, '2017/03/07 6:05:33 PM GMT-3:30', '2017-03-07T18:05:33-03:30'],
    [{ as: 'instant', format: 'D/M/YYYY' }, '7/3/2017', '2017-03-07'],
    [{ as: 'day', format: 'X' }, '1615755600', '2021-03-15'],
    [{ as: 'instant', format: 'M/D/YYYY H:mm:ss' }, '3/7/2017 9:05:33', '2017-03-07T09:05:33+03:00'],
    [{ as: 'day', format: 'DD MMM YYYY' }, '07 Mar 2017', '2017-03-07'],
    [{ as: 'day', format: 'D MMM YYYY' }, '7 Sep 2017', '2017-09-07'],
    [{ as: 'day', format: 'D MMM YYYY' }, '7 Sept. 2017', '2017-09-07'],
    [{ as: 'day', format: 'DD/MM/YY' }, '07/03/17', '2017-03-07'],
    [{ as: 'day', format: 'DD/MM/YY' }, '07/03/99', '1999-03-07'],
    [{ as: 'instant', format: 'M/D/YYYY h:mm A' }, '3/7/2017 2:05\u202fPM', '2017-03-07T14:05:00+03:00'],
    [{ as: 'instant', format: 'M/D/YYYY h:mm A' }, '3/7/2017 12:05 a.m.', '2017-03-07T00:05:00+03:00'],
    [{ as: 'instant', format: 'YYYY-MM-DDTHH:mm:ssZ' }, '2017-03-07T22:05:00Z', '2017-03-07T22:05:00Z'],
    [{ as: 'day', format: 'YYYY/MM/DD HH:mm Z' }, '2017/03/07 22:05 +0000', '2017-03-08'],
    // The dates of a workbook are ISO 8601, whichever way it shows them.
    [{ as: 'day', format: 'D/M/YYYY' }, '2017-03-07', '2017-03-07'],
    [{ as: 'instant', format: 'D/M/YYYY H:mm' }, '2017-03-07 14:05:00', '2017-03-07T14:05:00+03:00'],
    [{ as: 'day', format: 'DD/MM/YYYY' }, '\u200f٠٧/٠٣/٢٠١٧', '2017-03-07'],
    [{ as: 'number' }, '١٬٢٣٤٫٥', 1234.5],
    [{ as: 'number' }, '1\u202f234', 1234],
    [{ as: 'number' }, '\u200e۱۲', 12],
    [{ as: 'number', format: '1.234,5' }, '1.234,5', 1234.5],
    [{ as: 'number', format: '1.234,5' }, '1.234', 1234],
    [{ vocabulary: { 'قصف مدفعي': 'shelling' } }, '\u200fقصف\u00a0مدفعي', 'shelling'],
  ])('%j of %j is %j', (cell, text, value) => expect(read(cell, text)).toEqual(value));

  it.each<[Omit<Cell, 'column'>, string, RegExp]>([
    [{ vocabulary: 'types' }, 'rumour', /"rumour" is not in the vocabulary. It has: Fight, Bomb \(car\)\./],
    [{ as: 'number' }, 'some', /is no number\. .* of a word that stands for nothing, list it under empty/],
    [{ as: 'number' }, '20-30', /is no number\. .* of a range, or a least number, write low and high into columns/],
    [
      { as: 'day', format: 'D/M/YYYY' },
      '3/14/2017',
      /such as D\/M\/YYYY\. If its month and day are the other way round/,
    ],
    [{ as: 'number' }, '1.002,5', /is no number.*where commas are decimal, say format: '1\.234,5'/],
    [{ as: 'number', format: '1.234,5' }, '1,234.5', /is no number as 1\.234,5/],
    [{ as: 'number' }, '45%', /is no number/],
    [{ as: 'number' }, '#DIV/0!', /is an error of the spreadsheet/],
    [{}, '#N/A', /is an error of the spreadsheet/],
    [{ vocabulary: { a: 'b' } }, 'constructor', /is not in the vocabulary/],
    [{ as: 'instant', format: 'M/D/YYYY h:mm A' }, '3/7/2017 14:05 PM', /not a date of the calendar/],
    [{ as: 'flag' }, 'maybe', /neither yes nor no/],
    [{ as: 'day' }, '2017-02-30', /not a day of the calendar/],
    [{ as: 'day' }, '7 March', /is no time/],
    [{ as: 'day', format: 'DD/MM/YYYY' }, '3/7/2017', /does not have the format DD\/MM\/YYYY/],
    [{ as: 'day', format: 'D MMMM YYYY' }, '7 Marz 2017', /not a date of the calendar/],
    [{ as: 'day', format: 'M/D/YYYY' }, '31/8/2021', /not a date of the calendar/],
    [{ as: 'instant' }, '2017-03-07T25:00Z', /not a time of the calendar/],
  ])('%j of %j is refused', (cell, text, reason) => expect(() => read(cell, text)).toThrow(reason));
});

describe('a template', () => {
  const template = {
    type: { column: 'type', vocabulary: 'types' },
    summary: { text: '{where}: {what}' },
    note: { column: 'note' },
    actors: [
      { role: 'by', actor: { column: 'who', as: 'list' } },
      { role: 'against', actor: { column: 'whom' } },
    ],
    figures: [{ measure: 'killed', basis: 'incremental', best: { column: 'dead', as: 'number' } }],
  };

  it('is filled; what has no cell with anything in it is left out', () => {
    const cells = { type: 'Fight', where: 'Old Mill', what: 'Shots.', note: '', who: 'a;b', whom: '', dead: '' };
    expect(fillTemplate(template, row(cells), mapping).value).toEqual({
      type: 'clash',
      summary: 'Old Mill: Shots.',
      figures: [],
      actors: [
        { role: 'by', actor: 'a' },
        { role: 'by', actor: 'b' },
      ],
    });
  });

  it('takes a number of a workbook as it is, whatever the format, and no error of a formula into a text', () => {
    const best = { column: 'dead', as: 'number', format: '1.234,5' };
    const filled = fillTemplate(
      { best, summary: { text: 'At {where}.' } },
      { ...row({ dead: '1.234', where: '#REF!' }), numbers: new Set(['dead']) },
      mapping,
    );
    expect(filled.value).toMatchObject({ best: 1.234 });
    expect(filled.faults).toMatchObject([{ column: 'where', pointer: '/summary' }]);
  });

  it('has nothing where a word stands for nothing, and times from two cells', () => {
    const best = { column: 'dead', as: 'number' };
    const at = { text: '{day} {time}', as: 'instant' };
    const read = (cells: Record<string, string>, format?: string): unknown =>
      fillTemplate({ best, at: { ...at, ...(format !== undefined && { format }) } }, row(cells), mapping).value;
    expect(read({ dead: 'N/A', day: '2017-03-07', time: '14:05:00' })).toEqual({ at: '2017-03-07T14:05:00+03:00' });
    expect(read({ dead: '\u200f—', day: '2017-03-07', time: '' })).toEqual({ at: '2017-03-07' });
    const format = 'D/M/YYYY h:mm A';
    expect(read({ dead: '2', day: '7/3/2017', time: '2:05 PM' }, format)).toEqual({
      best: 2,
      at: '2017-03-07T14:05:00+03:00',
    });
    expect(read({ dead: '2', day: '7/3/2017', time: 'n/a' }, format)).toEqual({ best: 2, at: '2017-03-07' });
    const { faults } = fillTemplate({ at }, row({ day: '2017-03-07', time: 'noon' }), mapping);
    expect(faults).toMatchObject([
      { column: 'day', pointer: '/at', reason: expect.stringMatching(/"2017-03-07 noon" is no time/) as string },
    ]);
  });

  it('takes a number that is merged over rows where each row has it, and no cell that nobody can tell', () => {
    const best = { column: 'dead', as: 'number' };
    const cells = {
      ...row({ dead: '12', area: 'Ninewa', a: 'x', b: '' }),
      shared: new Map([
        ['dead', 'C2:C3'],
        ['area', 'A2:A3'],
      ]),
      unread: new Map(['a', 'b'].map((column) => [column, 'The cells D2:E2 are merged.'])),
    };
    const filled = fillTemplate({ best, area: { column: 'area', as: 'slug' } }, cells, mapping);
    expect(filled.value).toEqual({ area: 'ninewa' });
    expect(filled.faults).toMatchObject([
      {
        column: 'dead',
        pointer: '/best',
        reason: expect.stringMatching(/^The cells C2:C3 are merged over several rows/) as string,
      },
    ]);
    expect(fillTemplate({ best: { ...best, merged: 'each' } }, cells, mapping).value).toEqual({ best: 12 });
    const wide = fillTemplate({ list: [{ b: { column: 'b' } }], text: { text: '{a}' } }, cells, mapping);
    expect(wide.faults).toEqual([{ column: 'b', pointer: '/list/0/b', reason: 'The cells D2:E2 are merged.' }]);
  });

  it('says of every fault the column and where in the report it would stand', () => {
    const cells = { type: 'Rumour', where: '', what: '', who: '', whom: 'x', dead: 'many' };
    const { faults, columns } = fillTemplate(template, row(cells), mapping);
    expect(faults.map(({ column, pointer }) => [column, pointer])).toEqual([
      ['type', '/type'],
      ['dead', '/figures/0/best'],
    ]);
    expect(columns.get('/actors/0/actor')).toBe('whom');
  });
});

describe('a mapping', () => {
  it.each<[object, RegExp]>([
    [{ report: { summary: { column: 'waht' } } }, /there is no column "waht"; there are: what, when/],
    [{ report: { summary: { text: '{who}' } } }, /there is no column "who"/],
    [{ report: { type: { column: 'what', vocabulary: 'kinds' } } }, /there is no vocabulary "kinds"/],
    [{ report: { type: { column: 'what', as: 'integer' } } }, /as is "integer"; there are: text, number/],
    [
      { report: { a: { column: 'what', as: 'day', format: 'D.M.yyyy' } } },
      /format is "D\.M\.yyyy", and yyyy stands for/,
    ],
    [{ report: { a: { column: 'what', as: 'day', format: 'M/M/YYYY D' } } }, /has the month twice/],
    [{ report: { a: { column: 'what', as: 'day', format: 'MM/YYYY' } } }, /lacks the year, the month or the day/],
    [{ report: { a: { column: 'what', as: 'instant', format: 'D/M/YYYY h:mm' } } }, /h needs A/],
    [
      { report: { a: { column: 'what', as: 'number', format: '1 234' } } },
      /of numbers there are: 1,234\.5 and 1\.234,5/,
    ],
    [{ report: { a: { column: 'what', format: 'D/M/YYYY' } } }, /only days, instants and numbers have one/],
    [{ report: { a: { column: 'what', vocabulry: 'types' } } }, /the column "what" has "vocabulry"; there are: column/],
    [{ report: { a: { column: 'what', merged: 'all' } } }, /of the column "what" merged is "all"; there is: each/],
    [
      { report: { a: { column: 'what', as: 'day', format: 'D/M/YY or M/D/YY?' } } },
      /"D\/M\/YY or M\/D\/YY\?": say which/,
    ],
    [
      { report: { a: { text: '{what}', as: 'number' } } },
      /of the text "\{what\}" as is "number"; there are: text, slug/,
    ],
    [{ report: { a: { text: '{what}', format: 'D/M/YYYY' } } }, /only days, instants and numbers have one/],
    [{ report: 'clash' }, /it has no report/],
    [{ report: { summary: { column: 'WHICH COLUMN?' } } }, /say in place of "WHICH COLUMN\?" what it is/],
    [{ report: { type: 'WHICH TYPE?' } }, /say in place of "WHICH TYPE\?" what it is/],
    [{ report: { source: { chain: ['WHO PUBLISHES THESE REPORTS?'] } } }, /say in place of "WHO PUBLISHES/],
  ])('that does not fit is refused: %j', (change, reason) =>
    expect(() => checkMapping({ ...mapping, ...change }, ['what', 'when'], 'm.yaml')).toThrow(reason),
  );

  it('that does not fit is told twenty of the columns at most', () => {
    const head = Array.from({ length: 23 }, (_, column) => `c${column}`);
    const wrong = { ...mapping, report: { summary: { column: 'waht' } } };
    expect(() => checkMapping(wrong, head, 'm.yaml')).toThrow(/there are: c0, c1, .*, c19 and 3 more\.$/);
  });
});
