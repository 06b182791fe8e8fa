import { isolatedGap } from './isolated-gap.js';

describe('what fills a gap of a message', () => {
  it('is isolated where it runs against the message, and nowhere else', () => {
    expect(isolatedGap('Iraq', true)).toBe('\u2068Iraq\u2069');
    expect(isolatedGap('Iraq', false)).toBe('Iraq');
    expect(isolatedGap('الموصل', false)).toBe('\u2068الموصل\u2069');
    expect(isolatedGap('الموصل', true)).toBe('الموصل');
    expect(isolatedGap('3,000', true)).toBe('3,000');
    expect(isolatedGap(3, true)).toBe(3);
  });

  it.each([
    ['Thaana', 'މާލެ'],
    ['N’Ko', 'ߒߞߏ'],
    ['Mandaic', 'ࡌࡀࡍࡃࡀ'],
    ['Adlam', '𞤀𞤣𞤤𞤢𞤥'],
    ['Hanifi Rohingya', '𐴌𐴇𐴥'],
  ])('is isolated in %s as in Arabic: all of its letters run from right to left', (_script, name) => {
    expect(isolatedGap(name, false)).toBe(`\u2068${name}\u2069`);
    expect(isolatedGap(name, true)).toBe(name);
  });

  it.each([
    ['Armenian', 'Երևան'],
    ['Georgian', 'თბილისი'],
    ['Devanagari', 'दिल्ली'],
    ['Ethiopic', 'መቐለ'],
    ['Chinese', '北京'],
  ])('is isolated in %s as in Latin, in a message from right to left alone', (_script, name) => {
    expect(isolatedGap(name, true)).toBe(`\u2068${name}\u2069`);
    expect(isolatedGap(name, false)).toBe(name);
  });

  it('keeps isolates of sentences inside it, and no mark that somebody typed', () => {
    expect(isolatedGap('قال \u2068Iraq\u2069', true)).toBe('قال \u2068Iraq\u2069');
    expect(isolatedGap('\u202Eevil\u202C', false)).toBe('evil');
    expect(isolatedGap('a \u2068\u202Eb', false)).toBe('a b');
  });

  it('has single blanks', () => {
    expect(isolatedGap('(5  killed)', false)).toBe('(5 killed)');
  });
});
