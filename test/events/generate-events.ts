// `npm run generate:events`: writes docs/events from the schemas in the code, and removes what is there no longer.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { committedDocuments, documentsFolder, eventDocuments } from './event-documents.js';

const notice = '# Written by `npm run generate:events`; change libs/event-log/src/schemas and write it again.\n';

const textOf = (path: string, document: unknown): string =>
  path.endsWith('.yaml')
    ? notice + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })
    : JSON.stringify(document);

const documents = eventDocuments();
await mkdir(documentsFolder, { recursive: true });
for (const path of (await committedDocuments()).keys()) {
  if (!documents.has(path)) await rm(join(documentsFolder, path));
}
for (const [path, document] of documents) {
  const filepath = join(documentsFolder, path);
  await mkdir(dirname(filepath), { recursive: true });
  // As `npm run format` would write it, so that the two never disagree about a file.
  await writeFile(filepath, await format(textOf(path, document), { ...(await resolveConfig(filepath)), filepath }));
}
process.stdout.write(`${documents.size} files in ${documentsFolder}\n`);
