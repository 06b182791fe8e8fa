import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '#platform';
import { createProgram } from '../apps/cli/src/program.js';
import { root, textOf } from './harness/docker-files.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly { readonly name: string }[] }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const files = [
  ...readdirSync(root),
  ...['apps', 'docker', 'docs', 'libs', 'migrations', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  ),
];
/** Those who change the product read the decisions, which are of their time: names in them may be gone. */
const documents = files.filter((path) => /^(\w+|docs\/[\w-]+|docs\/how-to\/[\w-]+)\.md$/.test(path));
const current = documents.filter((path) => path !== 'CHANGELOG.md');
const { paths, components } = JSON.parse(textOf('docs/openapi.json')) as Description;
const scripts = Object.keys((JSON.parse(textOf('package.json')) as { readonly scripts: object }).scripts);

/** Where a pattern is found and is not right, as `FILE: WORDS`. A pattern that finds next to nothing is itself wrong. */
function wrongIn(
  texts: readonly string[],
  pattern: RegExp,
  isRight: (found: RegExpMatchArray, path: string) => boolean,
): readonly string[] {
  const found = texts.flatMap((path) => [...textOf(path).matchAll(pattern)].map((match) => ({ path, match })));
  expect(found.length, pattern.source).toBeGreaterThan(2);
  return found
    .filter(({ path, match }) => !isRight(match, path))
    .map(({ path, match: [words] }) => `${path}: ${words.trim()}`);
}

/** The first column of the table under a heading cell, without its marks: `type`, `family` are two names. */
const namesUnder = (path: string, head: string): readonly string[] => {
  const [, rows = ''] = new RegExp(`^\\| ${head} +\\|.*\\n\\|[-: |]+\\n((?:\\|.*\\n)+)`, 'm').exec(textOf(path)) ?? [];
  return rows
    .trim()
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)/g)].map(([, name = '']) => name));
};

describe('the documents', () => {
  it('link to files and headings that are there', () => {
    const anchorsOf = (path: string): readonly string[] =>
      [...textOf(path).matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
        words
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\- ]/gu, '')
          .replaceAll(' ', '-'),
      );
    const texts = files.filter((path) => path.endsWith('.md'));
    const broken = wrongIn(texts, /\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g, ([, to = '', anchor], path) => {
      const target = to === '' ? path : normalize(join(dirname(path), to));
      return existsSync(join(root, target)) && (anchor === undefined || anchorsOf(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('name files and scripts that are there', () => {
    const folders = /`((?:apps|libs|test|migrations|docker|docs)\/[\w./-]+)`/g;
    expect(wrongIn(current, folders, ([, path = '']) => existsSync(join(root, path)))).toEqual([]);
    expect(wrongIn(current, /npm run (?:-s )?(\w[\w:]*)/g, ([, name = '']) => scripts.includes(name))).toEqual([]);
  });

  it('show requests that the api has, with parameters that it takes', () => {
    const routeOf = (path: string) =>
      paths[path] ?? Object.entries(paths).find(([known]) => fits(known, path))?.[1] ?? undefined;
    const fits = (known: string, path: string) =>
      new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.replace(/\.(csv|ndjson|xlsx|geojson)$/, ''));
    const asked = /(?:localhost:3000|127\.0\.0\.1:3000|`|`[A-Z]+ )(\/v1\/[^\s'"`?)]*)(?:\?([^\s'"`)]*))?/g;
    const wrong = wrongIn(current, asked, ([, path = '', query = '']) => {
      const route = routeOf(path);
      if (route === undefined) return false;
      const names = Object.values(route).flatMap(({ parameters = [] }) => parameters.map(({ name }) => name));
      return [...query.matchAll(/(?:^|&)(\w+)=/g)].every(([, name = '']) => names.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['docs/how-to/find.md', 'parameter', '/v1/reports'],
    ['docs/how-to/find.md', 'parameter', '/v1/incidents'],
    ['docs/how-to/brief.md', 'parameter', '/v1/briefings'],
  ])('list in %s under "%s" parameters that %s takes', (file, head, path) => {
    const listed = namesUnder(file, head);
    const taken = paths[path]!['get']!.parameters!.map(({ name }) => name);
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.filter((name) => !taken.includes(name))).toEqual([]);
  });

  it.each([
    ['docs/how-to/what-if.md', 'member', 'WithoutDto'],
    ['docs/how-to/watch.md', '`question`', 'WatchQuestionDto'],
  ])('list in %s every member of what it describes, and no other', (file, head, schema) => {
    expect(namesUnder(file, head).toSorted()).toEqual(Object.keys(components.schemas[schema]!.properties!).toSorted());
  });

  it('name every variable that is read, and none that nobody reads', () => {
    const read = new Set(['PATH']);
    readSettings(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
    const named = new Set(
      current.flatMap((path) => [...textOf(path).matchAll(/\b[A-Z]+(?:_[A-Z]+)*\b/g)].map(([name]) => name)),
    );
    const isNamed = (name: string) => named.has(name) || named.has(name.replace(/_FILE$/, ''));
    const sources = files
      .filter((path) => /\.(ts|mjs|yaml|example)$/.test(path))
      .map(textOf)
      .join('\n');
    const traced = [...textOf('libs/platform/src/tracing.ts').matchAll(/\bOTEL_[A-Z_]+[A-Z]\b/g)].map(([name]) => name);
    expect([...read, ...traced].filter((name) => name !== 'PATH' && !isNamed(name))).toEqual([]);
    const ours = [...named].filter((name) => /^(SITREP|KAFKA|DATABASE|OTEL)_/.test(name) && !name.endsWith('_FILE'));
    expect(ours.filter((name) => !read.has(name) && !sources.includes(name))).toEqual([]);
  });

  describe('show commands', () => {
    const program = createProgram({ out: process.stdout, err: process.stderr, exitCode: 0 });
    const optionsOf = (command: Command): readonly string[] => command.options.map(({ long }) => long ?? '');
    /** The command that words begin with, a part of another included: `key create`. */
    const commandOf = (words: readonly string[]): Command | undefined => {
      const first = program.commands.find((command) => command.name() === words[0]);
      return first?.commands.find((command) => command.name() === words[1]) ?? first;
    };
    const isRight = (typed: string): boolean => {
      const words = typed.split(/\s+/);
      const command = words[0] === 'help' ? program : commandOf(words);
      if (command === undefined) return words[0] === 'COMMAND' || words[0]!.startsWith('--');
      const options = [...typed.matchAll(/(?<=\s)--[a-z][a-z-]*/g)].map(([option]) => option);
      return options.every((option) => option === '--help' || optionsOf(command).includes(option));
    };

    it('that there are, with options that they take, in the documents', () => {
      const typed =
        /(?:npm run (?:-s )?sitrep --|(?<=^|`|= )sitrep|(?:run --rm|compose\.yaml run --rm) cli) ([^`#|\n]*)/gm;
      expect(wrongIn(current, typed, ([, words = '']) => isRight(words.trim()))).toEqual([]);
      const replayed = wrongIn(current, /npm run replay -- ([^`#|\n]*)/g, ([, words = '']) =>
        isRight(`replay ${words}`),
      );
      expect(replayed).toEqual([]);
    });

    it('that there are, with options that they take, in their own help', () => {
      const helps = files.filter((path) => /^apps\/cli\/src\/commands\/[\w-]+\.command\.ts$/.test(path));
      const wrong = wrongIn(helps, /^ +(?:[A-Z_]+=\S+ )*sitrep ([^`|>\n]*)/gm, ([, words = '']) =>
        isRight(words.trim()),
      );
      expect(wrong).toEqual([]);
    });
  });
});
