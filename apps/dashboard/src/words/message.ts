import { kept } from './kept.js';

/** What fills the gaps of a message. */
export type Gaps = Readonly<Record<string, string | number>>;

/**
 * Writes a message of the ICU form: `{name}` and `{n, plural, =0 {none} one {# report} other {# reports}}`, where `#` is
 * the number by the language's own digits and groups.
 */
export function writeMessage(message: string, language: string, gaps: Gaps = {}): string {
  let text = '';
  for (let at = 0; at < message.length; at += 1) {
    if (message[at] !== '{') {
      text += message[at];
      continue;
    }
    const end = closingBrace(message, at);
    text += writeGap(message.slice(at + 1, end), language, gaps);
    at = end;
  }
  return text;
}

function writeGap(gap: string, language: string, gaps: Gaps): string {
  const [, name = gap, choices] = /^(\w+), plural, (.*)$/s.exec(gap) ?? [];
  const value = gaps[name.trim()];
  if (value === undefined) throw new Error(`The message needs ${name}.`);
  if (choices === undefined) return typeof value === 'number' ? numberOf(value, language) : value;
  const count = Number(value);
  const options = optionsOf(choices);
  const rule = pluralsOf(language).select(count);
  const chosen = options.get(`=${count}`) ?? options.get(rule) ?? options.get('other') ?? '';
  return writeMessage(chosen.replaceAll('#', numberOf(count, language)), language, gaps);
}

/** `one {a} other {b}`, by name. */
function optionsOf(choices: string): Map<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < choices.length;) {
    const start = choices.indexOf('{', at);
    if (start < 0) break;
    const end = closingBrace(choices, start);
    options.set(choices.slice(at, start).trim(), choices.slice(start + 1, end));
    at = end + 1;
  }
  return options;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`A brace stays open in: ${text}`);
}

const forms = { plain: {}, megabytes: { style: 'unit', unit: 'megabyte' }, compact: { notation: 'compact' } } as const;

/** Latin digits in every language. */
export const numberOf = (value: number, language: string, form: keyof typeof forms = 'plain'): string =>
  formatsOf[form](language).format(value);

/** British English writes a million as "1m", which is a metre too. */
const english = { plain: 'en-GB', megabytes: 'en-GB', compact: 'en' } as const;

const formatsIn = (form: keyof typeof forms) =>
  kept((language) => new Intl.NumberFormat(language === 'en' ? english[form] : `${language}-u-nu-latn`, forms[form]));
const formatsOf = { plain: formatsIn('plain'), megabytes: formatsIn('megabytes'), compact: formatsIn('compact') };
const pluralsOf = kept((language) => new Intl.PluralRules(language));
