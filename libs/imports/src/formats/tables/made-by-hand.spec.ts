import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookWith, type MadeSheet, oddBookWith } from '../../../../../test/import/made-workbooks.js';
import type { Row } from '../prepared-import.js';
import { openTable } from './open-table.js';
import type { Table, TablePlace } from './table.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Read extends Pick<Table, 'head' | 'notices'> {
  readonly rows: readonly Row[];
}

async function read(content: Buffer | string, place: TablePlace = {}): Promise<Read> {
  const path = join(folder, 'book');
  await writeFile(path, content);
  const table = await openTable(path, place);
  const rows: Row[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { head: table.head, notices: table.notices ?? [], rows };
}
const readSheet = (rows: MadeSheet['rows'], ...merged: readonly string[]) => read(bookWith({ rows, merged }));
const textsOf = ({ rows }: Read): readonly string[] => rows.map(({ cells }) => Object.values(cells).join('|'));

describe('the names of the columns', () => {
  const names = ['id', 'place'];
  const two = [
    ['1', 'Mosul'],
    ['2', 'Tal Afar'],
  ];

  it.each<[string, MadeSheet['rows'], readonly string[]]>([
    ['a merged title', [['Incidents', null], names, ...two], ['A1:B1']],
    ['two titles and a blank row', [['Incidents', null], ['March 2017', null], [], names, ...two], ['A1:F1', 'A2:F2']],
    ['a tall title', [['Incidents', null], [], names, ...two], ['A1:B2']],
    ['a title in one cell', [['Incidents of March'], names, ...two], []],
    ['a blank row', [[], names, ...two], []],
  ])('stand below %s', async (_what, rows, merged) => {
    const { head, notices, rows: found } = await readSheet(rows, ...merged);
    expect(head).toEqual(names);
    expect(found.map(({ line, cells }) => [line, cells['place']])).toEqual([
      [rows.length - 1, 'Mosul'],
      [rows.length, 'Tal Afar'],
    ]);
    expect(notices).toEqual([`The names of the columns are those in row ${rows.length - 2}.`]);
  });

  it.each([
    ['a title', 'Incidents of March,,\n\nid,place,\n1,Mosul,\n', 3],
    ['a title without commas', 'Incidents of March\nid;place\n1;Mosul\n', 2],
    ['the name of the separator', 'sep=|\nid|place\n1|Mosul\n', 2],
  ])('stand below %s in CSV, too', async (_what, text, line) => {
    const { head, rows } = await read(text);
    expect(head).toEqual(names);
    expect(rows).toEqual([{ line: line + 1, cells: { id: '1', place: 'Mosul' } }]);
  });

  it('stand in the line that a person says', async () => {
    const rows = [['By', 'Amal'], names, ...two];
    expect(textsOf(await read(bookWith({ rows }), { headLine: 2 }))).toEqual(['1|Mosul', '2|Tal Afar']);
    expect((await read('By,Amal\nid,place\n1,Mosul\n', { headLine: 2 })).head).toEqual(names);
    await expect(read('id,place\n1,Mosul\n', { headLine: 7 })).rejects.toThrow(/has nothing in line 7/);
  });

  it('have the names of their groups in front', async () => {
    const { head, rows } = await readSheet(
      [
        ['Place', 'Killed', null, null, 'Source', null],
        [null, 'Civilians', 'Fighters', null, null, null],
        [null, null, 'Ours', 'Theirs', null, null],
        ['Mosul', 1, 2, 3, 'Radio', null],
      ],
      ...['A1:A3', 'B1:D1', 'B2:B3', 'C2:D2', 'E1:F3', 'E4:F4'],
    );
    expect(head).toEqual(['Place', 'Killed/Civilians', 'Killed/Fighters/Ours', 'Killed/Fighters/Theirs', 'Source']);
    expect(rows.map(({ cells }) => Object.values(cells))).toEqual([['Mosul', '1', '2', '3', 'Radio']]);
  });

  it('may be merged over a column that has nothing, and columns without a name may have nothing', async () => {
    const { head, rows } = await readSheet(
      [
        ['id', null, 'Note', null],
        ['1', null, 'x', null],
      ],
      'C1:D1',
    );
    expect(head).toEqual(['id', 'Note']);
    expect(rows.map(({ cells }) => cells)).toEqual([{ id: '1', Note: 'x' }]);
  });

  it.each<[string, MadeSheet['rows'], string, RegExp]>([
    [
      'a group over columns that nobody names',
      [
        ['Place', 'Killed', null],
        ['Mosul', 1, 2],
      ],
      'B1:C1',
      /has the merged cells B1:C1 among its column names, over 2 columns, and the row below does not name each/,
    ],
    [
      'a group over words that may be a row',
      [
        ['Place', 'Notes', null],
        ['Mosul', 'a', 'b'],
        ['Mosul', 'a', 'b'],
      ],
      'B1:C1',
      /over 2 columns, and the row below does not name each/,
    ],
    [
      'a name that reaches into the rows',
      [['id', 'n'], ['1'], ['2'], ['3'], ['4'], ['5'], ['6']],
      'B1:B7',
      /B1:B7, which reach from its column names/,
    ],
  ])('are not guessed: %s', async (_what, rows, merged, reason) =>
    expect(readSheet(rows, merged)).rejects.toThrow(reason),
  );
});

describe('merged cells among the rows', () => {
  const head = ['Province', 'District', 'Killed', 'Wounded'];

  it('are in each of their rows, and say so', async () => {
    const { rows } = await readSheet(
      // What was in a cell before it was merged is still in some files, and nobody sees it.
      [head, ['Ninewa', 'Mosul', 12, null], ['Erbil', 'Sinjar', 5, 1], [null, 'Tal Afar', null, 2]],
      ...['A2:A4', 'C2:C3'],
    );
    expect(rows.map(({ cells }) => Object.values(cells))).toEqual([
      ['Ninewa', 'Mosul', '12', ''],
      ['Ninewa', 'Sinjar', '12', '1'],
      ['Ninewa', 'Tal Afar', '', '2'],
    ]);
    expect(rows.map(({ shared }) => [...(shared ?? [])])).toEqual([
      [
        ['Province', 'A2:A4'],
        ['Killed', 'C2:C3'],
      ],
      [
        ['Province', 'A2:A4'],
        ['Killed', 'C2:C3'],
      ],
      [['Province', 'A2:A4']],
    ]);
    expect(rows[1]!.numbers).toEqual(new Set(['Killed', 'Wounded']));
  });

  it('that make one row higher are that row alone', async () => {
    const rows = [head, ['Ninewa', 'Mosul', 12, 1], [], ['Ninewa', 'Sinjar', 2, 1]];
    const found = (await readSheet(rows, 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3')).rows;
    expect(found.map(({ line, shared }) => [line, shared])).toEqual([
      [2, undefined],
      [4, undefined],
    ]);
  });

  it('over several columns are told of none of them', async () => {
    const rows = [head, ['Ninewa', null, null, null], [null, 'Mosul', 12, null], [null, 'Sinjar', 1, 2]];
    const [heading, both, neither] = (await readSheet(rows, 'A2:D2', 'C3:D3')).rows;
    expect([...heading!.unread!.keys()]).toEqual(head);
    expect(heading!.cells).toMatchObject({ Province: 'Ninewa', Killed: '' });
    expect([...both!.unread!]).toEqual(
      ['Killed', 'Wounded'].map((name) => [
        name,
        'The cells C3:D3 are merged over the columns Killed, Wounded. Unmerge them, and write into each what it has; delete a heading between rows.',
      ]),
    );
    expect(neither).toEqual({
      line: 4,
      cells: { Province: '', District: 'Sinjar', Killed: '1', Wounded: '2' },
      numbers: new Set(['Killed', 'Wounded']),
    });
  });

  it('that are empty, or behind the columns, make no difference', async () =>
    expect(
      (await readSheet([head, ['a', 'b', 1, null]], 'C2:D2', 'F2:G9', 'A5:C9', 'D2:XFD1048576')).rows,
    ).toHaveLength(1));

  it('of a whole sheet are looked at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_none, row) => [row === 0 ? 'a' : 'x', row === 0 ? 'b' : 'y']);
    const begun = Date.now();
    const found = (await readSheet(rows, 'A2:A1048576', 'B2:B1048576')).rows;
    expect(found.length).toBeLessThan(5_000);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('the sheet of a workbook', () => {
  const named = (text: string): MadeSheet['rows'] => [['id'], [text]];
  const book = bookWith(
    { name: 'lists', state: 'hidden', rows: named('hidden') },
    { name: 'Log & <notes>', rows: named('first') },
    { name: 'Other', rows: named('second') },
    { name: 'Secret', state: 'veryHidden', rows: named('very') },
  );

  it('is the first one that is shown, and is named where there are others', async () => {
    const found = await read(book);
    expect(textsOf(found)).toEqual(['first']);
    expect(found.notices).toEqual([
      'The sheet Log & <notes> is read, of lists (hidden), Log & <notes>, Other, Secret (hidden).',
    ]);
  });

  it('is the one that is asked for', async () => {
    expect(textsOf(await read(book, { sheet: 'other' }))).toEqual(['second']);
    expect(textsOf(await read(book, { sheet: 'lists' }))).toEqual(['hidden']);
    await expect(read(book, { sheet: 'Chart' })).rejects.toThrow(
      /has no sheet "Chart"; it has: lists \(hidden\), Log & <notes>, Other, Secret \(hidden\)\./,
    );
  });

  it('has its own marks: areas, errors and formulas of others are not its', async () => {
    const merged = bookWith(
      { rows: named('x'), merged: ['A1:A9'], state: 'hidden' },
      {
        rows: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
    );
    expect(textsOf(await read(merged))).toEqual(['1|2']);
  });

  it('has its marks, whatever its file is called and however it is quoted', async () => {
    const rows = [['id'], ['x'], ['y']];
    const odd = oddBookWith(
      { state: 'hidden', rows },
      {
        name: 'Log',
        rows: [
          ['id', 'n'],
          ['1', 'x'],
          ['2', null],
        ],
        merged: ['B2:B3'],
        hiddenRows: [3],
      },
    );
    const found = await read(odd);
    expect(textsOf(found)).toEqual(['1|x', '2|x']);
    expect(found.notices).toEqual([
      'The sheet Log is read, of S1 (hidden), Log.',
      'Rows that are hidden or filtered out are read as all others are: 1.',
    ]);
  });

  it('may be empty: then the others are named', async () => {
    const empty = bookWith({ name: 'Cover', rows: [] }, { name: 'Data', rows: named('x') });
    await expect(read(empty)).rejects.toThrow(/sheet Cover, is empty; there are the sheets Cover, Data\./);
  });

  it('is read with its hidden rows, and says how many', async () => {
    const rows = [['id'], ['1'], ['2'], ['3']];
    const found = await read(bookWith({ rows, hiddenRows: [2, 4] }));
    expect(textsOf(found)).toEqual(['1', '2', '3']);
    expect(found.notices?.at(-1)).toBe('Rows that are hidden or filtered out are read as all others are: 2.');
  });
});
