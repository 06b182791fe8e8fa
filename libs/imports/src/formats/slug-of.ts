import { createHash } from 'node:crypto';

const longest = 64;
const digits_of_hash = 8;

/**
 * Returns a slug of some names: the same for the same names, whatever else is imported. Accents and signs go; what would
 * be too long, or has no Latin letter or digit at all, gets a hash of the names.
 */
export function slugOf(...names: readonly string[]): string {
  const plain = names
    .map((name) =>
      name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[’‘'ʿʾ`´]/g, '')
        .toLowerCase(),
    )
    .map((name) => name.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''));
  const slug = plain.filter((name) => name !== '').join('-');
  const isComplete = plain.every((name, index) => name !== '' || names[index] === '');
  if (isComplete && slug !== '' && slug.length <= longest) return slug;
  const hash = createHash('sha256').update(names.join('\u001f')).digest('hex').slice(0, digits_of_hash);
  const kept = slug.slice(0, longest - digits_of_hash - 1).replace(/-$/, '');
  return kept === '' ? hash : `${kept}-${hash}`;
}
