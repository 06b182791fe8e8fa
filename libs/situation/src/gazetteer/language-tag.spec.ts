import { isLanguageTag } from './language-tag.js';

describe('the tag of a language', () => {
  it.each([
    'ar',
    'ku-Latn',
    'ckb-Arab-IQ',
    'EN-gb',
    'es-419',
    'zh-yue',
    'de-1901',
    'sl-rozaj',
    'ar-u-nu-latn',
    'fa-x-a',
  ])('%s is one', (tag) => {
    expect(isLanguageTag(tag)).toBe(true);
  });

  it.each([
    '',
    'a',
    'arabic',
    'Arabic (Iraq)',
    'ar_IQ',
    'ar-',
    '-ar',
    'ar--IQ',
    'ar-Arabic-x',
    'عربي',
    'ar\n',
    'x-own',
  ])('%j is none', (text) => {
    expect(isLanguageTag(text)).toBe(false);
  });

  it('is no novel', () => {
    expect(isLanguageTag(`ar${'-abcdefgh'.repeat(4)}`)).toBe(false);
  });
});
