import { useEffect, useState } from 'react';
import { languages } from '../url/question.js';
import { read } from '../api/ask.js';
import type { Messages } from './words.jsx';

/** Files of their own, so that nobody loads a language that nobody reads. */
const files: Readonly<Record<string, string>> = {
  en: new URL('./messages/en.json', import.meta.url).href,
  fr: new URL('./messages/fr.json', import.meta.url).href,
  ar: new URL('./messages/ar.json', import.meta.url).href,
};

/** The first language of the browser that there are messages in. */
const ofBrowser = (): string =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => (languages as readonly string[]).includes(tag)) ??
  'en';

interface ShownMessages {
  readonly language: string;
  readonly messages: Messages;
}

/** The messages of the language asked for, or else of the browser's; undefined until the first are there. */
export function useMessages(asked: string | undefined): ShownMessages | undefined {
  const [shown, setShown] = useState<ShownMessages>();
  const language = asked ?? ofBrowser();
  useEffect(() => {
    let wanted = true;
    const show = (messages: Messages): void => void (wanted && setShown({ language, messages }));
    void read<Messages>(files[language] ?? files['en']!).then(show, () => undefined);
    return () => {
      wanted = false;
    };
  }, [language]);
  return shown;
}
