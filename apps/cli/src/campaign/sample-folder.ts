import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sample = 'test/campaign/march-2017';

/** The folder of the sample that comes with Sitrep; undefined where it was left out, as in a lean image. */
export function sampleFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, sample);
    if (existsSync(join(found, 'campaign.json'))) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The name under which it is remembered that a sample was loaded. */
export const sampleName = (folder: string): string => basename(folder);
