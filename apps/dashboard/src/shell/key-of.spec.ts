import { keyOf } from './key-of.js';

const pressed = (key: string, code: string, shiftKey = false): string => keyOf({ key, code, shiftKey });

describe('the key that was pressed', () => {
  it('is the letter of a Latin keyboard, whatever the script of this one', () => {
    expect(pressed('م', 'KeyL')).toBe('l');
    expect(pressed('ة', 'KeyM')).toBe('m');
    expect(pressed('ظ', 'Slash')).toBe('/');
    expect(pressed('؟', 'Slash', true)).toBe('?');
  });

  it('is where its keyboard has it where that is Latin: Q of the letter A on a French one', () => {
    expect(pressed('a', 'KeyQ')).toBe('a');
    expect(pressed('/', 'Period', true)).toBe('/');
  });

  it('is the same with the letters locked: Shift alone turns back', () => {
    expect(pressed('N', 'KeyN')).toBe('n');
    expect(pressed('j', 'KeyJ', true)).toBe('J');
    expect(pressed('J', 'KeyJ', true)).toBe('J');
  });

  it('is no letter where it has a name', () => {
    expect(pressed('ArrowLeft', 'ArrowLeft', true)).toBe('ArrowLeft');
    expect(pressed(' ', 'Space')).toBe(' ');
    expect(pressed('é', 'Digit2')).toBe('é');
  });

  it('zooms without Shift, and by the digits of any script', () => {
    expect(pressed('=', 'Equal')).toBe('+');
    expect(pressed('_', 'Minus', true)).toBe('-');
    expect(pressed('٠', 'Digit0')).toBe('0');
    expect(pressed('à', 'Digit0')).toBe('0');
  });
});
