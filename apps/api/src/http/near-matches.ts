/** How many names a refusal proposes. */
const most_proposed = 3;
/** Beyond this share of changed characters two names are no longer alike. */
const greatest_distance_share = 0.45;

/** Longer than any name we know; not worth comparing. */
const longest_name = 64;

/** So many names are compared letter by letter: those whose letters are most alike. */
const most_compared = 100;

/** The known names most like a wrong one, nearest first; none when none is alike. Its cost hardly depends on how alike they are. */
export function nearMatches(wrong: string, known: readonly string[]): string[] {
  if (wrong.length > longest_name) return [];
  const holding = known.filter((name) => holds(wrong, name)).map((name) => ({ name, distance: 1 }));
  const alike = known
    .map((name) => ({ name, least: leastEdits(wrong, name), longest: Math.max(wrong.length, name.length) }))
    .filter(({ least, longest }) => least <= longest * greatest_distance_share)
    .sort((a, b) => a.least / a.longest - b.least / b.longest)
    .slice(0, most_compared)
    .map(({ name, longest }) => ({ name, distance: editDistance(wrong, name) / longest }))
    .filter(({ distance }) => distance <= greatest_distance_share);
  const found = [...alike, ...holding].sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return [...new Set(found.map(({ name }) => name))].slice(0, most_proposed);
}

/** True where one name holds the other, word for word. */
function holds(wrong: string, name: string): boolean {
  const [shorter, longer] = wrong.length < name.length ? [wrong, name] : [name, wrong];
  return shorter.length >= 3 && `-${longer}-`.replaceAll('_', '-').includes(`-${shorter}-`);
}

const letter_kinds = 64;
const surplus = new Int8Array(letter_kinds);

/** No more edits than it takes to make one text of the other: letters that only one of them has, in a glance. */
function leastEdits(a: string, b: string): number {
  surplus.fill(0);
  for (let index = 0; index < a.length; index += 1) surplus[a.charCodeAt(index) % letter_kinds]! += 1;
  for (let index = 0; index < b.length; index += 1) surplus[b.charCodeAt(index) % letter_kinds]! -= 1;
  let [more, less] = [0, 0];
  for (let kind = 0; kind < letter_kinds; kind += 1) {
    const count = surplus[kind]!;
    if (count > 0) more += count;
    else less -= count;
  }
  return Math.max(more, less);
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
