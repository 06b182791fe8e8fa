import { readFile } from 'node:fs/promises';
import { openApiDocument, openApiFile } from './openapi-document.js';

it('the committed description of the api is that of the code; else run npm run generate:openapi', async () => {
  expect(await readFile(openApiFile, 'utf8')).toBe(await openApiDocument());
});

it('every question that takes a snapshot says that its edition may be gone, or not be what it was', async () => {
  const { paths } = JSON.parse(await openApiDocument()) as {
    paths: Record<string, { get?: { parameters?: { name: string }[]; responses: Record<string, unknown> } }>;
  };
  const taking = Object.entries(paths).flatMap(([path, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'snapshot') ? [{ path, answers: Object.keys(get.responses) }] : [],
  );
  expect(taking.length).toBeGreaterThan(15);
  for (const { path, answers } of taking)
    expect(answers, path).toEqual(expect.arrayContaining(['200', '400', '404', '409', '410', '503']));
});
