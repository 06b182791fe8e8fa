import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { benches } from './benches.js';

const folder = resolve(import.meta.dirname);

describe('the benches', () => {
  it('are every file of a bench, each under one name', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.bench.ts'),
    );
    expect(
      Object.values(benches)
        .map(([file]) => `${file}.bench.ts`)
        .sort(),
    ).toEqual(files.sort());
  });

  it('are listed where one is asked for by another name', () => {
    const runner = [join(folder, '../harness/run-typescript.mjs'), join(folder, 'run-bench.ts'), 'rades'];
    const { status, stderr } = spawnSync(process.execPath, runner, { encoding: 'utf8', cwd: join(folder, '../..') });
    expect(status).toBe(2);
    expect(stderr).toContain('There is no bench rades. There are:');
    for (const name of Object.keys(benches)) expect(stderr).toContain(`  ${name} `);
  });
});
