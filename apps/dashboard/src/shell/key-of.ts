/** Keys that stand for one beside them, so that zoom needs no Shift. */
const instead: Readonly<Record<string, string>> = { '=': '+', _: '-' };

/** The key as its letter stands on a Latin keyboard, whatever the script of this one and its lock. */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (key.length > 1 || (key < '\x7f' && !/[a-z]/i.test(key))) return instead[key] ?? key;
  if (code === 'Digit0' || code === 'Numpad0') return '0';
  if (key > '\x7f' && code === 'Slash') return shiftKey ? '?' : '/';
  const named = key > '\x7f' ? (letter ?? key) : key;
  return shiftKey ? named.toUpperCase() : named.toLowerCase();
}
