/** Characters that nobody sees: format characters (Cf) and all else that is shown as nothing; and tatweel, which only stretches. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]/gu;
const plain = /^[!-~]+( [!-~]+)*$/;

/**
 * Returns the one form of a text that tells things apart: the name of an outlet, its number for a report, the key of an
 * incident, a voice of a chain of attribution. Unseen characters are left out, the rest is in NFC (UAX #15), trimmed, and
 * every run of white space is one blank. Two texts that look the same are thus one; case and accents do tell apart.
 * Empty if nothing can be seen.
 */
export const foldIdentity = (text: string): string =>
  plain.test(text) ? text : text.replace(unseen, '').normalize('NFC').replace(/\s+/gu, ' ').trim();
