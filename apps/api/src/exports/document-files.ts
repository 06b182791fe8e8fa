import type { OpenAPIObject } from '@nestjs/swagger';
import { format_parameter } from './exports-list.decorator.js';
import { type FileFormat, mediaTypes } from './formats.js';

const shapes: Readonly<Record<FileFormat, object>> = {
  csv: { type: 'string', description: 'RFC 4180 with a head, in UTF-8: a row for each item of all pages.' },
  ndjson: { type: 'string', description: 'The items of all pages as in JSON, one a line.' },
  geojson: { type: 'object', description: 'A FeatureCollection (RFC 7946): a feature for each item of all pages.' },
  xlsx: { type: 'string', format: 'binary', description: 'The same rows as csv, and a sheet `about`.' },
};

/** Adds to every list of the description the files that it is given as. */
export function documentFiles(document: OpenAPIObject): OpenAPIObject {
  for (const { get } of Object.values(document.paths)) {
    const format = get?.parameters?.find((one) => 'name' in one && one.name === format_parameter);
    const answer = get?.responses['200'];
    if (format === undefined || answer === undefined || !('content' in answer)) continue;
    const made = (format as { schema: { enum: readonly string[] } }).schema.enum;
    for (const [file, schema] of Object.entries(shapes))
      if (made.includes(file)) answer.content = { ...answer.content, [mediaTypes[file as FileFormat]]: { schema } };
  }
  return document;
}
