/** The text as one of the words allowed; a word of the source that we do not know stops the conversion. */
export function oneOf<Word extends string | number>(
  allowed: readonly Word[],
  text: string | number,
  what: string,
): Word {
  const word = allowed.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`${what}: "${text}" is none of ${allowed.join(', ')}`);
  return word;
}
