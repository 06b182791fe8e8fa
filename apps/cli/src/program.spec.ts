import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createProgram } from './program.js';

describe('sitrep', () => {
  it.each(['--version', '-V'])('%s prints the version of the package', async (flag) => {
    const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
    const program = createProgram(terminal).exitOverride();
    await expect(program.parseAsync(['node', 'sitrep', flag])).rejects.toMatchObject({ exitCode: 0 });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(String(terminal.out.read())).toBe(`${version}\n`);
  });
});
