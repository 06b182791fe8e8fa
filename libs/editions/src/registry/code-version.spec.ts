import { readFileSync } from 'node:fs';
import { code_version } from './code-version.js';

it('the version written into editions is that of the package', () => {
  const file = readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8');
  expect((JSON.parse(file) as { version: string }).version).toBe(code_version);
});
