import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMapping } from './read-mapping.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-mapping-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const path = join(folder, 'map.yaml');
  await writeFile(path, text);
  return readMapping(path);
}

describe('a mapping in a file', () => {
  it('says where the table is and which words stand for nothing', async () =>
    expect(await read('{ sheet: Log, headLine: 3, empty: [n/a, "—"], report: {} }')).toMatchObject({
      sheet: 'Log',
      headLine: 3,
      empty: ['n/a', '—'],
      timeZone: 'UTC',
    }));

  it('names columns as tables have them, whatever nobody sees in a name', async () => {
    const report = { a: { column: 'Place\n(town)' }, b: [{ text: '{\u200fDay} {Time\u00a0}', as: 'instant' }] };
    expect((await read(JSON.stringify({ report }))).report).toEqual({
      a: { column: 'Place (town)' },
      b: [{ text: '{Day} {Time}', as: 'instant' }],
    });
  });

  it.each([
    ['sheet: 3', /sheet is 3; send the name of a sheet, in quotes where it is a number/],
    ['headLine: 0', /headLine is 0; send the line of the names of columns, such as 3/],
    ['empty: n/a', /empty is "n\/a"; list the words that stand for nothing/],
    ['empty: [1]', /empty is \[1\]; list the words/],
    ['tables: 1', /it has "tables"; there are sheet, headLine, timeZone, .*, empty\./],
  ])('is refused where it says %s', (text, reason) => expect(read(text)).rejects.toThrow(reason));
});
