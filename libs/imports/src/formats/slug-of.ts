import { createHash } from 'node:crypto';
import { foldIdentity } from '#situation';

const longest = 64;
const digits_of_hash = 8;

/** Letters and digits that no slug has, and that are no variants of Latin ones: without them names would be alike that are not. */
const of_other_scripts = /(?![\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{N}]/u;

/**
 * Returns a slug of some names: the same for the same names, whatever else is imported. Accents and signs go; what would
 * be too long, or has letters or digits of other scripts than Latin, gets a hash of the names. Characters that nobody sees make no
 * difference.
 */
export function slugOf(...written: readonly string[]): string {
  const names = written.map(foldIdentity);
  const plain = names
    .map((name) =>
      name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[’‘'ʿʾ`´]/g, '')
        .toLowerCase(),
    )
    .map((text) => ({
      text: text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''),
      isCut: of_other_scripts.test(text),
    }));
  const slug = plain.flatMap(({ text }) => (text === '' ? [] : [text])).join('-');
  const isComplete = plain.every(({ text, isCut }, index) => !isCut && (text !== '' || names[index] === ''));
  if (isComplete && slug !== '' && slug.length <= longest) return slug;
  const hash = createHash('sha256').update(names.join('\u001f')).digest('hex').slice(0, digits_of_hash);
  const kept = slug.slice(0, longest - digits_of_hash - 1).replace(/-$/, '');
  return kept === '' ? hash : `${kept}-${hash}`;
}
