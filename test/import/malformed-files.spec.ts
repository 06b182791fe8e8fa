import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImport, openTable } from '#imports';
import { malformations, oddities, writeHugeLine } from './malformed-files.js';
import { randomOf, tableOf } from './malformed-tables.js';
import { most_unpacked_bytes } from './malformed-workbooks.js';

/** Files of each kind; `MALFORMED_FILES=15` makes more than 500 of them. */
const each_kind = Number(process.env['MALFORMED_FILES'] ?? 1);
const huge_line_bytes = each_kind > 1 ? 1024 ** 3 : 8 * 1024 ** 2;

let folder: string;
let mapping: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-malformed-'));
  mapping = join(folder, 'mapping.yaml');
  const report = { externalId: { column: 'id' }, summary: { column: 'note' }, places: [{ column: 'place' }] };
  await writeFile(mapping, JSON.stringify({ report }));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusalOf(path: string): Promise<string> {
  const opened = openImport(path, { map: mapping, mostUnpackedBytes: most_unpacked_bytes });
  return opened.then(
    () => 'it was taken',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe('a malformed file', () => {
  it.each(malformations)('$what is refused as a whole, and says why', async ({ what, said, make }) => {
    for (let index = 0; index < each_kind; index += 1) {
      const path = join(folder, 'file');
      await writeFile(path, await make(randomOf(1_000 * index + what.length)));
      const refusal = await refusalOf(path);
      expect(refusal, `seed ${1_000 * index + what.length}`).toMatch(said);
      // One line that names the file: nothing of how it was found out.
      expect(refusal).toMatch(/^ImportRefused: .*(file|mapping)[^\n]*$/);
    }
  });

  it('with a line that does not fit into memory is refused without reading it all into memory', async () => {
    const path = join(folder, 'huge');
    await writeHugeLine(path, huge_line_bytes);
    const before = process.memoryUsage().rss;
    expect(await refusalOf(path)).toMatch(/a row is longer than 1048576 characters/);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 ** 2);
    await rm(path);
  });

  it.each(oddities)('that is only odd, with $what, is read as what it is', async ({ make }) => {
    const rows = tableOf(randomOf(7));
    const path = join(folder, 'odd');
    await writeFile(path, await make(rows));
    const read: string[][] = [];
    for await (const { cells } of (await openTable(path)).rows()) read.push(Object.values(cells));
    expect(read).toEqual(rows.slice(1).map((row) => row.map((cell) => cell.trim())));
  });
});
