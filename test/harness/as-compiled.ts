import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly imports: Readonly<Record<string, { readonly default: string }>>;
};
const of_product = /^(apps\/(?!dashboard\/)|libs\/|migrations\/)(?!.*\/fixtures\/).*(?<!\.spec|\.fixture)\.js$/;

/** What suites import of the product, by its name or by its path, is what was compiled of it. */
export const asCompiled = {
  name: 'as-compiled',
  enforce: 'pre',
  resolveId(wanted: string, importer?: string): string | undefined {
    const named = own.imports[wanted];
    if (named !== undefined) return join(root, named.default);
    if (!wanted.startsWith('.') || importer === undefined) return undefined;
    const path = relative(root, resolve(dirname(importer), wanted));
    const file = join(root, 'dist', path);
    return of_product.test(path) && existsSync(file) ? file : undefined;
  },
} as const;

/** Node itself loads that, as it does in production. */
export const compiled_folder = /\/dist\/(apps|libs|migrations)\//;
