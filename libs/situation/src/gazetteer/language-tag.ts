import type { Brand } from '../ids.js';

/** A language by BCP 47, with its script or region where that matters: `ar`, `ku-Latn`, `en-GB`. */
export type LanguageTag = Brand<string, 'LanguageTag'>;

/**
 * A well-formed tag of RFC 5646, section 2.1, that begins with a language of two or three letters: the longer ones of
 * the grammar have never been given out, and are written by mistake ("arabic"). Subtags come in either case.
 */
export const languageTagPattern = new RegExp(
  '^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}' +
    '(-[A-Za-z]{4})?' +
    '(-([A-Za-z]{2}|[0-9]{3}))?' +
    '(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*' +
    '(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*' +
    '(-[Xx](-[A-Za-z0-9]{1,8})+)?$',
);

/** No tag of a language, script, region and variant comes near it. */
export const longest_language_tag = 35;

/** True for a tag of the form that BCP 47 gives to languages; whether it has been given out is not asked. */
export const isLanguageTag = (text: string): text is LanguageTag =>
  text.length <= longest_language_tag && languageTagPattern.test(text);
