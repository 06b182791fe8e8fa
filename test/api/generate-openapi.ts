// `npm run generate:openapi`: writes docs/openapi.json from the code.
import { writeFile } from 'node:fs/promises';
import { openApiDocument, openApiFile } from './openapi-document.js';

await writeFile(openApiFile, await openApiDocument());
process.stdout.write(`${openApiFile}\n`);
