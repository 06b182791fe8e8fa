import ts from 'typescript';
import { isTest, lineOf, type SourceFile } from './source-tree.js';

const longest_file_lines = 300;
const longest_function_lines = 50;

/** Files and functions that have grown too long. Functions count without blank lines and comments, and not in suites. */
export function sizeViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text, tree }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    const violations = lines > longest_file_lines ? [`${path} has ${lines} lines, over ${longest_file_lines}`] : [];
    if (isTest(path)) return violations;
    eachNode(tree, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
      const length = codeLines(node.getText(tree));
      if (length <= longest_function_lines) return;
      violations.push(
        `${path}:${lineOf(tree, node)} ${nameOf(node, tree)} has ${length} lines, over ${longest_function_lines}`,
      );
    });
    return violations;
  });
}

const codeLines = (text: string): number =>
  text.split('\n').filter((line) => !/^\s*($|\/\/|\/\*|\*\/|\* )/.test(line)).length;

const nameOf = (node: ts.SignatureDeclaration, tree: ts.SourceFile): string =>
  node.name === undefined ? 'a function' : node.name.getText(tree);

function eachNode(tree: ts.SourceFile, meet: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    meet(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

const banned = new Set(['manager', 'helper', 'util', 'common', 'processor', 'data', 'info', 'handle']);
const fileName = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;

/** Names that say nothing, in paths and in what is exported, and file names of another form than the house's. */
export function nameViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, tree }) => {
    const name = path.split('/').at(-1) ?? path;
    return [
      ...(fileName.test(name) ? [] : [`${path}: name files kebab-case.role.ts`]),
      ...emptyWords(path).map((word) => `${path}: "${word}" says nothing`),
      ...exportedNames(tree).flatMap(({ text, line }) =>
        emptyWords(text).map((word) => `${path}:${line} exports ${text}: "${word}" says nothing`),
      ),
    ];
  });
}

/** PostgreSQL's own name of the folder that it keeps its files in. */
const data_directory = /data_?dir/i;

/** The banned words in a name; `dataBase` holds one, `database` none. */
function emptyWords(name: string): readonly string[] {
  const words = name.replace(data_directory, '').split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return words
    .map((word) => word.toLowerCase())
    .filter((word) => banned.has(word) || banned.has(word.replace(/s$/, '')));
}

interface ExportedName {
  readonly text: string;
  readonly line: number;
}

/** What a file declares and exports, with the members that others can see. */
function exportedNames(tree: ts.SourceFile): readonly ExportedName[] {
  const names: ts.Node[] = [];
  for (const statement of tree.statements) {
    if (!isExported(statement)) continue;
    if (ts.isVariableStatement(statement))
      names.push(...statement.declarationList.declarations.map(({ name }) => name));
    else if ('name' in statement && statement.name !== undefined) names.push(statement.name as ts.Node);
    if (ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement))
      for (const member of statement.members)
        if (member.name !== undefined && !isHidden(member)) names.push(member.name);
    if (ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type))
      for (const member of statement.type.members) if (member.name !== undefined) names.push(member.name);
  }
  return names.map((name) => ({ text: name.getText(tree), line: lineOf(tree, name) }));
}

const modifiersOf = (node: ts.Node): readonly ts.ModifierLike[] =>
  ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
const isExported = (node: ts.Node): boolean =>
  modifiersOf(node).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const isHidden = (node: ts.Node): boolean =>
  modifiersOf(node).some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );

const statement =
  /\b(select\s[\s\S]*\bfrom|insert\s+into|update\s+\S+[\s\S]*\bset|delete\s+from|(create|alter|drop)\s+(table|index|schema|type|view)|truncate\s+\S|pg_\w+\s*\()/i;

/** SQL of the projections outside the files that are there for it. */
export function sqlViolations(files: readonly SourceFile[]): readonly string[] {
  const watched = files.filter(({ path }) => path.startsWith('libs/read-models/') && !isTest(path));
  return watched
    .filter(({ path }) => !/\.(table|query)\.ts$|\/src\/table\//.test(path))
    .flatMap(({ path, tree }) => {
      const violations: string[] = [];
      eachNode(tree, (node) => {
        const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
        if (isText && statement.test(node.getText(tree)))
          violations.push(`${path}:${lineOf(tree, node)} holds SQL: write it in a *.table.ts or a *.query.ts`);
      });
      return violations;
    });
}

/** Words of the old dialect (docs/glossary.md), as they stand in names; those of `dialect.comments` in comments. */
const dialect = {
  names: /^(told|telling|tellings|heard|hearing|saying|stay|stays|belonging|belongings|anew|patiently)$/,
  comments: /\b(whoever|as it were|of those which)\b|\/\*\*\s+Answers (who|what|which|how|whether)\b/gi,
};

/** What is written in the dialect that docs/glossary.md replaces: names declared in product code, and comments. */
export function dialectViolations(files: readonly SourceFile[]): {
  readonly names: readonly string[];
  readonly comments: readonly string[];
} {
  const product = files.filter(({ path }) => !isTest(path));
  const names = product.flatMap(({ path, tree }) => {
    const found: string[] = [];
    eachNode(tree, (node) => {
      if (!('name' in node) || ts.isPropertyAccessExpression(node)) return;
      const name = node.name as ts.Node | undefined;
      if (name === undefined || !ts.isIdentifier(name)) return;
      const words = name.text.split(/_|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
      if (words.some((word) => dialect.names.test(word))) found.push(`${path}:${lineOf(tree, name)} ${name.text}`);
    });
    return found;
  });
  const comments = product.flatMap(({ path, text }) =>
    [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g)].flatMap(({ 0: comment }) =>
      [...comment.matchAll(dialect.comments)].map(([words]) => `${path}: "${words}" in a comment`),
    ),
  );
  return { names, comments };
}
