import { randomUUID } from 'node:crypto';

const longest_name = 70;
const digits_of_its_own = 8;

/** A name for what is sent together from a file, by which people know it again: `import-kobo.csv-7d9f1d3e`. */
export function bundleNameOf(file: string): string {
  const plain = file
    .replace(/^.*[\\/]/, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(-longest_name);
  return ['import', plain, randomUUID().slice(0, digits_of_its_own)].filter((part) => part !== '').join('-');
}
