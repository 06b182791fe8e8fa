import { array, assert, constantFrom, property, string } from 'fast-check';
import { foldIdentity } from './fold-identity.js';

/** RLM, LRM, zero-width blank and joiners, soft hyphen, byte order mark, variation selector, Hangul filler, tatweel. */
const unseen = [...'\u200f\u200e\u200b\u200c\u200d\u00ad\ufeff\ufe0f\u3164\u0640'];
const blanks = [' ', '\t', '\n', '\u00a0', '\u2003', '\u3000'];

const name = string({ unit: 'grapheme', maxLength: 12 });
const pieces = array(name, { minLength: 1, maxLength: 5 });

describe('the one form of an identity', () => {
  it.each([
    ['Reuters', [' Reuters', 'Reuters\t', 'Reu\u200bters', 'Reu\u00adters', '\ufeffReuters', 'Reuters\u200f']],
    ['Al Jazeera', ['Al  Jazeera', 'Al\u00a0Jazeera', 'Al\tJazeera', 'Al \u200e Jazeera']],
    ['Agência Lusa', ['Age\u0302ncia Lusa', 'Age\u200d\u0302ncia Lusa']],
    ['سانا', ['ســـانا', '\u200fسانا\u200e']],
  ])('%s is that of all its look-alikes', (one, others) => {
    for (const other of [one, ...others]) expect(foldIdentity(other)).toBe(one);
  });

  it('tells case and accents apart', () => {
    expect(new Set(['SANA', 'Sana', 'Sána', 'S ANA'].map(foldIdentity)).size).toBe(4);
  });

  it('is empty where nothing can be seen', () => {
    expect(foldIdentity(` \u200f\u200b\u3164\t\u0640`)).toBe('');
  });

  it('is its own one form', () => {
    const any = string({ unit: 'binary', maxLength: 20 });
    assert(property(any, (text) => foldIdentity(foldIdentity(text)) === foldIdentity(text)));
  });

  it('an unseen mark anywhere changes nothing', () => {
    assert(
      property(pieces, constantFrom(...unseen), (parts, mark) => {
        expect(foldIdentity(parts.join(mark))).toBe(foldIdentity(parts.join('')));
      }),
    );
  });

  it('whatever the white space between words, it is one blank', () => {
    assert(
      property(pieces, array(constantFrom(...blanks), { minLength: 1, maxLength: 3 }), (parts, run) => {
        expect(foldIdentity(parts.join(run.join('')))).toBe(foldIdentity(parts.join(' ')));
      }),
    );
  });

  it('composed or taken apart, it is one', () => {
    assert(property(name, (text) => foldIdentity(text.normalize('NFD')) === foldIdentity(text.normalize('NFC'))));
  });
});
