import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convertCampaign } from './campaign.conversion.js';
import { readSource } from './source-files.js';

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  process.stderr.write('Usage: npm run convert -- <source folder> <target folder>\n');
  process.exitCode = 2;
} else {
  const { rows, expectedControl } = await readSource(source);
  await mkdir(target, { recursive: true });
  for (const [name, text] of convertCampaign(rows, expectedControl)) await writeFile(join(target, name), text);
}
