import { readFile, readdir } from 'node:fs/promises';
import { join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { asyncApiDocument, schemaPathOf } from '../../libs/event-log/src/schemas/asyncapi.document.js';
import { eventSchemas } from '../../libs/event-log/src/schemas/catalogue.schemas.js';

/** Where the description of the events is committed. */
export const documentsFolder = fileURLToPath(new URL('../../docs/events/', import.meta.url));

/** The files that are written from the code; the others in the folder are written by hand. */
const generated = /\.(json|yaml)$/;

/** What describes the events, by path below `documentsFolder`. */
type Documents = ReadonlyMap<string, unknown>;

/** As the code has it now. */
export const eventDocuments = (): Documents =>
  new Map([
    ['asyncapi.yaml', asyncApiDocument()],
    ...eventSchemas().map(({ type, schema }) => [normalize(schemaPathOf(type)), schema] as const),
  ]);

/** As it is committed. */
export async function committedDocuments(): Promise<Documents> {
  const files = await readdir(documentsFolder, { recursive: true, withFileTypes: true });
  const found = files.filter((file) => file.isFile() && generated.test(file.name));
  const read = found.map(async ({ parentPath, name }) => {
    const file = join(parentPath, name);
    return [relative(documentsFolder, file), parse(await readFile(file, 'utf8')) as unknown] as const;
  });
  return new Map(await Promise.all(read));
}
