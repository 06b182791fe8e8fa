/**
 * Folding makes one text of the ways in which a name is written, for search alone; what is stored and shown stays as it
 * was written. In this order:
 *
 * 1. Apostrophes and the signs for ayn and hamza are left out: Shi'ite, Qal‘at, ʿAyn.
 * 2. Compatibility forms become ordinary letters, and marks are taken off Latin, Greek, Cyrillic, Arabic and Hebrew
 *    letters: accents and dots, harakat and points, the hamza and madda upon a carrier. Other scripts keep their marks.
 * 3. Lower case; letters that no mark explains are written out: ß ss, æ ae, ø o, ı i and the like.
 * 4. Arabic letters: alef wasla is alef, taa marbuta haa, alef maqsura and the Farsi and Kurdish yeh are yaa, the Farsi
 *    kaf is kaf, Kurdish waw, reh and lam without their signs; a hamza by itself and tatweel are left out; digits are
 *    0 to 9.
 * 5. The article is left out where a word follows it: al-, el-, those that take on the next letter (ez-Zor, ar-Raqqa),
 *    and the Arabic one before three letters or more.
 * 6. A Latin consonant that is doubled is one (Tall, Tal), also one of two letters (Bashshar, Bashar), and an h that ends
 *    a word after a vowel is left out (Raqqah, Raqqa).
 * 7. Whatever else is neither letter nor digit only divides words, and words are written as one: Tal Afar, Tal-Afar,
 *    Talafar.
 *
 * Empty when the text has no letter and no digit.
 */
export const foldName = (text: string): string => joined(withoutArticles(wordsOf(text)).map(plainSpelling));

/**
 * A name with and without its articles: al-Bab is found as bab, as al bab and as albab. Each also with the final h of
 * inner words kept, because one word has no inner ends: Salah ad-Din is found as Salahaddin.
 */
function foldedForms(text: string): readonly string[] {
  const words = wordsOf(text);
  return [words, withoutArticles(words)].flatMap((some) => [joined(some.map(plainSpelling)), joined(some)]);
}

/** A letter of a script that is written without blanks between words, with the marks upon it. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/** What French and Italian write as one with the word behind it: l’hôpital, qu’un, dell’area. */
const elision = /(?<!\p{L})(?:[cdjls]|qu|jusqu|lorsqu|puisqu|(?:de|ne|su|da|a)ll|un)['’](?=\p{L})/giu;

/**
 * Returns the words of a text in the order in which they stand, each folded as a name is, for searching in it. Where a script
 * has no blanks between words, each letter is a word, so that a run of letters is found as a phrase.
 */
export const foldedWords = (text: string): readonly string[] =>
  withoutArticles(wordsOf(text.replace(elision, '')))
    .flatMap((word) => word.replace(unspaced, ' $& ').trim().split(/ +/))
    .map(plainSpelling);

const plainSpelling = (word: string): string =>
  word.replace(/([cdgkst]h|[bcdfghj-np-tv-z])\1+/gu, '$1').replace(/(?<=[aeiou])h$/u, '');

/** The words as one, spelt plainly: consonants may double where two words meet. */
const joined = (words: readonly string[]): string => plainSpelling(words.join(''));

/** Every folded form of these names, once and in one order; none for what has neither letter nor digit. */
export const searchForms = (...names: readonly string[]): readonly string[] =>
  [...new Set(names.flatMap(foldedForms))].filter((form) => form !== '').sort();

/** Every run of three characters in these forms, once and in one order: a form holds another only if it holds its runs. */
export const trigramsOf = (...forms: readonly string[]): readonly string[] =>
  [...new Set(forms.flatMap(runsOfThree))].sort();

function runsOfThree(form: string): readonly string[] {
  const characters = [...form];
  return characters.slice(2).map((last, index) => `${characters[index]}${characters[index + 1]}${last}`);
}

const apostrophes = /['‘’‛`´′＇\u02b9\u02bb-\u02bf\u02c8\u0294\u0295]/gu;
const marks =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
/** Invisible signs that steer writing, the hamza by itself and high, and tatweel. */
const leftOut = /[\p{Cf}\u0621\u0674\u0640]/gu;

/** Letters that are written as others; the Arabic ones by their code points, which stay in order when shown. */
const written: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n' }),
  ...Object.entries({ ə: 'e', ς: 'σ' }),
  ...asOne('\u0627', '\u0671\u0672\u0673'), // alef: wasla, wavy hamza
  ...asOne('\u0647', '\u0629\u06d5\u06c1\u06be\u06c3'), // haa: taa marbuta, Kurdish ae, Urdu heh
  ...asOne('\u064a', '\u0649\u06cc\u06ce\u06d0\u06d2'), // yaa: alef maqsura, Farsi and Kurdish yeh
  ...asOne('\u0643', '\u06a9\u06aa'), // kaf: Farsi, swash
  ...asOne('\u0648', '\u06c6\u06c7\u06c8\u06ca\u06cb'), // waw: Kurdish o and its like
  ...asOne('\u0631', '\u0695'), // Kurdish reh
  ...asOne('\u0644', '\u06b5'), // Kurdish lam
]);

function asOne(letter: string, variants: string): readonly (readonly [string, string])[] {
  return [...variants].map((variant) => [variant, letter] as const);
}

/** Arabic-Indic digits and the eastern ones. */
const arabicDigit = /[\u0660-\u0669\u06f0-\u06f9]/gu;
const asDigit = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);

/** Steps 1 to 4, and the words that 7 divides. */
function wordsOf(text: string): readonly string[] {
  const bare = text.replace(apostrophes, '').normalize('NFKD').replace(marks, '').normalize('NFC').toLowerCase();
  const plain = bare.replace(leftOut, '').replace(arabicDigit, asDigit);
  const letters = [...plain].map((letter) => written.get(letter) ?? letter).join('');
  return letters.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
}

const withoutArticles = (words: readonly string[]): readonly string[] =>
  words
    .filter((word, index) => !isArticleBefore(word, words[index + 1]))
    .map((word) => word.replace(/^\u0627\u0644(?=.{3})/u, ''));

function isArticleBefore(word: string, next: string | undefined): boolean {
  if (next === undefined) return false;
  if (word === 'al' || word === 'el' || word === '\u0627\u0644') return true;
  return /^[ae](sh|th|dh|[dlnrstz])$/.test(word) && next.startsWith(word.slice(1));
}
