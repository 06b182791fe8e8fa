/** "Sep" and "Sept". */
const english = ['en', 'en-GB'];
const any_year = 2017;

/** True of a language, written as in BCP 47, whose months have names here. */
export function hasMonthNames(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

/**
 * The number of a month by its name in a language or in English, long or short; 0 for no month. Capitals, accents and full
 * stops make no difference.
 */
export function monthNamed(name: string, language?: string): number {
  const folded = fold(name);
  const languages = language === undefined ? english : [language, ...english];
  return languages.map((one) => namesIn(one).get(folded)).find((month) => month !== undefined) ?? 0;
}

const known = new Map<string, ReadonlyMap<string, number>>();

/** The names of the months of a language as Unicode CLDR has them: alone, and beside a day, where many languages bend them. */
function namesIn(language: string): ReadonlyMap<string, number> {
  const found = known.get(language);
  if (found !== undefined) return found;
  const names = new Map<string, number>();
  for (const month of ['long', 'short'] as const)
    for (const beside of [{}, { day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(language, { month, ...beside, calendar: 'gregory', timeZone: 'UTC' });
      for (let nth = 0; nth < 12; nth += 1) {
        const parts = format.formatToParts(Date.UTC(any_year, nth, 15));
        names.set(fold(parts.find(({ type }) => type === 'month')?.value ?? ''), nth + 1);
      }
    }
  known.set(language, names);
  return names;
}

/** The Turkish i without a dot is the small form of I as well. */
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll('ı', 'i');
