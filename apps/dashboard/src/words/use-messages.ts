import { useEffect, useState } from 'react';
import { languages } from '../url/question.js';
import { read } from '../api/ask.js';
import en from './messages/en.json';
import type { Messages } from './words.jsx';

/** Files of their own, so that nobody loads a language that nobody reads. */
const others: Readonly<Record<string, string>> = {
  fr: new URL('./messages/fr.json', import.meta.url).href,
  ar: new URL('./messages/ar.json', import.meta.url).href,
};

/** The first language of the browser that there are messages in. */
const ofBrowser = (): string =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => (languages as readonly string[]).includes(tag)) ??
  'en';

/** The messages of the language asked for, of the browser's where none is; English until they are there. */
export function useMessages(asked: string | undefined): { language: string; messages: Messages } {
  const [shown, setShown] = useState<{ language: string; messages: Messages }>({ language: 'en', messages: en });
  const language = asked ?? ofBrowser();
  useEffect(() => {
    let wanted = true;
    const url = others[language];
    const messages = url === undefined ? Promise.resolve(en) : read<Messages>(url);
    void messages.then((loaded) => wanted && setShown({ language, messages: loaded })).catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [language]);
  return shown;
}
