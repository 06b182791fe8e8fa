import { ask } from '../url/address.js';
import { languages } from '../url/question.js';
import { useWords } from '../words/words.jsx';

/** Each by its own name. */
const names: Readonly<Record<(typeof languages)[number], string>> = { en: 'English', fr: 'Français', ar: 'العربية' };

export function Language() {
  const words = useWords();
  return (
    <select
      className="chip"
      aria-label={words.say('top.language')}
      value={words.language}
      onChange={({ target }) => ask({ lang: target.value }, 'replace')}
    >
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {names[language]}
        </option>
      ))}
    </select>
  );
}
