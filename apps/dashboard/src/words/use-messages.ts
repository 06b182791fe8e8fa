import { useEffect, useState } from 'react';
import { languages } from '../url/question.js';
import en from './messages/en.json';
import type { Messages } from './words.jsx';

const others: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  fr: () => import('./messages/fr.json'),
  ar: () => import('./messages/ar.json'),
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
    const messages = others[language]?.().then((file) => file.default) ?? Promise.resolve(en);
    void messages.then((loaded) => wanted && setShown({ language, messages: loaded }));
    return () => {
      wanted = false;
    };
  }, [language]);
  return shown;
}
