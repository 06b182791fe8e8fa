/** How many names a refusal proposes. */
const most_proposed = 3;
/** Beyond this share of changed characters two names are no longer alike. */
const greatest_distance_share = 0.45;

/** Longer than any name we know; not worth comparing. */
const longest_name = 64;

/** The known names most like a wrong one, nearest first; none when none is alike. */
export function nearMatches(wrong: string, known: readonly string[]): string[] {
  if (wrong.length > longest_name) return [];
  return known
    .map((name) => ({ name, distance: distanceBetween(wrong, name) }))
    .filter(({ distance }) => distance <= 1)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most_proposed)
    .map(({ name }) => name);
}

/** 0 for the same name, at most 1 for one that is alike. A name that holds the other, word for word, is alike too. */
function distanceBetween(wrong: string, name: string): number {
  const longest = Math.max(wrong.length, name.length);
  const allowed = longest * greatest_distance_share;
  const edits = Math.abs(wrong.length - name.length) > allowed ? Infinity : editDistance(wrong, name);
  if (edits <= allowed) return edits / longest;
  const [shorter, longer] = wrong.length < name.length ? [wrong, name] : [name, wrong];
  return shorter.length >= 3 && `-${longer}-`.replaceAll('_', '-').includes(`-${shorter}-`) ? 1 : Infinity;
}

/** Characters to insert, remove or replace to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
