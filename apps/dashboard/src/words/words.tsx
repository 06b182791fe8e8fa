import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { directionOf, isolated } from './direction.js';
import type en from './messages/en.json';
import { type Gaps, numberOf, writeMessage } from './message.js';

/** The name of a message; every language has them all. */
export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;

/** The words of one language. */
export interface Words {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  say(key: MessageKey, gaps?: Gaps): string;
  /** The message of a key that is made of parts; where there is none what is given, or else the last part itself. */
  sayOf(family: string, name: string, gaps?: Gaps, otherwise?: string): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** "a, b, c". */
  commas(items: readonly string[]): string;
  /** "a; b". */
  semicolons(items: readonly string[]): string;
  number(value: number): string;
  /** "3 MB". */
  megabytes(value: number): string;
  /** "10K". */
  compact(value: number): string;
}

export function wordsOf(language: string, messages: Messages): Words {
  const locale = language === 'en' ? 'en-GB' : language;
  const listed = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    direction: directionOf(language),
    say: (key, gaps) => isolated(writeMessage(messages[key], language, gaps), language),
    sayOf: (family, name, gaps, otherwise) => {
      const message = (messages as Readonly<Record<string, string>>)[`${family}.${name}`];
      return message === undefined
        ? (otherwise ?? name.replaceAll(/[-_]/g, ' '))
        : isolated(writeMessage(message, language, gaps), language);
    },
    list: (items) => listed.format(items),
    commas: (items) => items.join(messages['list.comma']),
    semicolons: (items) => items.join(messages['list.semicolon']),
    number: (value) => numberOf(value, language),
    megabytes: (value) => numberOf(value, language, 'megabytes'),
    compact: (value) => numberOf(value, language, 'compact'),
  };
}

const Current = createContext<Words | undefined>(undefined);

export function WordsProvider(props: { language: string; messages: Messages; children: ReactNode }) {
  const { language, messages, children } = props;
  const words = useMemo(() => wordsOf(language, messages), [language, messages]);
  return <Current value={words}>{children}</Current>;
}

export function useWords(): Words {
  const words = useContext(Current);
  if (words === undefined) throw new Error('There are no words yet.');
  return words;
}
