/** How many names a refusal proposes. */
const most_proposed = 3;
/** Beyond this share of changed characters two names are no longer alike. */
const greatest_distance_share = 0.45;

/** Longer than any name we know; not worth comparing. */
const longest_name = 64;

/** So many names are compared letter by letter: those whose letters are most alike. */
const most_compared = 100;

/**
 * The known names most like a wrong one, nearest first; none when none is alike. Goes through all of them once, and costs a
 * fraction of a microsecond a name.
 */
export function nearMatches(wrong: string, known: readonly string[]): string[] {
  if (wrong.length > longest_name) return [];
  const holding = known.filter((name) => holds(wrong, name)).map((name) => ({ name, distance: 1 }));
  const alike = likeliest(wrong, known)
    .map((name) => ({ name, distance: editDistance(wrong, name) / Math.max(wrong.length, name.length) }))
    .filter(({ distance }) => distance <= greatest_distance_share);
  const found = [...alike, ...holding].sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return [...new Set(found.map(({ name }) => name))].slice(0, most_proposed);
}

/** True where one name holds the other, word for word; words are put together by `-` or `_`. */
function holds(wrong: string, name: string): boolean {
  const [shorter, longer] = wrong.length < name.length ? [wrong, name] : [name, wrong];
  if (shorter.length < 3) return false;
  const [words, all] = [shorter.replaceAll('_', '-'), longer.replaceAll('_', '-')];
  return all.includes(words) && `-${all}-`.includes(`-${words}-`);
}

/** Those of the names whose letters are most alike, at most as many as are compared letter by letter. */
function likeliest(wrong: string, known: readonly string[]): readonly string[] {
  const letters = lettersOf(wrong);
  let found: { readonly name: string; readonly share: number }[] = [];
  let limit = greatest_distance_share;
  for (const name of known) {
    const share = leastEdits(letters, wrong.length, name) / Math.max(wrong.length, name.length);
    if (share > limit) continue;
    found.push({ name, share });
    if (found.length < most_compared * 4) continue;
    found = found.sort((a, b) => a.share - b.share).slice(0, most_compared);
    limit = found.at(-1)?.share ?? limit;
  }
  return found
    .sort((a, b) => a.share - b.share)
    .slice(0, most_compared)
    .map(({ name }) => name);
}

const letter_kinds = 64;
const left = new Uint8Array(letter_kinds);

/** How often a text of at most `longest_name` letters has each kind of them. */
function lettersOf(text: string): Uint8Array {
  const letters = new Uint8Array(letter_kinds);
  for (let index = 0; index < text.length; index += 1) letters[text.charCodeAt(index) % letter_kinds]! += 1;
  return letters;
}

/** No more edits than it takes to make one text of the other: letters that only one of them has. */
function leastEdits(letters: Uint8Array, length: number, name: string): number {
  const longest = Math.max(length, name.length);
  // Where the lengths alone are too far apart, the letters need not be looked at.
  if (longest - Math.min(length, name.length) > longest * greatest_distance_share) return longest;
  left.set(letters);
  let shared = 0;
  for (let index = 0; index < name.length; index += 1) {
    const kind = name.charCodeAt(index) % letter_kinds;
    if (left[kind]! === 0) continue;
    left[kind]! -= 1;
    shared += 1;
  }
  return longest - shared;
}

/** Characters to insert, remove or replace to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  const line = Uint16Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    let diagonal = line[0]!;
    line[0] = row;
    const letter = a.charCodeAt(row - 1);
    for (let column = 1; column <= b.length; column += 1) {
      const above = line[column]!;
      const replaced = diagonal + (letter === b.charCodeAt(column - 1) ? 0 : 1);
      line[column] = Math.min(replaced, above + 1, line[column - 1]! + 1);
      diagonal = above;
    }
  }
  return line[b.length]!;
}
