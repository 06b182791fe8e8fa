import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { roleNames } from '#platform';
import { KeyedClient } from '../access/keyed-client.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { passingFolder } from '../harness/passing-folder.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const version = '4.32.5';
/** Made up for each operation by a role; the whole run takes a few minutes with 20. */
const examples = process.env['SCHEMATHESIS_EXAMPLES'] ?? '20';
const seed = process.env['SCHEMATHESIS_SEED'] ?? '1';
const checks = [
  'not_a_server_error',
  'response_schema_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'status_code_conformance',
];

/** The program that `SCHEMATHESIS` names, else one that is fetched once into `.data/schemathesis`. */
function program(): string {
  const named = process.env['SCHEMATHESIS'];
  if (named !== undefined) return named;
  const folder = resolve('.data/schemathesis');
  const found = resolve(folder, 'bin/schemathesis');
  if (existsSync(found)) return found;
  mkdirSync(resolve('.data'), { recursive: true });
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(resolve(folder, 'bin/pip'), ['install', '--quiet', `schemathesis==${version}`], { stdio: 'inherit' });
  return found;
}

/** What waits for more of the log than there is, or for its turn, is told so by 503, with Retry-After. */
const configuration = `
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 503]
`;

/** Runs it and returns what it wrote, and whether everything held. */
async function asked(url: string, key: string): Promise<{ readonly text: string; readonly code: number }> {
  const values = [
    `--checks=${checks.join()}`,
    `--max-examples=${examples}`,
    `--seed=${seed}`,
    '--phases=examples,coverage,fuzzing',
    '--suppress-health-check=all',
    '--request-timeout=20',
    // A stream goes on for as long as somebody listens; of lines of JSON Schemathesis can make none.
    '--exclude-path=/v1/stream',
    '--exclude-path=/v1/reports/batch',
    '--generation-database=none',
    '--continue-on-failure',
    '--no-shrink',
    '--no-color',
    '--warnings=off',
    `--header=Authorization: Bearer ${key}`,
  ];
  // It writes down where it is what it has asked, and reads its settings there.
  const cwd = passingFolder('schemathesis-');
  writeFileSync(resolve(cwd, 'schemathesis.toml'), configuration);
  const child = spawn(program(), ['run', `${url}/openapi.json`].concat(values), { cwd });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { text, code: code ?? 1 };
}

describe('requests that Schemathesis makes up from the description of the API', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, {});
    client = await KeyedClient.of(sitrep);
    await recordCampaign(sitrep);
    await sitrep.settled();
  });
  afterAll(() => sitrep?.stop());

  it.each(roleNames)('of a %s are answered as it says, and never by an error of the server', async (role) => {
    const { text, code } = await asked(client.url, await client.keyFor([role]));
    const [cases = ''] = /[\d,]+ generated[^\n]*/.exec(text) ?? [];
    process.stdout.write(`${role}: ${cases}\n`);
    expect(code === 0 ? '' : text).toBe('');
  });
});
