import { IntlMessageFormat } from 'intl-messageformat';
import type { Day } from '#situation';
import { ar } from './messages/ar.js';
import { isolatedGap } from './isolated-gap.js';
import { type BriefingMessage, type BriefingMessages, en } from './messages/en.js';
import { fr } from './messages/fr.js';

export const briefingLanguages = ['en', 'fr', 'ar'] as const;
export type BriefingLanguage = (typeof briefingLanguages)[number];

const messages: Readonly<Record<BriefingLanguage, BriefingMessages>> = { en, fr, ar };

/** Latin digits in every language, so that a number is found again in another. */
const locales: Readonly<Record<BriefingLanguage, string>> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' };

type Gaps = Readonly<Record<string, string | number>>;

/** The values by which messages choose their words, which are no words themselves. */
const choices: ReadonlySet<string | number> = new Set(['none', 'nothing', 'group']);

/** Writes what a briefing says in one language. */
export class Words {
  private readonly formats = new Map<BriefingMessage, IntlMessageFormat>();
  private readonly days: Intl.DateTimeFormat;
  private readonly moments: Intl.DateTimeFormat;
  private readonly numbers: Intl.NumberFormat;
  private readonly lists: Intl.ListFormat;

  constructor(
    readonly language: BriefingLanguage,
    zone: string,
  ) {
    const locale = locales[language];
    this.days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.moments = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
    this.numbers = new Intl.NumberFormat(locale);
    this.lists = new Intl.ListFormat(locale);
  }

  get isRightToLeft(): boolean {
    return this.language === 'ar';
  }

  /** What reports and names have in it cannot turn the order of what stands around them. */
  say(message: BriefingMessage, gaps: Gaps = {}): string {
    const known = this.formats.get(message);
    const format =
      known ??
      new IntlMessageFormat(messages[this.language][message], locales[this.language], undefined, { ignoreTag: true });
    this.formats.set(message, format);
    const kept = Object.entries(gaps).map(([name, gap]) => [
      name,
      choices.has(gap) ? gap : isolatedGap(gap, this.isRightToLeft),
    ]);
    return String(format.format(Object.fromEntries(kept) as Gaps));
  }

  /** A word of a list that the catalogue may outgrow; the word itself where it has no message. */
  sayOf(kind: 'measure' | 'group' | 'condition' | 'verdict' | 'flag' | 'contradiction' | 'unit', word: string): string {
    const message = `${kind}.${word}`;
    return message in en ? this.say(message as BriefingMessage) : word;
  }

  day = (day: Day): string => this.days.format(new Date(`${day}T00:00:00Z`));
  /** By the clock of the desk. */
  moment = (instant: string): string => this.moments.format(new Date(instant));
  number = (value: number): string => this.numbers.format(value);
  list = (items: readonly string[]): string => this.lists.format(items);
}
