import { fileURLToPath } from 'node:url';
import { importCycles, importViolations, rooms, roomOf } from './architecture/import.rules.js';
import { type EntryPoints, parseSources, readSources, type SourceFile } from './architecture/source-tree.js';
import { dialectViolations, nameViolations, sizeViolations, sqlViolations } from './architecture/text.rules.js';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the house', () => {
  const { texts, entries } = readSources(root);
  const files = parseSources(texts, entries);

  it('is read whole: every room has files, and every entry point is one of them', () => {
    const found = new Set(files.map(({ path }) => roomOf(path)));
    for (const room of Object.keys(rooms)) expect(found, room).toContain(room);
    for (const entry of entries.values()) expect([...texts.keys()]).toContain(entry);
    expect([...found].filter((room) => room !== 'test' && !Object.hasOwn(rooms, room))).toEqual([]);
  });

  it('keeps to the table of imports', () => expect(importViolations(files, entries)).toEqual([]));
  it('has no circles of imports', () => expect(importCycles(files)).toEqual([]));
  it('has no file over 300 lines and no function over 50', () => expect(sizeViolations(files)).toEqual([]));
  it('has names that say something, in one form', () => expect(nameViolations(files)).toEqual([]));
  it('does not return to the words that docs/glossary.md replaces', () => {
    const { names, comments } = dialectViolations(files);
    // What is left of them. Take from these numbers what you mend; nothing new is added.
    expect(names.length, names.join('\n')).toBeLessThanOrEqual(299);
    expect(comments.length, comments.join('\n')).toBeLessThanOrEqual(10);
  });
  it('keeps the SQL of its projections in tables and queries', () => expect(sqlViolations(files)).toEqual([]));
});

describe('a planted violation is found', () => {
  const entries: EntryPoints = new Map([
    ['#situation', 'libs/situation/src/index.ts'],
    ['#platform', 'libs/platform/src/index.ts'],
    ['#read-models', 'libs/read-models/src/index.ts'],
    ['#read-models/queries', 'libs/read-models/src/queries.ts'],
  ]);
  const house: Readonly<Record<string, string>> = {
    'libs/situation/src/index.ts': `export * from './time.js';`,
    'libs/situation/src/time.ts': `export const noon = 12;`,
    'libs/platform/src/index.ts': `export const open = 1;`,
    'libs/read-models/src/index.ts': `export { write } from './control.table.js';`,
    'libs/read-models/src/queries.ts': `export { read } from './control.query.js';`,
    'libs/read-models/src/control.table.ts':
      'export const write = (sql) => sql.query(`insert into control values (1)`);',
    'libs/read-models/src/control.query.ts': 'export const read = (sql) => sql.query(`select * from control`);',
    'apps/api/src/index.ts': `export const api = 1;`,
    'apps/projector/src/index.ts': `export const projector = 1;`,
    'test/harness/broker.ts': `export const broker = 1;`,
  };
  const withFile = (path: string, text: string): readonly SourceFile[] =>
    parseSources(new Map(Object.entries({ ...house, [path]: text })), entries);
  const imports = (path: string, text: string) => importViolations(withFile(path, text), entries);

  it('and the house without one is clean', () => {
    const clean = parseSources(new Map(Object.entries(house)), entries);
    for (const found of [importViolations(clean, entries), importCycles(clean), sizeViolations(clean)])
      expect(found).toEqual([]);
    for (const found of [nameViolations(clean), sqlViolations(clean)]) expect(found).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['libs/situation/src/a.ts', `import { readFileSync } from 'node:fs';`, 'and no other package'],
    ['libs/situation/src/a.ts', `import ms from '@scope/ms/deep.js';`, 'and no other package'],
    ['libs/situation/src/a.ts', `import { open } from '#platform';`, 'libs/situation may not import libs/platform'],
    ['libs/situation/src/a.ts', `const later = await import('uuid');`, 'and no other package'],
    ['libs/platform/src/a.ts', `import { noon } from '#situation';`, 'libs/platform may not import libs/situation'],
    ['libs/event-log/src/a.ts', `import { Kafka } from 'kafkajs';`, 'belongs into libs/event-log/src/kafka/ alone'],
    ['libs/event-log/src/kafka/a.ts', `import { Pool } from 'pg';`, 'belongs into libs/event-log/src/postgres/ alone'],
    ['libs/event-log/src/a.ts', `import 'typeorm';`, 'belongs into libs/event-log/src/postgres/ alone'],
    ['libs/read-models/src/a.ts', `import { Kafka } from 'kafkajs';`, 'alone'],
    ['libs/read-models/src/a.ts', `export * from '../../event-log/src/kafka/a.js';`, 'there is no such file'],
    ['libs/platform/src/a.ts', `import { api } from '../../../apps/api/src/index.js';`, 'may not import apps/api'],
    ['apps/api/src/a.ts', `import { noon } from '../../../libs/situation/src/time.js';`, 'through its entry point'],
    ['apps/api/src/a.ts', `import { write } from '#read-models';`, 'never imports a table'],
    ['apps/api/src/a.ts', `import { projector } from '../../projector/src/index.js';`, 'may not import apps/projector'],
    ['apps/projector/src/a.ts', `import { api } from '../../api/src/index.js';`, 'may not import apps/api'],
    ['apps/dashboard/src/a.tsx', `import { noon } from '#situation';`, 'may not import libs/situation'],
    ['apps/api/src/a.ts', `import { broker } from '../../../test/harness/broker.js';`, 'only suites'],
    ['apps/api/src/a.ts', `import type { No } from '#nowhere';`, 'there is no such file'],
    ['migrations/core/a.ts', `import { noon } from '#situation';`, 'migrations may not import libs/situation'],
    ['migrations/core/a.ts', `import { Client } from 'pg';`, 'and no other package'],
    ['libs/read-models/src/a.ts', `type Kafka = import('kafkajs').Kafka;`, 'alone'],
  ])('in %s: %s', (path, text, reason) => {
    const found = imports(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:1 imports '`);
    expect(found[0]).toContain(reason);
  });

  it.each<[string, string]>([
    ['libs/situation/src/a.ts', `import { Temporal } from 'temporal-polyfill';`],
    ['libs/situation/src/a.spec.ts', `import fc from 'fast-check';`],
    ['libs/event-log/src/kafka/a.ts', `import { Kafka } from 'kafkajs';`],
    ['libs/event-log/src/postgres/a.ts', `import { Pool } from 'pg';`],
    ['libs/platform/src/a.int.spec.ts', `import { broker } from '../../../test/harness/broker.js';`],
    ['apps/api/src/a.ts', `import { read } from '#read-models/queries';`],
    ['apps/cli/src/a.ts', `import { api } from '../../api/src/index.js';`],
    ['migrations/core/a.ts', `import { type MigrationInterface } from 'typeorm';`],
    ['test/any.e2e-spec.ts', `import { noon } from '../libs/situation/src/time/time.js';`],
  ])('and what is allowed is let be: %s: %s', (path, text) => expect(imports(path, text)).toEqual([]));

  it('a replaced word in a name or a comment', () => {
    const text = `/** Answers what whoever asks wants. */\nexport const toldClaim = (untold: string) => told.heard(untold);`;
    const { names, comments } = dialectViolations(withFile('libs/platform/src/a.ts', text));
    expect(names).toEqual(['libs/platform/src/a.ts:2 toldClaim']);
    expect(comments).toHaveLength(2);
  });

  it('a circle of imports is told whole', () => {
    const circle = { 'a.ts': `import './b.js';`, 'b.ts': `import './c.js';`, 'c.ts': `export * from './a.js';` };
    const files = parseSources(new Map(Object.entries(circle)), entries);
    expect(importCycles(files)).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });

  it('a file over 300 lines and a function over 50 lines of code, except in suites', () => {
    const body = Array.from({ length: 49 }, (_none, at) => `  call(${at});`).join('\n');
    const comments = '  // why\n\n'.repeat(30);
    const long = `class Long {\n  method() {\n${body}\n  }\n}\nconst arrow = () => {\n${body}\n};\n`;
    const path = 'libs/platform/src/long.ts';
    expect(sizeViolations(withFile(path, long))).toEqual([
      `${path}:2 method has 51 lines, over 50`,
      `${path}:54 a function has 51 lines, over 50`,
    ]);
    expect(sizeViolations(withFile('libs/platform/src/long.spec.ts', long))).toEqual([]);
    expect(sizeViolations(withFile(path, `function short() {\n${comments}}\n`))).toEqual([]);
    expect(sizeViolations(withFile(path, 'call();\n'.repeat(300)))).toEqual([]);
    expect(sizeViolations(withFile('test/long.ts', 'call();\n'.repeat(301)))).toEqual([
      'test/long.ts has 301 lines, over 300',
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    ['libs/platform/src/userInfo.ts', '', ['name files kebab-case.role.ts', '"info"']],
    ['libs/platform/src/date_time.ts', '', ['name files kebab-case.role.ts']],
    ['libs/platform/src/helpers/a.ts', '', ['"helpers"']],
    ['libs/platform/src/a.ts', 'export class EventManager {}', ['EventManager: "manager"']],
    ['libs/platform/src/a.ts', 'export const rawData = 1, MAX_INFO = 2;', ['rawData: "data"', 'MAX_INFO: "info"']],
    ['libs/platform/src/a.ts', 'export interface A { readonly commonName: string }', ['commonName: "common"']],
    ['libs/platform/src/a.ts', 'export class A { private data = 1; handle() {} }', ['handle: "handle"']],
  ])('a name that says nothing, in %s: %s', (path, text, words) => {
    const found = nameViolations(withFile(path, text));
    expect(found).toHaveLength(words.length);
    words.forEach((word, at) => expect(found[at]).toContain(word));
  });

  it('a word that only contains such a one is let be, and so is what is not exported', () => {
    const text = 'export const database = 1, handled = 2, information = 3, claimDataDir = 4; const data = 5;';
    expect(nameViolations(withFile('libs/platform/src/a.query.ts', text))).toEqual([]);
  });

  it('SQL of a projection outside its tables and queries', () => {
    const text = 'const a = sql.query(`select 1\n from control`); const b = "delete from control";';
    expect(sqlViolations(withFile('libs/read-models/src/control.facts.ts', text))).toHaveLength(2);
    expect(sqlViolations(withFile('libs/read-models/src/table/locks.ts', text))).toEqual([]);
    expect(sqlViolations(withFile('libs/editions/src/any.ts', text))).toEqual([]);
  });
});
