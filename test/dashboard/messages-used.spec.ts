import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\./.test(name))
    .map((name) => textOf(join(folder, name)));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const en = JSON.parse(textOf('apps/dashboard/src/words/messages/en.json')) as Record<string, string>;
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, one = '']) => one);

const page = sourcesIn('apps/dashboard/src').join('\n');
/** What the API can answer: the words of its document, and those of the rules behind it. */
const api = `${textOf('docs/openapi.json')}\n${sourcesIn('libs/situation/src').join('\n')}`;
const isSaid = (word: string): boolean =>
  [page, api].some((text) => new RegExp(`(?<![\\w-])${word.replaceAll('.', '\\.')}(?![\\w-])`).test(text));

/** Keys as they stand in the page, beginnings of those that it composes, and families of which it says one by its name. */
const whole = new Set(all(page, /['"`]([a-z-]+\.[\w.-]+)['"`]/g));
const beginnings = all(page, /`([a-z-]+\.[\w-]*)\$\{/g);
const families = [...all(page, /sayOf\(\s*'([a-z-]+)'/g), ...all(page, /'family\.([a-z-]+)'/g)].map(
  (name) => `${name}.`,
);
const composed = [...new Set([...beginnings, ...families])];
/** What stands before and behind a name in composed keys: `kind-${…}`, `…${…}-by`. */
const prefixes = ['', ...all(page, /`([a-z-]+-)\$\{/g)];
const suffixes = ['', ...all(page, /`[a-z-]+\.[\w-]*\$\{[^}]*\}(-[a-z-]+)`/g)];

/** Questions are keys once they are written so: "Who did it?" is `who-did-it`. */
const asked = new Set(
  all(api + page, /'([A-Z][^'?\n]+\?)'/g).map((question) =>
    question
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .replace(/-$/, ''),
  ),
);

/** True for a name that the page or the API has, part by part where it is a path. */
const isNamed = (name: string): boolean => asked.has(name) || name.split('.').every(isSaid);

function isUsed(key: string): boolean {
  if (whole.has(key)) return true;
  const names = composed
    .filter((beginning) => key.startsWith(beginning))
    .map((beginning) => key.slice(beginning.length));
  const bare = (name: string): readonly string[] =>
    prefixes
      .filter((prefix) => name.startsWith(prefix))
      .flatMap((prefix) => suffixes.map((suffix) => [prefix, suffix] as const))
      .filter(([prefix, suffix]) => name.endsWith(suffix) && name.length > prefix.length + suffix.length)
      .map(([prefix, suffix]) => name.slice(prefix.length, name.length - suffix.length));
  return names.some((name) => bare(name).some(isNamed));
}

describe('the messages of the page', () => {
  it('are all used', () => expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]));

  it('are all there that the page says by a whole key', () => {
    const said = all(page, /\bsay\(\s*'([\w.-]+)'/g);
    expect(said.length).toBeGreaterThan(300);
    expect(said.filter((key) => !(key in en))).toEqual([]);
  });
});
