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

/** So long after no file could be read it is tried again. */
const retry_ms = 3_000;

/**
 * The messages of the language asked for, or else of the browser's, and in English where its file cannot be read;
 * undefined until the first are there.
 */
export function useMessages(asked: string | undefined): ShownMessages | undefined {
  const [shown, setShown] = useState<ShownMessages>();
  const language = asked ?? ofBrowser();
  useEffect(() => {
    let wanted = true;
    let again: ReturnType<typeof setTimeout>;
    const shownIn = async (name: string): Promise<ShownMessages> => ({
      language: name,
      messages: await read<Messages>(files[name]!),
    });
    const load = (): void =>
      void shownIn(language in files ? language : 'en')
        .catch(() => shownIn('en'))
        .then(
          (found) => wanted && setShown(found),
          () => wanted && (again = setTimeout(load, retry_ms)),
        );
    load();
    return () => {
      wanted = false;
      clearTimeout(again);
    };
  }, [language]);
  return shown;
}
