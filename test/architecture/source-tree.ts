import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** One import, export-from, dynamic import or `import('…')` type. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file of ours that it names; undefined for a package or a module of Node. */
  readonly target?: string;
  readonly line: number;
  /** True for `export … from`. */
  readonly passedOn: boolean;
}

/** A file of ours. Paths are relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Where `#situation` and the like lead. */
export type EntryPoints = ReadonlyMap<string, string>;

/** A root of the repository to look at. */
export const roots = ['apps', 'libs', 'migrations', 'test'];

/** Suites and what only they use. */
export const isTest = (path: string): boolean =>
  path.startsWith('test/') || /\.(spec|e2e-spec|fixture)\.tsx?$/.test(path);

/** Parses sources; in-memory ones as well. */
export function parseSources(texts: ReadonlyMap<string, string>, entries: EntryPoints): readonly SourceFile[] {
  return [...texts].map(([path, text]) => {
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    return { path, text, tree, imports: importsOf(tree, path, entries) };
  });
}

/** The sources under the roots, and the entry points that package.json names. */
export function readSources(root: string): { readonly texts: Map<string, string>; readonly entries: EntryPoints } {
  const texts = new Map<string, string>();
  for (const folder of roots) {
    for (const path of filesUnder(root, folder)) texts.set(path, readFileSync(join(root, path), 'utf8'));
  }
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
  const entries = Object.entries(imports).map(([name, { source }]) => [name, posix.normalize(source)] as const);
  return { texts, entries: new Map(entries) };
}

interface PackageFile {
  readonly imports: Readonly<Record<string, { readonly source: string }>>;
}

const ignored = new Set(['node_modules', 'dist', '.data']);

const filesUnder = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : filesUnder(root, path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

function importsOf(tree: ts.SourceFile, path: string, entries: EntryPoints): readonly Import[] {
  const imports: Import[] = [];
  const add = (named: ts.Node | undefined, passedOn: boolean): void => {
    if (named === undefined || !ts.isStringLiteralLike(named)) return;
    const target = targetOf(named.text, path, entries);
    const line = lineOf(tree, named);
    imports.push({ specifier: named.text, line, passedOn, ...(target === undefined ? {} : { target }) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, false);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

const isLoading = (called: ts.Expression): boolean =>
  called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');

function targetOf(specifier: string, path: string, entries: EntryPoints): string | undefined {
  if (specifier.startsWith('#')) return entries.get(specifier) ?? specifier;
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(path), specifier).replace(/\.js(x?)$/, '.ts$1');
}

/** The line of a node, from 1. */
export const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
