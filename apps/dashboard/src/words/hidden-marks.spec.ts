import { nameIn } from './local-name.js';
import { isHidden, partsOf } from './hidden-marks.js';

describe('text as somebody wrote it', () => {
  it('has the marks that turn its direction as parts of their own', () => {
    const parts = partsOf('a\u202Elive\u202Cb');
    expect(parts).toEqual(['a', '\u202E', 'live', '\u202C', 'b']);
    expect(parts.map(isHidden)).toEqual([false, true, false, true, false]);
  });

  it('keeps what Arabic and Persian are written with', () => {
    expect(partsOf('می\u200Cخواهم\u200F')).toEqual(['می\u200Cخواهم\u200F']);
  });
});

it('a name is that of the language where one is registered', () => {
  const mosul = { name: 'Mosul', names: [{ language: 'ar', name: 'الموصل' }] };
  expect(nameIn(mosul, 'ar')).toBe('الموصل');
  expect(nameIn(mosul, 'fr')).toBe('Mosul');
  expect(nameIn({ name: 'Raqqa' }, 'ar')).toBe('Raqqa');
});
