import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openApiFile } from './openapi-document.js';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

it('a public linter has nothing to say of the description of the api', () => {
  const options = ['--config', pathOf('redocly.yaml'), '--format', 'json'];
  const linter = pathOf('../../node_modules/@redocly/cli/bin/cli.js');
  const { stdout, stderr } = spawnSync(process.execPath, [linter, 'lint', openApiFile, ...options], {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
  });
  const { problems } = JSON.parse(stdout || JSON.stringify({ problems: [stderr] })) as { problems: unknown[] };
  expect(problems).toEqual([]);
});
