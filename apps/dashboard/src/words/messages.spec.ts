import ar from './messages/ar.json';
import en from './messages/en.json';
import fr from './messages/fr.json';
import { writeMessage } from './message.js';

const gapsOf = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{(\w+)(?:\}|, plural)/g)].map(([, name = '']) => name))].sort();
/** A number for every plural form of Arabic, the language with most of them. */
const numbers = [0, 1, 2, 5, 20, 100];

describe.each([
  ['en', en],
  ['fr', fr],
  ['ar', ar],
])('the messages of %s', (language, messages: Readonly<Record<string, string>>) => {
  it('are those of English, each with the same gaps', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
    const gaps = Object.entries(en).map(([key, message]) => [key, gapsOf(message)]);
    expect(Object.keys(en).map((key) => [key, gapsOf(messages[key] ?? '')])).toEqual(gaps);
  });

  it('can all be written, with any number', () => {
    for (const message of Object.values(messages))
      for (const n of numbers) {
        const gaps = Object.fromEntries(gapsOf(message).map((name) => [name, n]));
        expect(writeMessage(message, language, gaps)).not.toMatch(/[{}#]/);
      }
  });

  it('name every plural form of the language', () => {
    const forms = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((form) => form !== 'many' || language === 'ar');
    for (const message of Object.values(messages))
      for (const [plural] of message.matchAll(/\w+, plural, (?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g))
        for (const form of forms) expect(plural, message).toContain(`${form} {`);
  });
});

/** What names something that has an article or a gender of its own, in the gaps of messages. */
const name_gaps = 'who|whom|loser|taker|area|place|name|where|within|origin|party';

describe('names in sentences', () => {
  it('stand behind no French preposition that would merge with an article or ask for another', () => {
    for (const [key, message] of Object.entries(fr))
      expect(message, key).not.toMatch(new RegExp(`(?:^|[ (])(?:de|à|du|au|en|d’|l’) ?\\{(?:${name_gaps})\\}`, 'i'));
    for (const key of ['changes.hands', 'verdict.transition'] as const) expect(fr[key]).not.toMatch(/(?:de|à) \{/);
  });

  it('stand apart from every Arabic letter that is written together with a word', () => {
    for (const [key, message] of Object.entries(ar)) expect(message, key).not.toMatch(/[لبكوف]ـ?\{(?!n,)\w+\}/);
  });
});
