import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTable } from '#imports';
import { RejectsFile } from './rejects-file.js';

describe('the file of refused rows', () => {
  it('may be the one that is imported: all of it is read, and then it is replaced', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sitrep-rejects-'));
    const path = join(folder, 'refused.csv');
    // More than is read at once.
    const ids = Array.from({ length: 20_000 }, (_none, index) => String(index));
    const head = ['sitrep_line', 'sitrep_column', 'sitrep_pointer', 'sitrep_reason', 'id', 'where'];
    await writeFile(path, `${head.join(',')}\n${ids.map((id) => `9,id,/id,no,${id},الموصل`).join('\n')}\n`);
    const table = await openTable(path);
    const rejects = new RejectsFile(path, table.head);
    let rows = 0;
    for await (const row of table.rows())
      if ((rows += 1) % 2 === 0) rejects.write(row, [{ column: 'id', pointer: '/id', reason: 'odd' }]);
    rejects.close();
    expect([rows, await readdir(folder)]).toEqual([20_000, ['refused.csv']]);
    const read: string[] = [];
    for await (const { cells } of (await openTable(path)).rows()) read.push(`${cells['id']} ${cells['where']}`);
    expect(read).toEqual(ids.filter((id) => Number(id) % 2 === 1).map((id) => `${id} الموصل`));
    expect((await readFile(path)).subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'));
    await rm(folder, { recursive: true });
  });

  it('has every cell as it was, whatever line ends are in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sitrep-rejects-'));
    const path = join(folder, 'refused.csv');
    const cells = { id: '=1+1', note: 'a\rb', where: 'a\rb\nc\r\nd "e", f' };
    const rejects = new RejectsFile(path, Object.keys(cells));
    rejects.write({ line: 2, cells }, [{ column: 'id', pointer: '/id', reason: 'odd' }]);
    rejects.close();
    for await (const row of (await openTable(path)).rows()) expect(row.cells).toMatchObject(cells);
    await rm(folder, { recursive: true });
  });
});
