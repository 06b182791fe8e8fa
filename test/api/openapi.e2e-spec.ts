import { readFile } from 'node:fs/promises';
import { openApiDocument, openApiFile } from './openapi-document.js';

it('the committed description of the api is that of the code; else run npm run generate:openapi', async () => {
  expect(await readFile(openApiFile, 'utf8')).toBe(await openApiDocument());
});
