import { digestOfKey, keyInText, newKey, readKey } from './api-key.js';

const swap = (text: string, index: number): string =>
  text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1);

describe('a key', () => {
  it('is read as it was made, and no two are alike', () => {
    const made = Array.from({ length: 200 }, newKey);
    for (const { id, text } of made) {
      expect(text).toMatch(/^sitrep_[0-9a-f]{12}_[0-9A-Za-z]{49}$/);
      expect(readKey(text)).toEqual({ id, text });
    }
    expect(new Set(made.map(({ text }) => digestOfKey(text).toString('hex'))).size).toBe(200);
  });

  it('typed wrong in one place is told apart from one that does not exist', () => {
    const { text } = newKey();
    for (let index = 'sitrep_'.length; index < text.length; index += 1) {
      if (index === 'sitrep_123456789abc'.length) continue;
      expect(readKey(swap(text, index))).toHaveProperty('fault');
    }
    expect(readKey(swap(text, 30))).toEqual({ fault: 'checksum' });
  });

  it.each([
    ['in capitals', (text: string) => text.toUpperCase()],
    ['with a blank before it', (text: string) => ` ${text}`],
    ['with a line break inside', (text: string) => text.replace('_', '_\n')],
    ['cut short', (text: string) => text.slice(0, -1)],
    ['twice', (text: string) => text + text],
  ])('%s is no key', (_how, change) => {
    expect(readKey(change(newKey().text))).toEqual({ fault: 'shape' });
  });

  it('is found in a text that holds one, whatever its case', () => {
    const { text } = newKey();
    expect(keyInText.test(`/v1/reports?token=${text}`)).toBe(true);
    expect(keyInText.test(`/v1/reports?token=${text.toUpperCase()}`)).toBe(true);
    expect(keyInText.test('/v1/reports?q=sitrep_')).toBe(false);
  });
});
