const from_right_to_left: readonly string[] = ['ar'];

export const directionOf = (language: string): 'ltr' | 'rtl' => (from_right_to_left.includes(language) ? 'rtl' : 'ltr');

/** Text that keeps its order also where what stands around it runs the other way. */
export const isolated = (text: string, language: string): string =>
  directionOf(language) === 'rtl' ? `\u2067${text}\u2069` : text;

/** The text alone, as it is stored. */
export const withoutIsolates = (text: string): string => text.replaceAll(/[\u2067\u2069]/g, '');
